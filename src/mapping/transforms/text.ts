import type { Leg, Transform } from './transform.ts';

interface AnyText {
  readonly kind: 'multiline';
}
interface SameText {
  readonly kind: 'same';
}

type SymmetricText<
  Id extends string,
  Accepts extends AnyText,
  Yields extends { readonly kind: 'same' | 'text' },
> = Transform<Id, Leg<Accepts, Yields>, Leg<Accepts, Yields>>;

/** The same function both ways; applying it twice changes nothing more, so two sides that agree stay agreed. */
function symmetric<const Id extends string, const Yields extends { readonly kind: 'same' | 'text' }>(
  id: Id,
  yields: Yields,
  change: (text: string) => string,
  data: Transform['data'] = null,
): SymmetricText<Id, AnyText, Yields> {
  const leg: Leg<AnyText, Yields> = {
    accepts: { kind: 'multiline' },
    yields,
    apply: (value) => (typeof value === 'string' ? change(value) : { refused: 'is not text' }),
  };
  return { transform: 'v1', id, version: 1, toBooks: leg, toFsm: leg, data };
}

/** Cuts without splitting a character pair, and without leaving white space at the end. */
function cut(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text;
  const splitsPair =
    /[\uD800-\uDBFF]/.test(text.charAt(maxLength - 1)) && /[\uDC00-\uDFFF]/.test(text.charAt(maxLength));
  return text.slice(0, splitsPair ? maxLength - 1 : maxLength).trimEnd();
}

/**
 * Cuts text to a length (UTF-16 code units, as both services count), whichever way it goes.
 * @throws RangeError when the length is not a positive whole number
 */
export function truncate<const Length extends number>(
  maxLength: Length,
): SymmetricText<`truncate(${Length})`, AnyText, SameText & { readonly maxLength: Length }> {
  if (!Number.isSafeInteger(maxLength) || maxLength < 1) {
    throw new RangeError('truncate needs a whole number of characters, at least 1');
  }
  return symmetric(
    `truncate(${maxLength})`,
    { kind: 'same', maxLength },
    (text) => cut(text, maxLength),
    maxLength,
  );
}

/** Removes white space at the ends. Both services' values arrive so; for use after other transforms. */
export const trim: SymmetricText<'trim', AnyText, SameText> = symmetric('trim', { kind: 'same' }, (text) =>
  text.trim(),
);

/** Puts text on one line: line breaks, with the white space around them, become one space. */
export const singleLine: SymmetricText<'singleLine', AnyText, { readonly kind: 'text' }> = symmetric(
  'singleLine',
  { kind: 'text' },
  (text) => text.trim().replace(/[^\S\n\r\u2028\u2029]*[\n\r\u2028\u2029]\s*/g, ' '),
);

/** Capital letters, whichever way the text goes; without regard to language. */
export const upperCase: SymmetricText<'upperCase', AnyText, SameText> = symmetric(
  'upperCase',
  { kind: 'same' },
  (text) => text.normalize('NFC').toUpperCase().normalize('NFC'),
);

/** Small letters, whichever way the text goes; without regard to language. */
export const lowerCase: SymmetricText<'lowerCase', AnyText, SameText> = symmetric(
  'lowerCase',
  { kind: 'same' },
  (text) => text.normalize('NFC').toLowerCase().normalize('NFC'),
);
