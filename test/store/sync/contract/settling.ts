import { describe, expect, it } from 'vitest';
import type { Outcome, PlannedRow } from '../../../../src/engine/model.ts';
import type { SettleLink } from '../../../../src/engine/store.ts';
import {
  BOOKS,
  type Connect,
  decided,
  FSM,
  KIND,
  linkOf,
  linkPairs,
  MODULES,
  PAIR,
  pagesOf,
  resultFor,
  staged,
} from './fixture.ts';

const REASON = { code: 'VALUE_NOT_KEPT', message: 'cut', field: 'rate' };

export function settlingContract(connect: Connect): void {
  /** A run that wrote to the given links: FSM id, direction and outcome. */
  const written = async (
    writes: readonly (readonly [string, 'TO_BOOKS' | 'TO_FSM', Outcome, boolean?])[],
  ) => {
    const connection = await connect();
    const ids = await linkPairs(
      connection,
      writes.map(([fsmId]) => [fsmId, `9${fsmId}`] as const),
    );
    const runId = await connection.newRun();
    const store = connection.store(runId);
    const records = writes.map(([fsmId, direction]) =>
      decided('UPDATE', {
        direction,
        fsmId,
        booksId: `9${fsmId}`,
        linkId: ids.get(fsmId) ?? null,
        fields: ['rate'],
      }),
    );
    await store.plan(KIND, MODULES, records);
    const planned = [
      ...(await store.planned(KIND, 'TO_BOOKS', '0', 99)),
      ...(await store.planned(KIND, 'TO_FSM', '0', 99)),
    ];
    const rowOf = (fsmId: string): PlannedRow => planned.find((row) => row.fsmId === fsmId) as PlannedRow;
    const results = writes.map(([fsmId, , outcome, unverified = false]) => {
      const link = linkOf(fsmId, `9${fsmId}`, { unverified });
      return resultFor(rowOf(fsmId), outcome, { fields: ['rate'], link });
    });
    await store.commit(KIND, MODULES, results);
    return { connection, runId, store, rowOf };
  };
  const byFsmId = (links: readonly SettleLink[]) =>
    Object.fromEntries(links.map((link) => [link.fsmId, [link.recordId, link.fields]]));

  describe('settling', () => {
    it('knows which rows of this run wrote to a side, and what', async () => {
      const { store, rowOf, connection } = await written([
        ['1', 'TO_FSM', 'UPDATED', true],
        ['2', 'TO_BOOKS', 'UPDATED'],
        ['3', 'TO_BOOKS', 'UPDATED', true], // wrote both ways
        ['4', 'TO_FSM', 'FAILED'],
        ['5', 'TO_FSM', 'DEACTIVATED'],
      ]);
      const fsm = await store.settleLinks('FSM', FSM, ['1', '2', '3', '4', '5', '9']);
      expect(byFsmId(fsm)).toEqual({
        1: [rowOf('1').id, ['rate']],
        2: [null, null],
        3: [rowOf('3').id, ['rate']],
        4: [null, null],
        5: [rowOf('5').id, ['rate']],
      });
      const books = await store.settleLinks('BOOKS', BOOKS, ['91', '92']);
      expect(byFsmId(books)).toEqual({ 1: [null, null], 2: [rowOf('2').id, ['rate']] });
      const later = connection.store(await connection.newRun());
      expect(byFsmId(await later.settleLinks('FSM', FSM, ['1']))).toEqual({ 1: [null, null] });
    });

    it('says of a create that it wrote whatever had a value', async () => {
      const connection = await connect();
      const store = connection.store(await connection.newRun());
      await store.plan(KIND, MODULES, [decided('CREATE', { direction: 'TO_FSM', booksId: '91' })]);
      const [row] = (await store.planned(KIND, 'TO_FSM', '0', 9)) as [PlannedRow];
      const link = linkOf('1', '91', { unverified: true });
      await store.commit(KIND, MODULES, [resultFor(row, 'CREATED', { fsmId: '1', link })]);
      expect(byFsmId(await store.settleLinks('FSM', FSM, ['1']))).toEqual({ 1: [row.id, null] });
    });

    it('pages through links that wait to be verified', async () => {
      const { store } = await written([
        ['1', 'TO_FSM', 'UPDATED', true],
        ['2', 'TO_FSM', 'UPDATED', false],
        ['3', 'TO_FSM', 'UPDATED', true],
        ['4', 'TO_FSM', 'UPDATED', true],
      ]);
      const links = await pagesOf(
        (after) => store.unverifiedLinks(KIND, after, 2),
        (link) => link.id,
      );
      expect(links.map((link) => link.fsmId).sort()).toEqual(['1', '3', '4']);
      expect(links.every((link) => link.recordId !== null)).toBe(true);
    });

    it('verifies links, and fails the record whose value was not kept', async () => {
      const { connection, runId, store, rowOf } = await written([
        ['1', 'TO_FSM', 'UPDATED', true],
        ['2', 'TO_FSM', 'UPDATED', true],
      ]);
      const [kept, cut] = await store
        .settleLinks('FSM', FSM, ['1', '2'])
        .then((links) => links.toSorted((a, b) => (a.fsmId < b.fsmId ? -1 : 1)));
      if (kept === undefined || cut === undefined) throw new Error('the links are missing');
      await store.settle(PAIR, [
        { link: kept, base: kept.base, notKept: null },
        {
          link: cut,
          base: { name: 'cut' },
          notKept: { recordId: cut.recordId, reason: REASON, label: 'Drill' },
        },
      ]);
      const links = new Map((await connection.links()).map((link) => [link.fsmId, link]));
      expect(links.get('1')).toMatchObject({ base: kept.base, unverified: false });
      expect(links.get('2')).toMatchObject({ base: { name: 'cut' }, unverified: false });
      const log = new Map((await connection.log(runId)).map((row) => [row.id, row]));
      expect(log.get(rowOf('1').id)).toMatchObject({ outcome: 'UPDATED', labelled: false });
      expect(log.get(rowOf('2').id)).toMatchObject({
        outcome: 'FAILED',
        reasonCode: 'VALUE_NOT_KEPT',
        labelled: true,
      });
      expect(await connection.pending()).toEqual(['FSM/2: VALUE_NOT_KEPT']);
      expect(await store.countOutcomes(PAIR)).toMatchObject({ toFsm: { updated: 1, failed: 1 } });
    });

    it('notes the stamps of what was read where nothing of it is left to do, and sets none back', async () => {
      const connection = await connect();
      const at = Date.UTC(2026, 0, 6);
      const noted = { 91: null, 92: at - 1_000, 93: at + 1_000, 94: null, 95: null, 96: null };
      const pairs = Object.entries(noted).map(
        ([id, booksModifiedAtMs]) => [id.slice(1), id, { booksModifiedAtMs }] as const,
      );
      const ids = await linkPairs(connection, pairs);
      const store = connection.store(await connection.newRun());
      const read = ['91', '92', '93', '94', '95'].map((id) => staged(id, { modifiedAtMs: at }));
      const shown = staged('96', { modifiedAtMs: at, considered: false });
      await store.stage('BOOKS', BOOKS, [...read, shown]);
      await store.plan(KIND, MODULES, [
        decided('UPDATE', { booksId: '92', linkId: ids.get('2') ?? null, outcome: 'UPDATED' }),
        decided('FAIL', { booksId: '94', linkId: ids.get('4') ?? null, outcome: 'FAILED', reason: REASON }),
        decided('UPDATE', { booksId: '95', linkId: ids.get('5') ?? null }),
      ]);
      await store.stampRead(KIND);
      const links = await store.settleLinks('BOOKS', BOOKS, Object.keys(noted));
      expect(Object.fromEntries(links.map((link) => [link.booksId, link.booksModifiedAtMs]))).toEqual({
        ...noted,
        91: at,
        92: at,
      });
    });
  });
}
