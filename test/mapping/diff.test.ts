/** Change detection: what is classed how, and, against a model, that no record is missed (S5). */
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import {
  always,
  bindItems,
  both,
  type CanonicalValue,
  type CompiledRule,
  type CompiledTable,
  choice,
  compileItems,
  concat,
  decimalScale,
  decodeParts,
  defineTransform,
  encodeParts,
  fsmFieldsOf,
  integerAsText,
  type RulePlan,
  toBooks,
  toFsm,
  truncate,
  upperCase,
} from '#mapping';
import { agreedBase, baseKey, hashRecord } from '../../src/engine/fingerprint.ts';
import type { Hasher, ServiceRecord } from '../../src/engine/services.ts';
import { type AgreedUnder, affectedKeys, isAffected } from '../../src/mapping/diff/affected.ts';
import type { MappingChange } from '../../src/mapping/diff/change.ts';
import { classifySet } from '../../src/mapping/diff/classify.ts';
import { costOf } from '../../src/mapping/diff/cost.ts';
import { type LockedSet, lockedPlans } from '../../src/mapping/lock/locked.ts';
import { books, fsm, item } from '../mapping-errors/catalog/index.ts';
import { itemType } from '../mapping-errors/transforms.ts';

type Entries = Readonly<Record<string, unknown>>;
const define = bindItems({ fsm, books }) as unknown as (options: unknown, table: Entries) => unknown;
const REQUIRED = { rate: both(item.Unit_Price), product_type: both(item.Type).via(itemType) };

function tableOf(entries: Entries, options: unknown = {}): CompiledTable {
  const result = compileItems(define(options, { ...REQUIRED, cf_region: always('north'), ...entries }));
  if (!result.ok) throw new Error(JSON.stringify(result.violations));
  return result.table;
}
const locked = (table: CompiledTable, syncType: 'any' | 'I' = 'any'): LockedSet =>
  lockedPlans([table.plan], syncType);
const changesOf = (before: CompiledTable, after: CompiledTable): readonly MappingChange[] =>
  classifySet(locked(before), locked(after)).changes;

const half = choice('tint', { toBooks: { Red: 'Red', Green: 'Green', Blue: 'Red' } });
const whole = choice('tint', { toBooks: { Red: 'Red', Green: 'Green', Blue: 'Green' } });
const own = (sign: string) =>
  defineTransform({
    id: 'own.sign',
    version: 1,
    accepts: { fsm: 'text', books: 'text' },
    data: sign,
    toBooks: (text) => text + sign,
    toFsm: (text) => (text.endsWith(sign) ? text.slice(0, -sign.length) : { refused: 'lacks the sign' }),
  });

/** Makes nothing of what begins with a small letter: what was agreed then looks empty, and was not. */
const blankedOut = defineTransform({
  id: 'own.blank',
  version: 1,
  accepts: { fsm: 'text', books: 'text' },
  toBooks: (text) => (/^[a-z]/.test(text) ? null : text),
});

describe('[S5] changes are classed', () => {
  const base = tableOf({ unit: both(item.Unit) });
  it.each([
    ['nothing', tableOf({ unit: both(item.Unit) }), []],
    [
      'a new field',
      tableOf({ unit: both(item.Unit), sku: toBooks(item.SKU).via(truncate(100)) }),
      ['sku newField affected every'],
    ],
    ['a removed rule', tableOf({}), ['unit removedRule none none']],
    [
      'another source',
      tableOf({ unit: both(item.SKU).via(truncate(50)) }),
      ['unit changedRule affected every'],
    ],
    ['a transform', tableOf({ unit: both(item.Unit).via(upperCase) }), ['unit changedRule affected filled']],
    ['a narrower direction', tableOf({ unit: toBooks(item.Unit) }), ['unit changedRule affected differing']],
    [
      'a constant',
      tableOf({ unit: both(item.Unit), cf_region: always('south') }),
      ['cf_region changedRule affected every'],
    ],
    ['the policy', tableOf({ unit: both(item.Unit) }, { conflict: 'fsmWins' }), ['null policy none none']],
  ] as const)('%s', (_what, after, expected) => {
    const found = changesOf(base, after).map(
      ({ key, class: of, resync, selection }) => `${key} ${of} ${resync} ${selection}`,
    );
    expect(found).toEqual(expected);
  });

  it('a wider direction touches the records whose sides differ, or all where a transform stands between', () => {
    const wider = (from: unknown, to: unknown) =>
      changesOf(tableOf({ unit: from }), tableOf({ unit: to })).map(({ selection }) => selection);
    expect(wider(toBooks(item.Unit), both(item.Unit))).toEqual(['differing']);
    expect(wider(toBooks(item.Unit).via(upperCase), both(item.Unit).via(upperCase))).toEqual(['every']);
  });

  it('another way between the same fields spares what was agreed to be empty, unless only images were agreed', () => {
    const touched = (from: unknown, to: unknown) =>
      changesOf(tableOf({ cf_note: from }), tableOf({ cf_note: to })).map(({ selection }) => selection);
    expect(touched(toBooks(item.Unit), toBooks(item.Unit).via(blankedOut))).toEqual(['filled']);
    expect(touched(toBooks(item.Unit), toFsm(item.Unit).via(truncate(50)))).toEqual(['filled']);
    // What a one-way rule made nothing of was not nothing.
    expect(touched(toBooks(item.Unit).via(blankedOut), toBooks(item.Unit))).toEqual(['every']);
    const joined = (separator: string) => concat([item.Maker__C, item.Model__C], separator);
    expect(touched(toBooks(joined(' / ')), toBooks(joined(' / ')).via(upperCase))).toEqual(['filled']);
    expect(touched(toBooks(joined(' / ')), toBooks(joined(' - ')))).toEqual(['every']);
  });

  it('joined fields are looked at wherever they say something, when only the direction changed', () => {
    const joined = concat([item.Maker__C, item.Model__C], ' / ');
    const changes = changesOf(tableOf({ cf_maker: toBooks(joined) }), tableOf({ cf_maker: both(joined) }));
    expect(changes.map(({ selection }) => selection)).toEqual(['filled']);
  });

  it('a sync type, a new table and a rule that matches records ask for everything', () => {
    const table = tableOf({});
    expect(classifySet(locked(table), locked(table, 'I'))).toMatchObject({ resync: 'full' });
    expect(classifySet({ ...locked(table), tables: {} }, locked(table))).toMatchObject({ resync: 'full' });
    expect(classifySet(null, locked(table))).toMatchObject({ resync: 'full', from: null });
    expect(classifySet(locked(table), null)).toMatchObject({ resync: 'none', changes: [] });
    const name = locked(table).tables.items?.rules.name;
    if (name === undefined) throw new Error('no identity');
    const without = structuredClone(locked(table)) as unknown as {
      tables: { items: { rules: Record<string, unknown> } };
    };
    without.tables.items.rules.name = {
      ...name,
      fingerprint: 'f'.repeat(16),
      from: 'fsm.Service_And_Parts.SKU (text)',
    };
    expect(classifySet(without as unknown as LockedSet, locked(table)).changes).toMatchObject([
      { key: 'name', class: 'identityOrSyncType', resync: 'full' },
    ]);
  });
});

const hash: Hasher = (context, value) =>
  `${context}:${value === null ? '-' : JSON.stringify(value)}`.replaceAll(/[.,]/g, '_');
/** Where the engine keeps what was agreed under a rule. */
const agreedIn =
  (base: Readonly<Record<string, string>>): AgreedUnder =>
  (key, fingerprint) =>
    base[baseKey({ plan: { key, fingerprint } } as CompiledRule)];
const emptyHash = (key: string): string => hash(key, null);

/** For each Books field, what may stand under it, from nothing to something close by. */
const VARIANTS: Readonly<Record<string, readonly (() => unknown)[]>> = {
  unit: [
    () => both(item.Unit),
    () => toBooks(item.Unit),
    () => both(item.Unit).via(upperCase),
    () => both(item.Unit).via(truncate(3)),
    () => both(item.SKU).via(truncate(50)),
  ],
  sku: [
    () => toFsm(item.SKU),
    () => both(item.SKU).via(truncate(100)),
    () => toBooks(item.SKU).via(truncate(2)),
  ],
  description: [
    () => toBooks(item.Description).via(truncate(2000)),
    () => toBooks(item.Description).via(truncate(4)),
  ],
  cf_colour: [() => toBooks(item.Colour__C).via(half), () => toBooks(item.Colour__C).via(whole)],
  cf_bin: [() => both(item.Bin__C).via(integerAsText), () => toBooks(item.Bin__C).via(integerAsText)],
  cf_weight: [
    () => both(item.Weight__C).via(decimalScale(2)),
    () => toBooks(item.Weight__C).via(decimalScale(1)),
  ],
  cf_fragile: [() => both(item.Fragile__C), () => toFsm(item.Fragile__C), () => always(true)],
  cf_note: [
    () => always('a'),
    () => always('b'),
    () => toBooks(item.Unit).via(own('!')),
    () => toBooks(item.Unit).via(own('?')),
    () => toBooks(item.Unit).via(blankedOut),
  ],
  cf_maker: [
    () => both(concat([item.Maker__C, item.Model__C], ' / ')),
    () => toBooks(concat([item.Maker__C, item.Model__C], ' / ')),
    () => toFsm(concat([item.Maker__C, item.Model__C], ' / ')),
    () => both(concat([item.Model__C, item.Maker__C], ' / ')),
    () => both(concat([item.Maker__C, item.Model__C], ' - ')).via(upperCase),
    () => toBooks(concat([item.Maker__C, item.Unit], '-')).via(truncate(100)),
  ],
  tax_id: [() => both(item.Tax.Tax_Id), () => toBooks(item.Tax.Tax_Id)],
};

type Picks = Readonly<Record<string, number>>;
const anyPicks: fc.Arbitrary<Picks> = fc.record(
  Object.fromEntries(Object.entries(VARIANTS).map(([key, list]) => [key, fc.nat(list.length)])),
);

function entriesOf(picks: Picks): Entries {
  const entries = Object.entries(picks).flatMap(([key, at]) => {
    const rule = VARIANTS[key]?.[at]?.();
    return rule === undefined ? [] : [[key, rule] as const];
  });
  return Object.fromEntries(entries);
}

const compiled = new Map<string, CompiledTable | null>();

/** The table of these picks; null when two of its rules write one FSM field, which make no set. */
function tableFor(picks: Picks): CompiledTable | null {
  const key = JSON.stringify(picks);
  const known = compiled.get(key);
  if (known !== undefined) return known;
  const result = compileItems(define({}, { ...REQUIRED, cf_region: always('north'), ...entriesOf(picks) }));
  const table = result.ok ? result.table : null;
  compiled.set(key, table);
  return table;
}

const anySet = anyPicks.filter((picks) => tableFor(picks) !== null).map(entriesOf);
/** A set and what an author makes of it: mostly an edit of one or two rules, now and then another set. */
const anyEdit = fc
  .tuple(
    anyPicks,
    anyPicks,
    fc.oneof(
      { weight: 9, arbitrary: fc.subarray(Object.keys(VARIANTS), { minLength: 1, maxLength: 2 }) },
      { weight: 1, arbitrary: fc.constant(Object.keys(VARIANTS)) },
    ),
  )
  .map(([before, other, edited]) => {
    const changed = Object.fromEntries(edited.map((key) => [key, other[key] ?? 0]));
    return [before, { ...before, ...changed }] as const;
  })
  .filter((sets) => sets.every((picks) => tableFor(picks) !== null));

const word = fc.oneof(fc.constant(null), fc.stringMatching(/^[A-Za-z]{1,6}$/));
const anyRecord = fc.record({
  Name: fc.constant('Pump'),
  Type: fc.constantFrom('Service', 'Goods'),
  Unit_Price: fc.constantFrom('1', '2.5'),
  Description: word,
  SKU: word,
  Unit: word,
  Maker__C: word,
  Model__C: word,
  'Tax.Tax_Id': fc.constantFrom(null, '1', '2'),
  Bin__C: fc.constantFrom(null, '7', '12'),
  Weight__C: fc.constantFrom(null, '1.25', '1.2', '3.126'),
  Fragile__C: fc.constantFrom(null, true, false),
  Colour__C: fc.constantFrom(null, 'Red', 'Green', 'Blue'),
});

type Side = Record<string, CanonicalValue>;
const record = (values: Side): ServiceRecord => ({
  id: '1',
  active: true,
  createdAtMs: 0,
  modifiedAtMs: 0,
  counterpartId: null,
  values,
});

/** The value of a rule in FSM, as the engine carries it. */
function inFsm({ source }: RulePlan, side: Side): CanonicalValue {
  if (source.kind === 'constant') return source.value;
  const values = fsmFieldsOf(source).map(({ apiName }) => side[apiName] ?? null);
  return source.kind === 'field' ? (values[0] ?? null) : encodeParts(values);
}

function putInFsm({ source }: RulePlan, side: Side, value: CanonicalValue): void {
  const fields = fsmFieldsOf(source);
  const values = source.kind === 'fields' ? decodeParts(value, fields.length) : [value];
  for (const [index, { apiName }] of fields.entries()) side[apiName] = values?.[index] ?? null;
}

/** Both sides of a record as they are when a table has settled them. */
function settled(table: CompiledTable, drawn: Side): { readonly fsm: Side; readonly books: Side } {
  const books: Side = {};
  for (const { plan, imageInBooks } of table.rules) {
    const image = imageInBooks?.(inFsm(plan, drawn));
    books[plan.key] = image?.ok === true ? image.value : null;
  }
  const sides = { fsm: { ...drawn }, books };
  for (const { plan, imageInFsm } of table.rules) {
    if (plan.direction !== 'toFsm' || imageInFsm === null) continue;
    const image = imageInFsm(books[plan.key] ?? null);
    if (image.ok) putInFsm(plan, sides.fsm, image.value);
  }
  return sides;
}

const imageOf = (table: CompiledTable, key: string, fsmSide: Side): CanonicalValue | undefined => {
  const rule = table.rules.find(({ plan }) => plan.key === key);
  if (rule === undefined || rule.imageInBooks === null) return undefined;
  const image = rule.imageInBooks(inFsm(rule.plan, fsmSide));
  return image.ok ? image.value : undefined;
};

/** Whether a record that has settled under one table is another under the other: some field would be written. */
function differs(before: CompiledTable, after: CompiledTable, sides: { fsm: Side; books: Side }): boolean {
  return after.rules.some(({ plan, imageInFsm }) => {
    const now = imageOf(after, plan.key, sides.fsm);
    const old = before.rules.some((rule) => rule.plan.key === plan.key)
      ? imageOf(before, plan.key, sides.fsm)
      : undefined;
    if (now !== undefined && old !== undefined && now !== old) return true;
    const held = sides.books[plan.key] ?? null;
    const goesThere = now === undefined || now === held;
    if (imageInFsm === null) return !goesThere;
    const back = imageInFsm(held);
    const comesBack = back.ok && back.value === inFsm(plan, sides.fsm);
    return plan.direction === 'both' ? !(goesThere && now !== undefined) && !comesBack : !comesBack;
  });
}

const tally = { pairs: 0, records: 0, differing: 0, selected: 0 };
afterAll(() => {
  const spared = tally.records - tally.differing;
  const needless = tally.selected - tally.differing;
  console.log(
    `change detection: ${tally.pairs} pairs of sets, ${tally.records} records, ${tally.differing} differ, ${tally.selected} selected: ` +
      `${((100 * needless) / Math.max(1, spared)).toFixed(1)}% of those that do not differ are looked at needlessly`,
  );
});

describe('[S5] affected records', () => {
  it('are never fewer than those whose image differs', () => {
    fc.assert(
      fc.property(anyEdit, fc.array(anyRecord, { minLength: 1, maxLength: 6 }), ([one, other], drawn) => {
        const [before, after] = [tableFor(one), tableFor(other)];
        if (before === null || after === null) throw new Error('no set was filtered out');
        const changes = changesOf(before, after);
        tally.pairs += 1;
        for (const values of drawn) {
          const sides = settled(before, values);
          const fsmHashes = hashRecord(before, 'FSM', record(sides.fsm), hash);
          const booksHashes = hashRecord(before, 'BOOKS', record(sides.books), hash);
          const base = agreedBase(before, {}, fsmHashes, booksHashes, true);
          const selected = isAffected('items', changes, agreedIn(base), emptyHash);
          const really = differs(before, after, sides);
          tally.records += 1;
          tally.differing += really ? 1 : 0;
          tally.selected += selected ? 1 : 0;
          if (really) expect(selected, JSON.stringify({ sides, changes })).toBe(true);
        }
      }),
      { numRuns: 2000 },
    );
    expect(tally.differing).toBeGreaterThan(500);
    expect(tally.records - tally.selected).toBeGreaterThan(500);
  });

  it('are none when only the order of the rules changed', () => {
    fc.assert(
      fc.property(anySet, (entries) => {
        const turned = Object.fromEntries(Object.entries(entries).reverse());
        const changes = changesOf(tableOf(entries), tableOf(turned));
        expect(changes).toEqual([]);
        expect(isAffected('items', changes, () => undefined, emptyHash)).toBe(false);
      }),
      { numRuns: 100 },
    );
  });

  it('name the rules to look at', () => {
    const changes = changesOf(
      tableOf({ unit: both(item.Unit) }),
      tableOf({ unit: both(item.Unit).via(upperCase), cf_note: always('x') }),
    );
    expect([...affectedKeys('items', changes)].sort()).toEqual(['cf_note', 'unit']);
    expect([...affectedKeys('person', changes)]).toEqual([]);
    expect(
      isAffected(
        'items',
        changes.filter(({ key }) => key === 'unit'),
        (key) => emptyHash(key),
        emptyHash,
      ),
    ).toBe(false);
  });
});

describe('cost of a resync', () => {
  it('is counted in calls, share of a day and the least time', () => {
    expect(costOf(1500, { perMinute: 100, perDay: 1000 })).toEqual({
      calls: 1500,
      shareOfDay: 1.5,
      minutesMin: 1445,
    });
    expect(costOf(1000, { perMinute: 100, perDay: 1000 })).toEqual({
      calls: 1000,
      shareOfDay: 1,
      minutesMin: 10,
    });
    expect(costOf(0, { perMinute: 100, perDay: 1000 })).toEqual({ calls: 0, shareOfDay: 0, minutesMin: 0 });
    expect(costOf(10, { perMinute: null, perDay: null })).toEqual({
      calls: 10,
      shareOfDay: null,
      minutesMin: 0,
    });
  });
});
