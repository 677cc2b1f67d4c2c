import { canonicalText, isCanonicalText } from '../canonical.ts';
import type { AnyLeg, Leg, Transform } from './transform.ts';

interface Text {
  readonly kind: 'text';
}
interface YesOrNo {
  readonly kind: 'boolean';
}
interface WordsOf<True extends string, False extends string> {
  readonly kind: 'picklist';
  readonly options: readonly [True, False];
}
interface TextOf<True extends string, False extends string> {
  readonly kind: 'text';
  readonly options: readonly [True, False];
}

/**
 * FSM's true and false as two words in Books, a text or a picklist.
 * @throws RangeError when the words are equal or empty
 */
export function booleanWords<const True extends string, const False extends string>(words: {
  readonly true: True;
  readonly false: False;
}): Transform<
  `booleanWords(${True}/${False})`,
  Leg<YesOrNo, WordsOf<True, False>>,
  Leg<TextOf<True, False>, YesOrNo>
> {
  const options = [words.true, words.false] as const;
  if (words.true === (words.false as string) || !options.every(isCanonicalText)) {
    throw new RangeError('booleanWords needs two different words without white space at the ends');
  }
  return {
    transform: 'v1',
    id: `booleanWords(${words.true}/${words.false})`,
    version: 1,
    toBooks: {
      accepts: { kind: 'boolean' },
      yields: { kind: 'picklist', options },
      apply: (value) => (value === true ? words.true : words.false),
    },
    toFsm: {
      accepts: { kind: 'text', options },
      yields: { kind: 'boolean' },
      apply: (value) => {
        if (value === words.true) return true;
        return value === words.false ? false : { refused: 'is neither of the two words of the transform' };
      },
    },
    data: { true: words.true, false: words.false },
  };
}

/**
 * Puts a prefix before the text on its way to Books and takes it off on the way back. Text that arrives without the
 * prefix, or that would not come back as it was, is refused.
 * @throws RangeError when the prefix is empty or begins with white space
 */
export function prefix<const Prefix extends string>(
  before: Prefix,
): Transform<`prefix(${Prefix})`, Leg<Text, Text>, Leg<Text, Text>> {
  if (before.trimStart() !== before || before === '' || before.normalize('NFC') !== before) {
    throw new RangeError('prefix needs text that does not begin with white space');
  }
  const end = { kind: 'text' } as const;
  return {
    transform: 'v1',
    id: `prefix(${before})`,
    version: 1,
    toBooks: {
      accepts: end,
      yields: end,
      // Composition can merge the prefix with an accent that follows it; such text would not come back.
      apply: (value) => {
        const prefixed = canonicalText(before + String(value));
        return prefixed === before + String(value) ? prefixed : { refused: 'would merge with the prefix' };
      },
    },
    toFsm: {
      accepts: end,
      yields: end,
      apply: (value) => {
        const text = String(value);
        if (!text.startsWith(before)) return { refused: 'does not begin with the prefix' };
        const bare = text.slice(before.length);
        return isCanonicalText(bare) ? bare : { refused: 'holds nothing, or white space, after the prefix' };
      },
    },
    data: before,
  };
}

/** The same transform with the two services exchanged: `reversed(integerAsText)` is text in FSM, whole number in Books. */
export function reversed<Id extends string, ToBooks extends AnyLeg | null, ToFsm extends AnyLeg | null>(
  transform: Transform<Id, ToBooks, ToFsm>,
): Transform<`reversed(${Id})`, ToFsm, ToBooks> {
  return {
    ...transform,
    id: `reversed(${transform.id})`,
    toBooks: transform.toFsm,
    toFsm: transform.toBooks,
  };
}
