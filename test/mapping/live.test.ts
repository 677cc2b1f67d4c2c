import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  type CompiledTable,
  checkAgainstCatalog,
  type LiveField,
  type LiveModule,
  loadMappingSet,
} from '#mapping';

let table: CompiledTable;
let live: { fsm: LiveModule; books: LiveModule };

beforeAll(async () => {
  const result = await loadMappingSet(join(import.meta.dirname, '../../mappings/default'), { edition: 'uk' });
  if (!result.ok) throw new Error('the default set does not compile');
  table = result.set.items;
  const moduleOf = (service: 'fsm' | 'books'): LiveModule => {
    const listing = result.catalog.find((module) => module.service === service);
    if (listing === undefined) throw new Error('no such module');
    return { service, module: listing.module, complete: true, fields: listing.fields };
  };
  live = { fsm: moduleOf('fsm'), books: moduleOf('books') };
});

function changed(module: LiveModule, apiName: string, change: Partial<LiveField> | null): LiveModule {
  const fields = module.fields.flatMap((field) => {
    if (field.apiName !== apiName) return [field];
    return change === null ? [] : [{ ...field, ...change }];
  });
  return { ...module, fields };
}

const codes = (...modules: LiveModule[]): string[] =>
  checkAgainstCatalog(table, modules).map(({ code, path }) => `${code} ${path.join('.')}`);

describe('[P1] [E4] a table against the fields of today', () => {
  it('runs while nothing changed', () => {
    expect(codes(live.fsm, live.books)).toEqual([]);
  });

  it.each([
    ['pii', 'PRIVATE_FIELD'],
    ['ephi', 'PRIVATE_FIELD'],
    ['readOnly', 'READ_ONLY'],
  ] as const)('stops when a mapped field becomes %s', (trait, code) => {
    expect(codes(changed(live.fsm, 'SKU', { [trait]: true }))).toEqual([`${code} items.sku`]);
    expect(codes(changed(live.books, 'sku', { [trait]: true }))).toEqual([`${code} items.sku`]);
  });

  it('stops when the object around a mapped field is marked', () => {
    const whole: LiveField = { apiName: 'Tax', kind: null, pii: true, ephi: false };
    const without = changed(live.fsm, 'Tax.Tax_Id', null);
    expect(codes({ ...without, fields: [...without.fields, whole] })).toEqual(['PRIVATE_FIELD items.tax_id']);
  });

  it('[P2] does not mind marks on what the pair itself carries', () => {
    expect(codes(changed(live.fsm, 'Name', { pii: true }))).toEqual([]);
  });

  it('stops when a mapped field vanished, unless not all fields are told', () => {
    const without = changed(live.books, 'unit', null);
    expect(codes(without)).toEqual(['FIELD_VANISHED items.unit']);
    expect(codes({ ...without, complete: false })).toEqual([]);
  });

  it('stops when a kind changed, but not when the new kind is a narrower one', () => {
    expect(codes(changed(live.books, 'sku', { kind: 'integer' }))).toEqual(['FIELD_KIND_CHANGED items.sku']);
    expect(codes(changed(live.books, 'rate', { kind: 'integer' }))).toEqual([]);
    expect(codes(changed(live.books, 'rate', { kind: null }))).toEqual([]);
  });

  it('stops when an unmapped field became mandatory', () => {
    expect(codes(changed(live.books, 'purchase_rate', { mandatory: true }))).toEqual([
      'MANDATORY_UNMAPPED items.purchase_rate',
    ]);
    expect(codes(changed(live.fsm, 'Work_Type', { mandatory: true }))).toEqual([
      'MANDATORY_UNMAPPED items.Work_Type',
    ]);
  });

  it('does not judge modules it is told nothing of, or that are not its own', () => {
    expect(codes()).toEqual([]);
    expect(codes({ ...live.books, module: 'contacts', fields: [] })).toEqual([]);
  });
});
