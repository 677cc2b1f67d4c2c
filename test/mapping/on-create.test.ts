/** Fields that only a new record gets: the display name of a customer, its language. */
import { describe, expect, it } from 'vitest';
import { always, both, type CompiledTable, compileCustomers } from '#mapping';
import { compare } from '../../src/engine/compare.ts';
import { hashRecord } from '../../src/engine/fingerprint.ts';
import type { ServiceRecord } from '../../src/engine/services.ts';
import { valuesForCreate } from '../../src/engine/values.ts';
import { company, customers } from '../mapping-errors/catalog/index.ts';

function business(): CompiledTable {
  const definition = customers(
    { syncType: 'I' },
    { business: { cf_region: both(company.Region), language_code: always('en') } },
  );
  const result = compileCustomers(definition);
  const table = result.ok ? result.customers.tables.business : undefined;
  if (table === undefined) throw new Error(JSON.stringify(result));
  return table;
}

const hash = (context: string, value: string | boolean | null): string => `${context}:${String(value)}`;
const record = (values: ServiceRecord['values']): ServiceRecord => ({
  id: '1',
  active: true,
  createdAtMs: 0,
  modifiedAtMs: 0,
  counterpartId: null,
  values,
});

describe('[P2] the display name of a customer', () => {
  const table = business();
  const fsm = record({ Company_Name: 'Oak & Vale', Region: 'north' });

  it('is the name of its company when the customer is created', () => {
    const made = valuesForCreate(table, 'TO_BOOKS', fsm);
    expect(made).toMatchObject({
      ok: true,
      values: {
        company_name: 'Oak & Vale',
        contact_name: 'Oak & Vale',
        language_code: 'en',
        cf_region: 'north',
      },
    });
  });

  it('is left alone afterwards, as is what Books takes on create only', () => {
    const books = record({
      company_name: 'Oak & Vale',
      contact_name: 'Oak and Vale (Ltd)',
      cf_region: 'north',
      language_code: 'de',
    });
    const decision = (bothSeen: boolean, customer: ServiceRecord) =>
      compare(
        {
          fsm: hashRecord(table, 'FSM', fsm, hash),
          books: hashRecord(table, 'BOOKS', customer, hash),
          base: {},
          later: 'FSM',
          bothSeen,
          matched: true,
        },
        { table, duplicates: 'OVERWRITE', hash, fresh: true, clockOffsetMs: { FSM: 0, BOOKS: 0 } },
      );
    expect(decision(true, books)).toMatchObject({ kind: 'link' });
    const renamed = record({ ...books.values, company_name: 'Oak' });
    expect(decision(true, renamed)).toMatchObject({ kind: 'update', toBooks: { fields: ['company_name'] } });
  });
});
