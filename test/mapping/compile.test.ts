/** The compiler against definitions that no type checker saw: JavaScript, casts, catalogs edited by hand. */
import { describe, expect, it } from 'vitest';
import {
  always,
  bindItems,
  booksModule,
  both,
  type CompileResult,
  compileItems,
  type FieldSpecs,
  fsmModule,
  itemsCatalog,
  references,
  toBooks,
} from '#mapping';
import { item, items } from '../../mappings/default/catalog/index.ts';
import { itemType } from '../../mappings/default/transforms.ts';
import { books, fsm } from '../mapping-errors/catalog/index.ts';

// A mapping file in JavaScript sees no types; this is how it sees `items`.
const untyped = items as unknown as (options: unknown, table: unknown) => unknown;
const REQUIRED = { rate: both(item.Unit_Price), product_type: both(item.Type).via(itemType) };

function violations(result: CompileResult): string[] {
  return result.ok ? [] : result.violations.map(({ code, path }) => `${code} ${path.join('.')}`);
}

const compileWith = (entries: Record<string, unknown>): CompileResult =>
  compileItems(untyped({}, { ...REQUIRED, ...entries }));

describe('[E4] a definition that no type checker saw', () => {
  it.each([undefined, null, 7, 'items', {}, { mapping: 'items' }, { mapping: 'items', table: {} }, () => 1])(
    '%j is no mapping',
    (definition) => {
      expect(violations(compileItems(definition))).toEqual(['NOT_A_MAPPING items']);
      expect(itemsCatalog(definition)).toEqual([]);
    },
  );

  it.each([
    undefined,
    null,
    1,
    'both',
    {},
    { rule: 'field' },
    { rule: 'field', direction: 'sideways', steps: [] },
  ])('%j is no rule', (entry) => {
    expect(violations(compileWith({ sku: entry }))).toEqual(['NOT_A_RULE items.sku']);
  });

  it('says everything at once', () => {
    expect(
      violations(
        compileItems(untyped({ conflict: 'mine' }, { name: both(item.SKU), sku: 1, nope: always('x') })),
      ),
    ).toEqual([
      'UNKNOWN_POLICY items',
      'CARRIED_BY_PAIR items.name',
      'NOT_A_RULE items.sku',
      'UNKNOWN_FIELD items.nope',
      'MANDATORY_UNMAPPED items',
      'MANDATORY_UNMAPPED items',
      'MANDATORY_UNMAPPED items',
    ]);
  });

  it('[P1] a reference made by hand to a private field does not compile', () => {
    const forged = {
      ref: 'field',
      address: 'fsm.Service_And_Parts.Maker_Phone__C',
      spec: { kind: 'text', label: 'x' },
    };
    const define = bindItems({ fsm, books }) as unknown as (options: unknown, table: unknown) => unknown;
    const result = compileItems(
      define(
        {},
        { cf_note: toBooks(forged), cf_region: toBooks({ ...forged, address: 'fsm.Contacts.Email' }) },
      ),
    );
    expect(violations(result)).toContain('PRIVATE_FIELD items.cf_note');
    expect(violations(result)).toContain('UNKNOWN_FIELD items.cf_region');
  });

  it('[P1] private fields have no reference at run time', () => {
    const all = references(fsm);
    expect(Object.keys(all)).toContain('Unit');
    expect(Object.keys(all)).not.toContain('Maker_Phone__C');
    expect(Object.keys(all)).not.toContain('Allergen__C');
  });

  it('[P1] private fields are in no plan', () => {
    const result = compileItems(untyped({}, REQUIRED));
    expect(result.ok).toBe(true);
    expect(JSON.stringify(itemsCatalog(bindItems({ fsm, books })({}, {} as never)))).toContain('"pii":true');
  });

  it('a reference is believed in nothing but its address', () => {
    const lying = {
      ref: 'field',
      address: 'fsm.Service_And_Parts.Created_Time',
      spec: { kind: 'text', label: 'SKU' },
    };
    expect(violations(compileWith({ sku: both(lying) }))).toEqual(['KIND_MISMATCH items.sku']);
  });

  it('something that only looks like a transform does not compile', () => {
    expect(violations(compileWith({ sku: both(item.SKU).via({ transform: 'v1', id: 'x' }) }))).toEqual([
      'NOT_A_TRANSFORM items.sku',
    ]);
  });

  it('a constant that is nothing, or too long, does not compile', () => {
    expect(violations(compileWith({ description: always('  ') }))).toEqual([
      'CONSTANT_REFUSED items.description',
    ]);
    expect(violations(compileWith({ description: always('x'.repeat(2001)) }))).toEqual([
      'CONSTANT_REFUSED items.description',
    ]);
  });
});

describe('a catalog edited by hand', () => {
  const minimal = { Name: { kind: 'text', label: 'Name' } } as const satisfies FieldSpecs;
  const minimalBooks = { name: { kind: 'text', label: 'Name' } } as const satisfies FieldSpecs;
  const bind = bindItems as unknown as (modules: unknown) => (options: unknown, table: unknown) => unknown;

  it('must bind the modules of the pair', () => {
    const define = bind({ fsm: fsmModule('Companies', minimal), books: booksModule('items', minimalBooks) });
    expect(violations(compileItems(define({}, {})))).toEqual(['CATALOG_INVALID items']);
  });

  it('must have the fields the pair carries', () => {
    const define = bind({
      fsm: fsmModule('Service_And_Parts', {}),
      books: booksModule('items', minimalBooks),
    });
    expect(compileItems(define({}, {}))).toMatchObject({
      ok: false,
      violations: [{ message: 'fsm.Service_And_Parts lacks Name, which the pair carries: pull the catalog' }],
    });
  });

  it('must declare its fields as fields', () => {
    const define = bind({
      fsm: fsmModule('Service_And_Parts', { Name: { kind: 'words', label: 'Name' } }),
      books: booksModule('items', minimalBooks),
    });
    const result = compileItems(define({}, {}));
    expect(violations(result)).toEqual(['CATALOG_INVALID items']);
    expect(JSON.stringify(result)).toContain('fsm.Service_And_Parts.Name');
  });
});

describe('compiled rules', () => {
  it('carry values only in their direction', () => {
    const result = compileWith({ sku: toBooks(item.SKU), description: always('made by the sync') });
    if (!result.ok) throw new Error('not compiled');
    const rule = (key: string) => result.table.rules.find(({ plan }) => plan.key === key);
    expect(rule('sku')?.imageInFsm).toBeNull();
    expect(rule('sku')?.imageInBooks?.('A-1')).toEqual({ ok: true, value: 'A-1' });
    expect(rule('description')?.imageInBooks?.(null)).toEqual({ ok: true, value: 'made by the sync' });
    expect(rule('description')?.imageInFsm).toBeNull();
    expect(rule('description')?.checkFsm('anything')).toBeNull();
  });

  it('come with plan rules in the same order', () => {
    const result = compileWith({ unit: both(item.Unit), sku: both(item.SKU) });
    if (!result.ok) throw new Error('not compiled');
    expect(result.table.rules.map(({ plan }) => plan)).toEqual(result.table.plan.rules);
  });
});
