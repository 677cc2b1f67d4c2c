import { describe, expect, it } from 'vitest';
import type { PlannedRow, RecordResult } from '../../../../src/engine/model.ts';
import type { SyncStore } from '../../../../src/engine/store.ts';
import {
  BOOKS,
  type Connect,
  type ConnectionFixture,
  decided,
  FSM,
  intentsOf,
  KIND,
  linkOf,
  linkPairs,
  MODULES,
  PAIR,
  resultFor,
} from './fixture.ts';

interface Begun {
  readonly connection: ConnectionFixture;
  readonly runId: string;
  readonly store: SyncStore;
  readonly rows: readonly PlannedRow[];
}

export function committingContract(connect: Connect): void {
  /** A run with creates of the given FSM records planned and announced. */
  const begin = async (fsmIds: readonly string[]): Promise<Begun> => {
    const connection = await connect();
    const runId = await connection.newRun();
    const store = connection.store(runId);
    await store.plan(
      KIND,
      MODULES,
      fsmIds.map((fsmId) => decided('CREATE', { fsmId })),
    );
    await store.openIntents(KIND, 'TO_BOOKS', FSM, intentsOf(fsmIds));
    return { connection, runId, store, rows: await store.planned(KIND, 'TO_BOOKS', '0', 100) };
  };
  const created = (row: PlannedRow, booksId: string): RecordResult =>
    resultFor(row, 'CREATED', { booksId, link: linkOf(row.fsmId ?? '', booksId) });

  describe('a commit', () => {
    it('takes outcome, link, intent and pending records in one step', async () => {
      const { connection, runId, store, rows } = await begin(['1', '2']);
      await store.addPending(PAIR, 'FSM', FSM, ['1'], 'REFUSED');
      const [first, second] = rows as [PlannedRow, PlannedRow];
      await store.commit(KIND, MODULES, [
        created(first, '91'),
        resultFor(second, 'FAILED', { fields: ['rate'] }),
      ]);
      const [link] = await connection.links();
      expect(link).toMatchObject({ fsmId: '1', booksId: '91' });
      expect(await connection.log(runId)).toMatchObject([
        { outcome: 'CREATED', booksId: '91', linkId: link?.id, labelled: false },
        {
          outcome: 'FAILED',
          booksId: null,
          linkId: null,
          fields: ['rate'],
          reasonCode: 'REFUSED',
          labelled: true,
        },
      ]);
      expect(await connection.pending()).toEqual(['FSM/2: REFUSED']);
      expect(await connection.intents()).toEqual([]);
      expect(await store.countPlanned(KIND, 'TO_BOOKS')).toBe(0);
      expect(await store.stillPlanned([first.id])).toEqual(new Set());
      expect(await store.countOutcomes(PAIR)).toMatchObject({ toBooks: { created: 1, failed: 1 } });
      expect(await store.linkedIds('BOOKS', BOOKS, ['91', '92'])).toEqual(new Set(['91']));
      expect(await store.linkedIds('FSM', FSM, ['1', '2'])).toEqual(new Set(['1']));
    });

    it('made twice leaves what one leaves', async () => {
      const { connection, runId, store, rows } = await begin(['1', '2']);
      const [first, second] = rows as [PlannedRow, PlannedRow];
      const results = [created(first, '91'), resultFor(second, 'FAILED')];
      await store.commit(KIND, MODULES, results);
      const once = [await connection.links(), await connection.log(runId), await connection.pending()];
      await store.commit(KIND, MODULES, results);
      expect([await connection.links(), await connection.log(runId), await connection.pending()]).toEqual(
        once,
      );
    });

    it('leaves the intent of a create that is still in doubt', async () => {
      const { connection, store, rows } = await begin(['1']);
      const [row] = rows as [PlannedRow];
      await store.commit(KIND, MODULES, [resultFor(row, 'FAILED', { settlesIntent: false })]);
      expect(await connection.intents()).toEqual(['TO_BOOKS/1']);
    });

    it('settles every intent of records that came to be linked', async () => {
      const { connection, store, rows } = await begin(['1']);
      const [row] = rows as [PlannedRow];
      await store.openIntents(KIND, 'TO_FSM', BOOKS, intentsOf(['91', '92']));
      await store.commit(KIND, MODULES, [created(row, '91')]);
      expect(await connection.intents()).toEqual(['TO_FSM/92']);
      await store.openIntents(KIND, 'TO_BOOKS', FSM, intentsOf(['2']));
      await store.plan(KIND, MODULES, [
        decided('LINK', { fsmId: '2', booksId: '92', outcome: 'LINKED', link: linkOf('2', '92') }),
      ]);
      expect(await connection.intents()).toEqual([]);
    });

    it('makes both records of a failed pair pending, with the newer reason', async () => {
      const connection = await connect();
      const store = connection.store(await connection.newRun());
      await store.addPending(PAIR, 'BOOKS', BOOKS, ['91'], 'EDITED_DURING_RUN');
      await store.plan(KIND, MODULES, [decided('UPDATE', { fsmId: '1', booksId: '91' })]);
      const [row] = (await store.planned(KIND, 'TO_BOOKS', '0', 9)) as [PlannedRow];
      await store.commit(KIND, MODULES, [resultFor(row, 'FAILED')]);
      expect(await connection.pending()).toEqual(['BOOKS/91: REFUSED', 'FSM/1: REFUSED']);
      await store.commit(KIND, MODULES, [resultFor(row, 'UPDATED', { link: linkOf('1', '91') })]);
      expect(await connection.pending()).toEqual([]);
    });

    it('takes several failures that name one record', async () => {
      const connection = await connect();
      const store = connection.store(await connection.newRun());
      const fails = ['1', '2'].map((fsmId) => decided('FAIL', { fsmId, booksId: '91' }));
      await store.plan(KIND, MODULES, fails);
      const rows = await store.planned(KIND, 'TO_BOOKS', '0', 9);
      await store.commit(
        KIND,
        MODULES,
        rows.map((row) => resultFor(row, 'FAILED')),
      );
      expect(await connection.pending()).toEqual(['BOOKS/91: REFUSED', 'FSM/1: REFUSED', 'FSM/2: REFUSED']);
    });

    it('writes down where a record was written in the end', async () => {
      const connection = await connect();
      const ids = await linkPairs(connection, [['1', '91']]);
      const runId = await connection.newRun();
      const store = connection.store(runId);
      const linkId = ids.get('1') ?? null;
      await store.plan(KIND, MODULES, [decided('UPDATE', { fsmId: '1', booksId: '91', linkId })]);
      const [row] = (await store.planned(KIND, 'TO_BOOKS', '0', 9)) as [PlannedRow];
      const base = { name: 'z' };
      await store.commit(KIND, MODULES, [
        resultFor(row, 'UPDATED', {
          direction: 'TO_FSM',
          fields: ['rate', 'unit'],
          overwritten: ['rate'],
          link: linkOf('1', '91', { base, unverified: true, booksGone: true }),
        }),
      ]);
      expect(await connection.log(runId)).toMatchObject([
        { direction: 'TO_FSM', outcome: 'UPDATED', fields: ['rate', 'unit'], overwritten: ['rate'], linkId },
      ]);
      expect(await connection.links()).toMatchObject([
        { id: linkId, base, unverified: true, booksGone: true },
      ]);
      expect(await store.countOutcomes(PAIR)).toMatchObject({
        toBooks: { updated: 0 },
        toFsm: { updated: 1 },
      });
    });

    it('is refused as a whole when a Books record would get a second counterpart', async () => {
      const { connection, runId, store, rows } = await begin(['1', '2']);
      const [first, second] = rows as [PlannedRow, PlannedRow];
      await store.commit(KIND, MODULES, [created(first, '91')]);
      await expect(store.commit(KIND, MODULES, [created(second, '91')])).rejects.toThrow(/unique/i);
      expect(await connection.links()).toHaveLength(1);
      expect(await connection.log(runId)).toMatchObject([{ outcome: 'CREATED' }, { outcome: null }]);
    });
  });
}
