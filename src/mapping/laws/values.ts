/** Generated values of every kind, in canonical form, for trying rules. */
import fc from 'fast-check';
import { canonicalText } from '../canonical.ts';
import { canonicalNumber } from '../kinds/numbers.ts';
import { encodeParts } from '../parts.ts';
import type { CanonicalValue, FieldKind, FieldPlan } from '../plan.ts';

export type Value = Exclude<CanonicalValue, null>;

/** Letters that change length with case or composition, break lines, or stand beyond U+FFFF. */
const TELLING = ['a', 'B', 'ß', 'İ', 'ﬁ', 'e', '\u0301', ' ', '0', '7', '-', '.', '@', '\u2028', '😀'];

const anyText = fc
  .oneof(
    fc.string({ unit: 'grapheme', maxLength: 60 }),
    fc.string({ unit: fc.constantFrom(...TELLING), maxLength: 60 }),
    fc.string({ unit: fc.constantFrom(...TELLING), minLength: 200, maxLength: 400 }),
    fc.bigInt().map(String),
    fc.constantFrom(
      'true',
      'false',
      'Yes',
      'No',
      '2026-02-28',
      '14.03.2026',
      '+1 213 373 4253',
      '1.50',
      '007',
    ),
  )
  .map(canonicalText)
  .filter((text) => text !== null);

const oneLine = anyText.filter((text) => !/[\n\r\u2028\u2029]/.test(text));
const lines = fc
  .array(anyText, { minLength: 1, maxLength: 4 })
  .map((parts) => canonicalText(parts.join('\n')))
  .filter((text) => text !== null);
const anyDecimal = fc
  .tuple(fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }), fc.stringMatching(/^[0-9]{0,9}$/))
  .map(([whole, fraction]) => canonicalNumber(fraction === '' ? String(whole) : `${whole}.${fraction}`));
const moment = fc
  .integer({ min: 0, max: 4_102_444_799 })
  .map((seconds) => Temporal.Instant.fromEpochMilliseconds(seconds * 1000).toString());

const OF_KIND: Readonly<Record<FieldKind, fc.Arbitrary<Value>>> = {
  text: oneLine,
  multiline: fc.oneof(anyText, lines),
  decimal: anyDecimal,
  integer: fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n }).map(String),
  boolean: fc.boolean(),
  date: moment.map((text) => text.slice(0, 10)),
  datetime: moment,
  picklist: oneLine,
  reference: fc.bigInt({ min: 1n, max: 10n ** 18n }).map(String),
  email: fc.emailAddress(),
  phone: fc.stringMatching(/^(?:\+1 |\+49 )?[2-9][0-9]{2}[- ]?[2-9][0-9]{6}$/),
  url: fc.webUrl(),
};

/** Values a field could hold: its own options where it lists them. */
export function valuesOf(field: FieldPlan): fc.Arbitrary<Value> {
  const { options } = field;
  if (options !== undefined && options.length > 0) return fc.constantFrom(...options);
  return OF_KIND[field.kind];
}

/** Values that several fields could hold together, as one value; not all of them empty. */
export function valuesOfAll(fields: readonly FieldPlan[]): fc.Arbitrary<Value> {
  return fc
    .tuple(...fields.map((field) => fc.option(valuesOf(field), { freq: 3 })))
    .map(encodeParts)
    .filter((value) => value !== null);
}
