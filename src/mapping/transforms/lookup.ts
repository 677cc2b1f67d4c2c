import { isCanonicalText } from '../canonical.ts';
import type { Leg, Outcome, Transform } from './transform.ts';

type Rows = Readonly<Record<string, string>>;

interface Text {
  readonly kind: 'text';
}

function turned(rows: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  return new Map([...rows].map(([fsm, books]) => [books, fsm]));
}

/** What is not in the table stays as it is, unless it would then be taken for a word of the other side. */
function found(
  rows: ReadonlyMap<string, string>,
  words: ReadonlyMap<string, string>,
  value: string,
): Outcome {
  const other = rows.get(value);
  if (other !== undefined) return other;
  return words.has(value) ? { refused: 'is a word of the other side in the table' } : value;
}

/**
 * A table of words, one to one, for text of which the table knows only a part: what is not in it stays as it is. For a
 * picklist, whose values are all known, use `choice`.
 * @param rows - FSM's word to Books' word
 * @throws RangeError when two rows share a word of Books, or a word is empty or has white space at an end
 * @example lookup('country', { 'United States': 'U.S.A.', 'United Kingdom': 'UK' })
 */
export function lookup<const Id extends string>(
  id: Id,
  rows: Rows,
  options: { readonly version?: number } = {},
): Transform<Id, Leg<Text, Text>, Leg<Text, Text>> {
  const toBooks = new Map(Object.entries(rows));
  const toFsm = turned(toBooks);
  const words = [...toBooks.keys(), ...toBooks.values()];
  if (toFsm.size !== toBooks.size || toBooks.size === 0 || !words.every(isCanonicalText)) {
    throw new RangeError(
      'lookup needs rows of two words each, without white space at their ends, one to one',
    );
  }
  const end = { kind: 'text' } as const;
  return {
    transform: 'v1',
    id,
    version: options.version ?? 1,
    toBooks: { accepts: end, yields: end, apply: (value) => found(toBooks, toFsm, String(value)) },
    toFsm: { accepts: end, yields: end, apply: (value) => found(toFsm, toBooks, String(value)) },
    data: { ...rows },
  };
}
