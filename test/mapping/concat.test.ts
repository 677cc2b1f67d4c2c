/** Several FSM fields as one source: how they are joined and split, and what the engine makes of it. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  always,
  bindItems,
  both,
  type CompiledRule,
  type CompiledTable,
  checkAgainstCatalog,
  compileItems,
  concat,
  decodeParts,
  describeRule,
  encodeParts,
  toBooks,
  toFsm,
  upperCase,
} from '#mapping';
import { compare } from '../../src/engine/compare.ts';
import { agreedBase, equalEntries, hashRecord } from '../../src/engine/fingerprint.ts';
import { fieldsOf } from '../../src/engine/run.ts';
import type { Hasher, ServiceRecord } from '../../src/engine/services.ts';
import { createdRecord, valuesForCreate, valuesForUpdate } from '../../src/engine/values.ts';
import { tryLaws } from '../../src/mapping/laws/laws.ts';
import { lockedTable } from '../../src/mapping/lock/locked.ts';
import { personalFindings } from '../../src/mapping/personal.ts';
import { books, fsm, item } from '../mapping-errors/catalog/index.ts';
import { itemType } from '../mapping-errors/transforms.ts';

const define = bindItems({ fsm, books }) as unknown as (options: unknown, table: unknown) => unknown;
const compiled = (entries: Readonly<Record<string, unknown>>) =>
  compileItems(
    define(
      {},
      {
        rate: both(item.Unit_Price),
        product_type: both(item.Type).via(itemType),
        cf_region: always('north'),
        ...entries,
      },
    ),
  );

/** The table with one more rule; `cf_note` takes text of any length. */
function tableOf(rule: unknown, key = 'cf_maker'): CompiledTable {
  const result = compiled({ [key]: rule });
  if (!result.ok) throw new Error(JSON.stringify(result.violations));
  return result.table;
}
function ruleOf(rule: unknown, key = 'cf_maker'): CompiledRule {
  const found = tableOf(rule, key).rules.find(({ plan }) => plan.key === key);
  if (found === undefined) throw new Error('the rule is missing');
  return found;
}

type Parts = readonly (string | null)[];
const MAKER = [item.Maker__C, item.Model__C] as const;
const twoWay = ruleOf(both(concat(MAKER, ' / ')));
const oneWay = ruleOf(toBooks(concat(MAKER, ' / ')));
const joined = (rule: CompiledRule, parts: Parts) => {
  const image = rule.imageInBooks?.(encodeParts(parts));
  return image?.ok === true ? image.value : (image?.violation.code ?? 'no way');
};
const split = (rule: CompiledRule, text: string | null) => {
  const image = rule.imageInFsm?.(text);
  return image?.ok === true ? decodeParts(image.value, 2) : (image?.violation.code ?? 'no way');
};

describe('several FSM fields in one Books field', () => {
  it.each([
    [['Acme', 'P7'], 'Acme / P7'],
    [['Acme', null], 'Acme'],
    [[null, 'P7'], '/ P7'],
    [[null, null], null],
  ] as const)('%j goes over as %j and comes back', (parts, text) => {
    expect(joined(twoWay, parts)).toBe(text);
    expect(split(twoWay, text)).toEqual(parts);
  });

  it('keeps the place of an empty part between others, and accepts a separator left at the end', () => {
    const three = ruleOf(both(concat([...MAKER, item.Unit], '; ')).via(upperCase), 'cf_note');
    expect(joined(three, ['a', null, 'c'])).toBe('A; ; C');
    expect(three.imageInFsm?.('a; ; c')).toEqual({ ok: true, value: encodeParts(['A', null, 'C']) });
    expect(split(twoWay, 'Acme /')).toEqual(['Acme', null]);
  });

  it('leaves empty parts out where nothing comes back, whatever the text holds', () => {
    expect(joined(oneWay, [null, 'P7'])).toBe('P7');
    expect(joined(oneWay, ['A / B', 'P7'])).toBe('A / B / P7');
    expect(joined(oneWay, [null, null])).toBeNull();
    expect(oneWay.imageInFsm).toBeNull();
  });

  it('refuses what could not be told apart on the way back, and names the fields', () => {
    const refused = twoWay.imageInBooks?.(encodeParts(['secret / one', 'P7']));
    expect(refused).toEqual({
      ok: false,
      violation: {
        code: 'PARTS_NOT_JOINED',
        field: 'books.items.cf_maker',
        message:
          'books.items.cf_maker: a value of fsm.Service_And_Parts.Maker__C, fsm.Service_And_Parts.Model__C holds the separator, so that the parts could not be told apart on the way back; correct it in FSM, or join with another separator',
      },
    });
    expect(split(twoWay, '/  /')).toBe('PARTS_NOT_SPLIT');
    // Half a separator at the end of a part would join with the next one.
    expect(joined(twoWay, ['a /', '/ b'])).toBe('PARTS_NOT_JOINED');
    expect(joined(twoWay, ['a /', 'b'])).toBe('PARTS_NOT_JOINED');
    expect(joined(twoWay, ['/ a', 'b'])).toBe('PARTS_NOT_JOINED');
  });

  it('refuses text of more parts than there are fields, and names them', () => {
    expect(twoWay.imageInFsm?.('a / b / secret')).toEqual({
      ok: false,
      violation: {
        code: 'PARTS_NOT_SPLIT',
        field: 'fsm.Service_And_Parts.Maker__C, fsm.Service_And_Parts.Model__C',
        message:
          'fsm.Service_And_Parts.Maker__C, fsm.Service_And_Parts.Model__C: the value of books.items.cf_maker does not split into these 2 fields at " / "; correct it in Books',
      },
    });
  });

  it('checks each part against its own field before it is written', () => {
    expect(twoWay.checkFsm(encodeParts(['a'.repeat(60), 'b']))).toBeNull();
    expect(twoWay.checkFsm(encodeParts(['a', 'b'.repeat(38)]))).toMatchObject({
      code: 'VALUE_TOO_LONG',
      field: 'fsm.Service_And_Parts.Model__C',
    });
  });

  it('is described in words and locked part by part', () => {
    expect(describeRule(twoWay.plan)).toBe(
      'Maker (Maker__C) and Model (Model__C) in FSM, joined by " / ", and Maker and model (cf_maker) in Books are kept in step, both ways.',
    );
    expect(lockedTable(tableOf(both(concat(MAKER, ' / '))).plan).rules.cf_maker?.from).toBe(
      'concat(fsm.Service_And_Parts.Maker__C (text), fsm.Service_And_Parts.Model__C (text)) with " / "',
    );
  });

  it('has another fingerprint with other fields, another order and another separator', () => {
    const prints = [
      both(concat(MAKER, ' / ')),
      both(concat(MAKER, ' - ')),
      both(concat([item.Model__C, item.Maker__C], ' / ')),
      both(item.Maker__C),
      toBooks(concat(MAKER, ' / ')),
    ].map((rule) => ruleOf(rule, 'cf_note').plan.fingerprint);
    expect(new Set(prints).size).toBe(prints.length);
  });
});

/** Parts in canonical form, with pieces of separators in them. */
const anyPart = fc.oneof(
  fc.constant(null),
  fc
    .string({ unit: fc.constantFrom('a', 'é', '/', ' ', ';', '-', '\u0301'), minLength: 1, maxLength: 6 })
    .map((text) => text.normalize('NFC').trim() || null),
);
const SEPARATORS = [' / ', '; ', '/', ' - ', '-', ' ;'];
const rulesBySeparator = new Map(
  SEPARATORS.map((each) => [each, ruleOf(both(concat(MAKER, each)), 'cf_note')]),
);
const separators = fc.constantFrom(...SEPARATORS).map((each) => rulesBySeparator.get(each) ?? twoWay);

describe('laws of joined fields', () => {
  it('what goes over comes back the same, or is refused', () => {
    let carried = 0;
    fc.assert(
      fc.property(separators, fc.tuple(anyPart, anyPart), (rule, parts) => {
        const over = rule.imageInBooks?.(encodeParts(parts));
        if (over?.ok !== true) return;
        carried += 1;
        expect(rule.imageInFsm?.(over.value)).toEqual({ ok: true, value: encodeParts(parts) });
      }),
      { numRuns: 3000 },
    );
    expect(carried).toBeGreaterThan(1000);
  });

  it('what was split goes over again and gives the same parts', () => {
    let carried = 0;
    fc.assert(
      fc.property(separators, anyPart, (rule, text) => {
        const parts = rule.imageInFsm?.(text);
        if (parts?.ok !== true) return;
        carried += 1;
        const again = rule.imageInBooks?.(parts.value);
        expect(again?.ok).toBe(true);
        expect(rule.imageInFsm?.(again?.ok === true ? again.value : 'refused')).toEqual(parts);
      }),
      { numRuns: 3000 },
    );
    expect(carried).toBeGreaterThan(1000);
  });

  it('hold as `mappings laws` tries them, and a broken one is shown part by part', () => {
    expect(tryLaws(twoWay, { runs: 300, seed: 7 })).toMatchObject({ failures: [] });
    expect(tryLaws(twoWay, { runs: 300, seed: 7 }).carried).toBeGreaterThan(100);
    const grows = { ...twoWay, imageInFsm: () => ({ ok: true as const, value: encodeParts(['x', null]) }) };
    expect(tryLaws(grows, { runs: 100, seed: 7 }).failures[0]?.counterExample).toMatch(
      / in FSM goes to Books as .*, comes back as "x" and nothing, and then goes over as "x"$/,
    );
  });

  it('parts as one value are told apart, whatever they hold', () => {
    fc.assert(
      fc.property(
        fc.array(fc.option(fc.string()), { minLength: 2, maxLength: 4 }),
        fc.array(fc.option(fc.string()), { minLength: 2, maxLength: 4 }),
        (one, two) => {
          expect(decodeParts(encodeParts(one), one.length)).toEqual(one);
          if (one.length === two.length && encodeParts(one) === encodeParts(two)) expect(one).toEqual(two);
        },
      ),
    );
    expect(decodeParts('no parts', 2)).toBeNull();
    expect(decodeParts('["a"]', 2)).toBeNull();
    expect(decodeParts(true, 2)).toBeNull();
  });
});

/** As the engine's own, it gives no comma and no dot, which part the entries of a base. */
const hash: Hasher = (context, value) => `${context}:${JSON.stringify(value)}`.replaceAll(/[.,]/g, '_');
const record = (values: ServiceRecord['values']): ServiceRecord => ({
  id: '1',
  active: true,
  createdAtMs: 0,
  modifiedAtMs: 0,
  counterpartId: null,
  values,
});
const inFsm = (maker: string | null, model: string | null): ServiceRecord =>
  record({ Name: 'Pump', Type: 'Goods', Unit_Price: '1', Maker__C: maker, Model__C: model });
const inBooks = (maker: string | null): ServiceRecord =>
  record({ name: 'Pump', product_type: 'goods', rate: '1', cf_region: 'north', cf_maker: maker });

describe('a rule of several fields in the engine', () => {
  const table = tableOf(both(concat(MAKER, ' / ')));

  it('reads each of its fields and no other', () => {
    expect(fieldsOf(table, 'FSM').map(({ apiName }) => apiName)).toEqual([
      'Name',
      'Maker__C',
      'Model__C',
      'Type',
      'Unit_Price',
    ]);
  });

  it('writes one field in Books and all of them in FSM', () => {
    expect(valuesForUpdate(table, 'TO_BOOKS', inFsm('Acme', 'P7'), ['cf_maker'])).toEqual({
      ok: true,
      values: { cf_maker: 'Acme / P7' },
    });
    expect(valuesForUpdate(table, 'TO_FSM', inBooks('Acme'), ['cf_maker'])).toEqual({
      ok: true,
      values: { Maker__C: 'Acme', Model__C: null },
    });
    expect(valuesForUpdate(table, 'TO_FSM', inBooks(null), ['cf_maker'])).toEqual({
      ok: true,
      values: { Maker__C: null, Model__C: null },
    });
    expect(valuesForUpdate(table, 'TO_FSM', inBooks('a / b / c'), ['cf_maker'])).toMatchObject({
      ok: false,
      reason: { code: 'PARTS_NOT_SPLIT' },
    });
  });

  it('creates with the parts there are, and knows the others to be empty', () => {
    const made = valuesForCreate(table, 'TO_FSM', inBooks('/ P7'));
    expect(made).toMatchObject({ ok: true, values: { Maker__C: null, Model__C: 'P7' } });
    const short = valuesForCreate(table, 'TO_FSM', inBooks('Acme'));
    if (!short.ok) throw new Error(short.reason.message);
    expect(Object.hasOwn(short.values, 'Model__C')).toBe(false);
    expect(createdRecord(table, 'TO_FSM', '9', 0, short.values).values).toMatchObject({
      Maker__C: 'Acme',
      Model__C: null,
    });
  });

  const decide = (left: ServiceRecord, right: ServiceRecord, base: Readonly<Record<string, string>>) =>
    compare(
      {
        fsm: hashRecord(table, 'FSM', left, hash),
        books: hashRecord(table, 'BOOKS', right, hash),
        base,
        later: 'FSM',
        bothSeen: true,
        matched: false,
      },
      { table, duplicates: 'OVERWRITE', hash, fresh: true, clockOffsetMs: { FSM: 0, BOOKS: 0 } },
    );
  const agreedOn = (left: ServiceRecord, right: ServiceRecord) =>
    agreedBase(
      table,
      {},
      hashRecord(table, 'FSM', left, hash),
      hashRecord(table, 'BOOKS', right, hash),
      true,
    );

  it('is quiet when both sides agree, and notices an edit of any part', () => {
    const base = agreedOn(inFsm('Acme', 'P7'), inBooks('Acme / P7'));
    const quiet = decide(inFsm('Acme', 'P7'), inBooks('Acme / P7'), base);
    expect(quiet).not.toMatchObject({ kind: 'update' });
    expect(decide(inFsm('Acme', 'P8'), inBooks('Acme / P7'), base)).toMatchObject({
      kind: 'update',
      toBooks: { fields: ['cf_maker'] },
    });
    expect(decide(inFsm('Acme', 'P7'), inBooks('Acme'), base)).toMatchObject({
      kind: 'update',
      toFsm: { fields: ['cf_maker'] },
    });
  });

  it('takes text that splits into what FSM holds as agreed, though FSM would join it otherwise', () => {
    const left = hashRecord(table, 'FSM', inFsm('Acme', null), hash).cf_maker ?? '';
    const right = hashRecord(table, 'BOOKS', inBooks('Acme /'), hash).cf_maker ?? '';
    expect(equalEntries(left, right)).toBe(true);
  });

  it('[P3] is unknown while one part is hidden: not compared, not written', () => {
    const hidden = record({ Name: 'Pump', Type: 'Goods', Unit_Price: '1', Maker__C: 'Acme' });
    expect(hashRecord(table, 'FSM', hidden, hash)).not.toHaveProperty('cf_maker');
    expect(valuesForCreate(table, 'TO_BOOKS', hidden)).toMatchObject({ ok: true });
    expect(valuesForCreate(table, 'TO_BOOKS', hidden)).not.toHaveProperty('values.cf_maker');
    const base = agreedOn(inFsm('Acme', 'P7'), inBooks('Acme / P7'));
    expect(decide(hidden, inBooks('Acme / P9'), base)).not.toMatchObject({ kind: 'update' });
  });
});

describe('a rule of several fields, checked', () => {
  it('[P1] stops when any of its fields is marked or can no longer be written', () => {
    const live = (change: object) => [
      {
        service: 'fsm' as const,
        module: 'Service_And_Parts',
        complete: false,
        fields: [{ apiName: 'Model__C', kind: null, pii: false, ephi: false, ...change }],
      },
    ];
    const codes = (change: object) =>
      checkAgainstCatalog(tableOf(both(concat(MAKER, ' / '))), live(change)).map(({ code, path }) => [
        code,
        path.join('.'),
      ]);
    expect(codes({})).toEqual([]);
    expect(codes({ pii: true })).toEqual([['PRIVATE_FIELD', 'items.cf_maker']]);
    expect(codes({ readOnly: true })).toEqual([['READ_ONLY', 'items.cf_maker']]);
    expect(codes({ kind: 'integer' })).toEqual([['FIELD_KIND_CHANGED', 'items.cf_maker']]);
  });

  it('[P1] tells when any of its fields looks personal', () => {
    const { plan } = tableOf(both(concat(MAKER, ' / ')));
    const patient = { ...plan.rules.find(({ key }) => key === 'cf_maker')?.books, label: 'Patient' };
    const rules = plan.rules.map((rule) =>
      rule.source.kind === 'fields'
        ? { ...rule, source: { ...rule.source, fsm: [...rule.source.fsm, patient as typeof rule.books] } }
        : rule,
    );
    expect(personalFindings({ ...plan, rules })).toMatchObject([{ code: 'LOOKS_PERSONAL' }]);
  });

  const codesOf = (source: unknown, direction: 'both' | 'toBooks' | 'toFsm' = 'both') => {
    const rule = { rule: 'field', direction, source, steps: [] };
    const result = compiled({ cf_maker: rule });
    return result.ok ? [] : result.violations.map(({ code }) => code);
  };

  it('[P1] trusts nothing of a source that no type checker saw', () => {
    const spec = { kind: 'text' };
    expect(codesOf({ ref: 'fields', parts: MAKER, separator: ' / ' })).toEqual([]);
    expect(codesOf({ ref: 'fields', parts: MAKER, separator: '' })).toEqual(['UNKNOWN_FIELD']);
    expect(codesOf({ ref: 'fields', parts: 'Maker__C', separator: ' / ' })).toEqual(['UNKNOWN_FIELD']);
    expect(codesOf({ ref: 'fields', parts: [], separator: ' / ' })).toEqual(['TOO_FEW_PARTS']);
    const hidden = { ref: 'field', address: 'fsm.Service_And_Parts.Maker_Phone__C', spec };
    expect(codesOf({ ref: 'fields', parts: [item.Maker__C, hidden], separator: ' / ' })).toEqual([
      'PRIVATE_FIELD',
    ]);
    const number = { ref: 'field', address: 'fsm.Service_And_Parts.Bin__C', spec };
    expect(codesOf({ ref: 'fields', parts: [item.Maker__C, number], separator: ' / ' })).toEqual([
      'KIND_MISMATCH',
    ]);
  });

  it('throws for a separator that separates nothing', () => {
    for (const separator of ['', '\r', 'e\u0301', '\ud800']) {
      expect(() => concat(MAKER, separator)).toThrow(RangeError);
    }
    expect(ruleOf(toFsm(concat(MAKER, ' / '))).imageInBooks).toBeNull();
  });
});
