/** The questions to a live account: their answers follow what the service does, and quote none of its records. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ResetBody } from '../../src/sandbox/index.ts';
import { inquire, QUESTIONS, type Settled } from '../../src/zoho/index.ts';
import { MemoryQuotaLedger } from '../support/memory-quota.ts';
import { SandboxBench, UNLIMITED_ALL } from './sandbox-bench.ts';
import { never } from './surroundings.ts';

let bench: SandboxBench;
beforeEach(async () => {
  bench = await SandboxBench.open();
});
afterEach(() => bench.close());

async function ask(): Promise<ReadonlyMap<string, Settled>> {
  await bench.harness.control('POST', '/limits', UNLIMITED_ALL);
  const settled = await inquire({ ...bench.options(), signal: never });
  return new Map(settled.map((one) => [one.id, one]));
}

const answerTo = (settled: ReadonlyMap<string, Settled>, id: string) => settled.get(id)?.answer;

/** A new world with these switches. */
const restart = (switches: NonNullable<ResetBody['switches']>) =>
  bench.harness.reset({ switches, organizations: [{ items: 250, services: 110, parts: 110 }] });

describe('an inquiry', () => {
  test('asks each question once, under an id of its own, and only reads', async () => {
    await bench.harness.control('DELETE', '/stats');
    const settled = await ask();
    expect([...settled.keys()]).toEqual(QUESTIONS.map(({ id }) => id));
    expect(new Set(settled.keys()).size).toBe(QUESTIONS.length);
    const { writes, reads, refused } = await bench.harness.stats();
    expect({ writes, refused }).toEqual({ writes: 0, refused: 0 });
    expect(reads).toBeLessThanOrEqual(100);
  });

  test('finds what an organisation can do', async () => {
    await restart({});
    const settled = await ask();
    const expected = {
      'books.items.modifiedFilter': 'yes',
      'books.items.sortByModified': 'yes',
      'books.items.perPage201': 'cut to 200',
      'books.items.uniqueField': 'no',
      'books.crmIntegration': 'yes',
      'books.salesTax': 'off',
      'books.conditionalRead': 'no',
      'fsm.minuteCounter': 'absent',
      'fsm.Service_And_Parts.sortBy': 'yes',
      'fsm.Service_And_Parts.defaultOrder': 'descending',
      'fsm.Service_And_Parts.modifiedSearch': 'refused',
      'fsm.Service_And_Parts.billingId': 'yes',
      'fsm.Service_And_Parts.meta.fields': 'yes',
      'fsm.Service_And_Parts.privacyMarks': 'no',
      'fsm.itemTypes': 'Goods, Service',
      'fsm.org': 'yes',
      'fsm.deleted': 'no',
    };
    const found = Object.keys(expected).map((id) => [id, answerTo(settled, id)]);
    expect(Object.fromEntries(found)).toEqual(expected);
  });

  test('finds that another can do otherwise', async () => {
    await restart({ booksPerPageOver200: 'refuse', fsmPartWord: 'Part' });
    await bench.harness.patch({
      capabilities: {
        fsmSortBy: false,
        fsmModifiedSearch: true,
        booksModifiedFilter: false,
        uniqueField: true,
      },
      taxesEnabled: { books: true, fsm: true },
    });
    await bench.harness.patch({ pii: true }, '/fields/fsm/Service_And_Parts/Description');
    const id = await bench.harness.fsmItem({ Name: 'Switched off' });
    await bench.harness.fsm('PUT', `/Products/${id}`, { data: [{ $inactive: true }] });
    const settled = await ask();
    const expected = {
      'books.items.modifiedFilter': 'no',
      'books.items.perPage201': 'refused',
      'books.items.uniqueField': 'yes',
      'books.salesTax': 'on',
      'fsm.Service_And_Parts.sortBy': 'no',
      'fsm.Service_And_Parts.modifiedSearch': 'yes',
      'fsm.Service_And_Parts.privacyMarks': 'yes',
      'fsm.Service_And_Parts.inactive': 'yes',
      'fsm.itemTypes': 'Part, Service',
    };
    const found = Object.keys(expected).map((name) => [name, answerTo(settled, name)]);
    expect(Object.fromEntries(found)).toEqual(expected);
  });

  test('reads the counters of both services', async () => {
    const settled = await inquire({ ...bench.options(), signal: never });
    const byId = new Map(settled.map((one) => [one.id, one]));
    expect(answerTo(byId, 'books.dayCounter')).toBe('yes');
    expect(answerTo(byId, 'fsm.minuteCounter')).toBe('seconds');
  });

  test('leaves a question open where no answer comes, and goes on with the next', async () => {
    await bench.harness.control('POST', '/faults', {
      route: '/fsm/v1/org',
      effect: { kind: 'drop', when: 'before' },
    });
    const settled = await ask();
    expect(settled.get('fsm.org')).toMatchObject({ answer: 'unknown', evidence: 'no answer' });
    expect(answerTo(settled, 'fsm.users')).toBe('yes');
  });

  test('asks again what was refused as one call too many, and leaves open what goes on being so', async () => {
    const calm = await ask();
    for (const route of ['/books/v3/items', '/fsm/v1/Service_And_Parts']) {
      const effect = { kind: 'status', status: 429 };
      await bench.harness.control('POST', '/faults', { route, times: 2, effect });
    }
    const answers = (settled: typeof calm) => [...settled].map(([id, { answer }]) => [id, answer]);
    expect(answers(await ask())).toEqual(answers(calm));
    await bench.harness.control('POST', '/faults', {
      route: '/books/v3/items',
      effect: { kind: 'status', status: 429 },
    });
    const settled = await ask();
    const ofItems = [...settled.values()].filter(({ id }) => id.startsWith('books.items.'));
    expect(ofItems.filter(({ answer }) => answer === 'refused')).toEqual([]);
    expect(answerTo(settled, 'books.items.perPage201')).toBe('unknown');
  });

  test('[law 7] its calls count in the quota of the organisations, and what is left of it is given back', async () => {
    const ledger = new MemoryQuotaLedger();
    const quota = { ledger, holder: 'one', timeZone: 'UTC' };
    await bench.harness.control('DELETE', '/stats');
    await inquire({ ...bench.options({ quota }), signal: never });
    const { reads } = await bench.harness.stats();
    const granted = [...ledger.days.values()].map((day) => day.granted);
    expect(granted).toHaveLength(2);
    expect(granted.reduce((sum, one) => sum + one, 0)).toBe(reads);
  });

  test('quotes no value of a record', async () => {
    const secret = 'Zanzibar quokka';
    await bench.harness.bookItem({ name: secret, description: secret, sku: 'QUOKKA-1', unit: 'quokka' });
    await bench.harness.fsmItem({ Name: secret, Description: secret, Unit: 'quokka' });
    const told = JSON.stringify([...(await ask()).values()]);
    expect(told.toLowerCase()).not.toContain('quokka');
  });
});
