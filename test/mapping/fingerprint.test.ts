import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  always,
  both,
  canonicalJson,
  choice,
  compileItems,
  defineTransform,
  digest,
  type TablePlan,
  toBooks,
  toFsm,
  truncate,
} from '#mapping';
import { bindItems } from '../../src/mapping/pairs/items.ts';
import { books, fsm, item } from '../mapping-errors/catalog/index.ts';
import { itemType } from '../mapping-errors/transforms.ts';

type Define = (options: unknown, table: unknown) => unknown;
const define = bindItems({ fsm, books }) as unknown as Define;

const REQUIRED = {
  rate: both(item.Unit_Price),
  product_type: both(item.Type).via(itemType),
  cf_region: always('north'),
};

function planOf(
  entries: Record<string, unknown>,
  options: unknown = {},
  defineWith: Define = define,
): TablePlan {
  const result = compileItems(defineWith(options, entries));
  if (!result.ok) throw new Error(JSON.stringify(result.violations));
  return result.table.plan;
}

const fingerprintOf = (entries: Record<string, unknown>, options: unknown = {}): string =>
  planOf({ ...REQUIRED, ...entries }, options).fingerprint;

/** Rules that can stand side by side in any selection. */
const optional: readonly (readonly [string, () => unknown])[] = [
  ['unit', () => both(item.Unit)],
  ['sku', () => both(item.SKU).via(truncate(100))],
  ['description', () => toBooks(item.Description).via(truncate(2000))],
  ['cf_fragile', () => toFsm(item.Fragile__C)],
  ['cf_note', () => always('made by the sync')],
  ['tax_id', () => both(item.Tax.Tax_Id)],
];

describe('fingerprints', () => {
  it('are 16 hexadecimal digits, and the same for the same rules in any order', () => {
    fc.assert(
      fc.property(
        fc
          .subarray([...optional])
          .chain((rules) =>
            fc.tuple(fc.constant(rules), fc.shuffledSubarray(rules, { minLength: rules.length })),
          ),
        ([rules, shuffled]) => {
          const made = (entries: typeof rules) =>
            Object.fromEntries(entries.map(([key, rule]) => [key, rule()]));
          const first = planOf({ ...REQUIRED, ...made(rules) });
          const second = planOf({ ...made(shuffled), ...REQUIRED });
          expect(first.fingerprint).toMatch(/^[0-9a-f]{16}$/);
          expect(second).toEqual(first);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('differ for every different selection of rules', () => {
    const seen = new Map<string, string>();
    for (let bits = 0; bits < 1 << optional.length; bits += 1) {
      const chosen = optional.filter((_rule, index) => (bits >> index) & 1);
      const print = fingerprintOf(Object.fromEntries(chosen.map(([key, rule]) => [key, rule()])));
      expect(seen.get(print)).toBeUndefined();
      seen.set(print, String(bits));
    }
  });

  const base = () => fingerprintOf({ unit: both(item.Unit) });
  const table = { toBooks: { Red: 'Red', Green: 'Green', Blue: 'Green' } } as const;
  const colour = (declared: { toBooks: Record<string, string>; version?: number }): string =>
    fingerprintOf({ cf_colour: toBooks(item.Colour__C).via(choice('colour', declared)) });
  const own = (version: number) =>
    defineTransform({ id: 'own', version, accepts: { fsm: 'text', books: 'text' }, toBooks: (text) => text });

  it.each([
    ['the direction', () => fingerprintOf({ unit: toBooks(item.Unit) })],
    ['the source', () => fingerprintOf({ unit: toBooks(item.SKU).via(truncate(50)) })],
    ['a transform', () => fingerprintOf({ unit: both(item.Unit).via(truncate(50)) })],
    ['the conflict policy', () => fingerprintOf({ unit: both(item.Unit) }, { conflict: 'fsmWins' })],
    ['a constant', () => fingerprintOf({ unit: both(item.Unit), cf_region: always('south') })],
  ])('change with %s', (_what, changed) => {
    expect(changed()).not.toBe(base());
  });

  it('change with the words of a choice and its version, not with the order of its rows', () => {
    const first = colour(table);
    expect(colour({ toBooks: { Blue: 'Green', Green: 'Green', Red: 'Red' } })).toBe(first);
    expect(colour({ toBooks: { ...table.toBooks, Blue: 'Red' } })).not.toBe(first);
    expect(colour({ ...table, version: 2 })).not.toBe(first);
  });

  it("change with the version of a user's own transform and with what it does, not with how it is written", () => {
    const print = (version: number) => fingerprintOf({ cf_note: toBooks(item.Unit).via(own(version)) });
    const made = (write: (text: string) => string) =>
      defineTransform({ id: 'own', version: 1, accepts: { fsm: 'text', books: 'text' }, toBooks: write });
    const of = (transform: ReturnType<typeof made>) =>
      fingerprintOf({ cf_note: toBooks(item.Unit).via(transform) });
    expect(print(2)).not.toBe(print(1));
    // Another name, another form of the same function, a remark.
    const rewritten = made((words) => {
      return words; // as it is
    });
    expect(of(rewritten)).toBe(print(1));
    expect(of(made((words) => `${words}!`))).not.toBe(print(1));
  });

  it('do not change with labels, lengths and marks of the catalog', () => {
    const relabelled = {
      ...books,
      fields: {
        ...books.fields,
        unit: { ...books.fields.unit, label: 'Measure', maxLength: 60, mandatory: true },
      },
    };
    const other = bindItems({ fsm, books: relabelled }) as unknown as Define;
    const entries = { ...REQUIRED, unit: toBooks(item.Unit) };
    expect(planOf(entries, {}, other).fingerprint).toBe(planOf(entries).fingerprint);
  });

  it('of a rule change with that rule alone', () => {
    const rules = (plan: TablePlan) =>
      Object.fromEntries(plan.rules.map(({ key, fingerprint }) => [key, fingerprint]));
    const before = rules(planOf({ ...REQUIRED, unit: both(item.Unit) }));
    const after = rules(planOf({ ...REQUIRED, unit: toBooks(item.Unit) }));
    expect(after.unit).not.toBe(before.unit);
    expect({ ...after, unit: before.unit }).toEqual(before);
  });
});

describe('canonical JSON', () => {
  it('gives one text for equal data, whatever the order of its members', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (data) => {
        const turned = Object.fromEntries(Object.entries(data).reverse());
        expect(canonicalJson(turned)).toBe(canonicalJson(data));
        expect(digest(turned)).toBe(digest(data));
        expect(JSON.parse(canonicalJson(data))).toEqual(JSON.parse(JSON.stringify(data)));
      }),
    );
  });
});
