import { isCanonicalText } from '../canonical.ts';
import type { Leg, Transform } from './transform.ts';

interface Lines {
  readonly kind: 'multiline';
}
interface Text {
  readonly kind: 'text';
}

const LINE_BREAK = /[\n\u2028\u2029]/;

/**
 * Several lines in FSM as one line in Books, concatenated with a separator, and split at it on the way back. Lines that
 * would not come back as they were (empty, with white space at an end, or holding the separator) are refused.
 * @throws RangeError when the separator is empty, white space only, or has a line break
 * @example cf_skills: both(item.Skills__C).via(joinLines('; '))
 */
export function joinLines<const Separator extends string>(
  separator: Separator,
): Transform<`joinLines(${Separator})`, Leg<Lines, Text>, Leg<Text, Lines>> {
  if (
    separator.trim() === '' ||
    /[\n\r\u2028\u2029]/.test(separator) ||
    separator.normalize('NFC') !== separator
  ) {
    throw new RangeError('joinLines needs a separator that is more than white space, on one line');
  }
  const returns = (parts: readonly string[]): boolean =>
    parts.every(isCanonicalText) && parts.join(separator).split(separator).length === parts.length;
  return {
    transform: 'v1',
    id: `joinLines(${separator})`,
    version: 1,
    toBooks: {
      accepts: { kind: 'multiline' },
      yields: { kind: 'text' },
      apply: (value) => {
        const lines = String(value).split('\n');
        const joined = lines.join(separator);
        const sound = returns(lines) && !LINE_BREAK.test(joined) && isCanonicalText(joined);
        return sound ? joined : { refused: 'has a line that would not come back as it is' };
      },
    },
    toFsm: {
      accepts: { kind: 'text' },
      yields: { kind: 'multiline' },
      apply: (value) => {
        const parts = String(value).split(separator);
        return parts.every(isCanonicalText)
          ? parts.join('\n')
          : { refused: 'has an empty part, or white space around one, between the separators' };
      },
    },
    data: separator,
  };
}
