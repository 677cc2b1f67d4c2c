import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type CompiledTable, describeRule, loadMappingSet, TAX_EDITIONS, type TaxEdition } from '#mapping';

const DEFAULT = join(import.meta.dirname, '../../mappings/default');

async function table(edition: TaxEdition | null = null): Promise<CompiledTable> {
  const result = await loadMappingSet(DEFAULT, { edition });
  if (!result.ok) throw new Error(JSON.stringify(result.violations));
  return result.set.items;
}

describe('[I1] the default set', () => {
  it('maps Services And Parts onto Items, the name carried by the pair and first', async () => {
    const { plan } = await table();
    expect(plan).toMatchObject({
      table: 'items',
      pair: 'ITEMS',
      fsmModule: 'Service_And_Parts',
      booksModule: 'items',
    });
    expect(plan.conflict).toBe('latestWins');
    expect(plan.rules.map(({ key, origin, identity }) => [key, origin, identity])).toEqual([
      ['name', 'pair', true],
      ['description', 'file', false],
      ['product_type', 'file', false],
      ['rate', 'file', false],
      ['sku', 'file', false],
      ['tax_id', 'file', false],
      ['unit', 'file', false],
    ]);
  });

  it.each(TAX_EDITIONS)(
    '[X5] compiles for the tax edition %s, with tax_id where the edition has it',
    async (edition) => {
      const keys = (await table(edition)).plan.rules.map(({ key }) => key);
      expect(keys.includes('tax_id')).toBe(edition !== 'us' && edition !== 'in');
    },
  );

  it('says which rules an edition leaves out', async () => {
    const result = await loadMappingSet(DEFAULT, { edition: 'us' });
    expect(result).toMatchObject({
      ok: true,
      set: {
        omitted: expect.arrayContaining([
          { key: 'tax_id', reason: 'the tax edition us has no books.items.tax_id' },
          { key: 'business.gst_no', reason: 'the tax edition us has no books.contacts.gst_no' },
        ]),
      },
    });
  });

  it('pairs services with services and parts with goods, both ways, and what Books adds with one of the two', async () => {
    const rule = (await table()).rules.find(({ plan }) => plan.key === 'product_type');
    const toBooks = (value: string) => rule?.imageInBooks?.(value);
    const toFsm = (value: string) => rule?.imageInFsm?.(value);
    expect(toBooks('Service')).toEqual({ ok: true, value: 'service' });
    expect(toBooks('Goods')).toEqual({ ok: true, value: 'goods' });
    expect(toFsm('service')).toEqual({ ok: true, value: 'Service' });
    expect(toFsm('goods')).toEqual({ ok: true, value: 'Goods' });
    expect(toFsm('digital_service')).toEqual({ ok: true, value: 'Service' });
    expect(toFsm('kit')).toMatchObject({
      ok: false,
      violation: { code: 'TRANSFORM_REFUSED', field: 'fsm.Service_And_Parts.Type' },
    });
  });

  it('describes its rules in words', async () => {
    const rules = (await table()).plan.rules.map(describeRule);
    expect(rules[0]).toBe(
      'Name (Name) in FSM and Name (name) in Books are kept in step, both ways. The pair carries it by itself. Records that are not linked yet are matched by it.',
    );
    expect(rules[2]).toBe(
      'Type (Type) in FSM and Product Type (product_type) in Books are kept in step, both ways, through itemType v1.',
    );
  });
});
