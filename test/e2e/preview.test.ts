/** Previews: what they show, and that they write nothing. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { KEPT_BY_PREVIEWS } from '../support/tables.ts';
import type { LogRow } from './connected.ts';
import { Bench } from './harness.ts';
import { addCompany, addContact, addCustomer } from './parties.ts';
import { edited, ends, expectQuietParties } from './preview-deeds.ts';
import type { PreviewRow } from './special-runs.ts';
import { writesOf } from './zoho.ts';

const HOUR_MS = 3_600_000;

let bench: Bench;
beforeAll(async () => {
  bench = await Bench.start();
});
afterAll(() => bench.close());
beforeEach(() => bench.clock.set(Date.now() - 30 * 24 * HOUR_MS));

describe('a preview', () => {
  it('writes nothing anywhere', async () => {
    const zoho = await bench.organization({
      services: 4,
      items: 4,
      overlap: 2,
      companies: 3,
      customers: 3,
      contacts: 2,
    });
    const { connection } = await bench.synced(zoho);
    await zoho.advance(600_000);
    await edited(zoho, connection);
    const before = await bench.dump(KEPT_BY_PREVIEWS);
    const { nextSyncAt } = await connection.state();
    await zoho.forgetCalls();
    const preview = await connection.special.preview();
    expect(preview.state).toBe('READY');
    const { calls } = await zoho.stats();
    expect(writesOf(calls)).toBe(0);
    expect(await bench.dump(KEPT_BY_PREVIEWS)).toEqual(before);
    expect((await connection.state()).nextSyncAt).toBe(nextSyncAt);
    const state = await connection.special.state();
    expect(state.runs.nodes.map(({ mode }) => mode)).toEqual(['SYNC']);
    expect(state.lastRun).toMatchObject({ mode: 'SYNC' });
  });

  it.each(['CLONE', 'OVERWRITE'] as const)(
    'before enabling shows what the first sync does under %s',
    async (policy) => {
      const zoho = await bench.organization({
        services: 4,
        items: 4,
        companies: 3,
        contacts: 4,
        customers: 4,
        overlap: 2,
      });
      await zoho.patch({ allowDuplicateNames: true });
      const connection = await bench.connect(zoho);
      const before = await bench.dump(KEPT_BY_PREVIEWS);
      const preview = await connection.special.preview(policy);
      expect(preview).toMatchObject({ state: 'READY', duplicatePolicy: policy });
      expect(await bench.dump(KEPT_BY_PREVIEWS)).toEqual(before);
      const shown = await connection.special.shown(preview.id);
      const run = await connection.enable(policy);
      const log = await connection.log(run.id);
      // What a service refuses shows itself only then; what it would refuse for sure is foreseen.
      const foreseen = new Set(shown.filter(({ operation }) => operation === 'FAIL').map(ends));
      const deeds = (rows: readonly (PreviewRow | LogRow)[]) =>
        rows
          .map((row) =>
            'outcome' in row && row.outcome === 'FAILED' && foreseen.has(ends(row))
              ? { ...row, operation: 'FAIL' }
              : row,
          )
          .map(
            ({ operation, direction, ...row }) =>
              `${operation} ${direction} ${ends({ operation, direction, ...row })}`,
          )
          .sort();
      expect(deeds(shown)).toEqual(deeds(log.filter(({ outcome }) => outcome !== 'UNCHANGED')));
      const sum = (direction: string) =>
        preview.counts
          .filter((each) => each.direction === direction)
          .reduce((all, { created }) => all + created, 0);
      const created = (direction: string) =>
        shown.filter((row) => row.operation === 'CREATE' && row.direction === direction).length;
      expect([sum('TO_BOOKS'), sum('TO_FSM')]).toEqual([created('TO_BOOKS'), created('TO_FSM')]);
      expect(created('TO_BOOKS') + created('TO_FSM')).toBeGreaterThan(4);
      // It cannot be applied: sync was enabled since, and the first run has done it.
      await zoho.advance(600_000);
      await expectQuietParties(zoho, connection);
    },
  );

  it('counts the persons of companies that would be created', async () => {
    const zoho = await bench.organization({});
    const company = await addCompany(zoho, { Company_Name: 'Oak & Sons' });
    await addContact(zoho, {
      First_Name: 'Ann',
      Last_Name: 'Oak',
      Email: 'ann@oak.example',
      Company: company,
    });
    await addContact(zoho, {
      First_Name: 'Bob',
      Last_Name: 'Oak',
      Email: 'bob@oak.example',
      Company: company,
    });
    await addCustomer(zoho, {
      contact_name: 'Elm Ltd',
      company_name: 'Elm Ltd',
      contact_persons: [
        { first_name: 'Eve', last_name: 'Elm', email: 'eve@elm.example', is_primary_contact: true },
      ],
    });
    const connection = await bench.connect(zoho);
    const preview = await connection.special.preview('OVERWRITE');
    const created = preview.counts
      .filter(({ created }) => created > 0)
      .map(({ kind, direction, created }) => [kind, direction, created]);
    expect(created.sort()).toEqual([
      ['COMPANY', 'TO_BOOKS', 1],
      ['COMPANY', 'TO_FSM', 1],
      ['CONTACT_PERSON', 'TO_BOOKS', 2],
      ['CONTACT_PERSON', 'TO_FSM', 1],
    ]);
  });
});

describe('suggestions', () => {
  it('name customers that would be created twice, and linked by a person they are not', async () => {
    const zoho = await bench.organization({});
    const oak = await addCompany(zoho, { Company_Name: 'Oak & Sons, Inc.' });
    const elm = await addCompany(zoho, { Company_Name: 'Elm Engineering Works' });
    await addCompany(zoho, { Company_Name: 'Nobody else' });
    const oakThere = await addCustomer(zoho, {
      contact_name: 'Oak and Sons LLC',
      company_name: 'Oak and Sons LLC',
    });
    const elmThere = await addCustomer(zoho, {
      contact_name: 'Elm Enginering Works',
      company_name: 'Elm Enginering Works',
    });
    const connection = await bench.connect(zoho);
    const preview = await connection.special.preview('OVERWRITE');
    await zoho.forgetCalls();
    const { nodes, examined, problem, endCursor } = await connection.special.suggestions(preview.id);
    expect({ examined, problem, endCursor }).toEqual({ examined: 3, problem: null, endCursor: null });
    expect(writesOf((await zoho.stats()).calls)).toBe(0);
    expect(nodes.map(({ fsm, books }) => [fsm.id, books.id]).sort()).toEqual(
      [
        [oak, oakThere],
        [elm, elmThere],
      ].sort(),
    );
    expect(JSON.stringify(nodes)).not.toMatch(/oak (?:&|and)|elm eng/i);
    // Page by page.
    const first = await connection.special.suggestions(preview.id, { first: 1 });
    expect(first).toMatchObject({ examined: 1, endCursor: expect.any(String) });
    const rest = await connection.special.suggestions(preview.id, { first: 5, after: first.endCursor });
    expect(rest.examined).toBe(2);
    for (const { fsm, books } of nodes) {
      const answer = await connection.special.linkRecords({
        fsmModule: 'Companies',
        fsmId: fsm.id,
        booksId: books.id,
      });
      expect(answer.__typename).toBe('RecordLink');
    }
    const again = await connection.special.preview('OVERWRITE');
    expect((await connection.special.shown(again.id, ['CREATE'])).length).toBe(1);
    expect((await connection.special.suggestions(again.id)).nodes).toEqual([]);
  });
});
