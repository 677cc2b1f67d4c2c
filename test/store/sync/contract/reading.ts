import { describe, expect, it } from 'vitest';
import { NO_COUNTS, type PairCursor } from '../../../../src/engine/model.ts';
import { BOOKS, type Connect, FSM, KIND, linkPairs, MODULES, PAIR, pagesOf, staged } from './fixture.ts';

const CURSOR: PairCursor = {
  modules: {
    'FSM/Service_And_Parts': {
      startedAtMs: 1_000,
      modifiedAfterMs: null,
      complete: true,
      count: 3,
      newestMs: 900,
    },
    'BOOKS/items': { startedAtMs: 2_000, modifiedAfterMs: 500, complete: false, count: null, newestMs: null },
  },
  kind: KIND,
  unlisted: { toBooks: 1, toFsm: 2 },
};
const CALLS = { booksReads: 1, booksWrites: 2, fsmReads: 3, fsmWrites: 4 };

export function stateContract(connect: Connect): void {
  describe('state of a run', () => {
    it('knows its run, and begins a pair as pending', async () => {
      const connection = await connect();
      const runId = await connection.newRun('AFFECTED');
      const store = connection.store(runId);
      expect(await store.run()).toMatchObject({ runId, scope: 'AFFECTED', startedAtMs: expect.any(Number) });
      expect(await store.pairState(PAIR)).toEqual({
        pair: PAIR,
        phase: 'PENDING',
        total: null,
        done: 0,
        toBooks: NO_COUNTS,
        toFsm: NO_COUNTS,
        cursor: null,
      });
    });

    it('keeps the cursor through phases that do not name it, and clears it when told', async () => {
      const connection = await connect();
      const store = connection.store(await connection.newRun());
      await store.savePair(PAIR, { phase: 'DECIDING', cursor: CURSOR });
      await store.savePair(PAIR, { phase: 'DONE' });
      expect(await store.pairState(PAIR)).toMatchObject({ phase: 'DONE', cursor: CURSOR });
      await store.savePair(PAIR, { phase: 'COLLECTING', cursor: null });
      expect(await store.pairState(PAIR)).toMatchObject({ phase: 'COLLECTING', cursor: null });
    });

    it('saves progress, and keeps a total that is not known any more', async () => {
      const connection = await connect();
      const store = connection.store(await connection.newRun());
      const toBooks = { ...NO_COUNTS, created: 2 };
      await store.savePair(PAIR, { phase: 'DECIDING' });
      await store.saveProgress(PAIR, { total: 9, done: 2, toBooks, toFsm: NO_COUNTS }, CALLS);
      await store.saveProgress(PAIR, { total: null, done: 3, toBooks, toFsm: NO_COUNTS }, CALLS);
      expect(await store.pairState(PAIR)).toMatchObject({ total: 9, done: 3, toBooks });
    });

    it('has one watermark a side and module, exact to the millisecond', async () => {
      const connection = await connect();
      const store = connection.store(await connection.newRun());
      expect(await store.watermark('FSM', FSM)).toBeNull();
      const first = {
        modifiedSinceMs: 1_700_000_000_123,
        knownCount: 7,
        fullScanAtMs: 5_001,
        listLagMs: 40,
        newestMs: null,
      };
      const second = {
        modifiedSinceMs: 1_700_000_009_000,
        knownCount: null,
        fullScanAtMs: null,
        listLagMs: 0,
        newestMs: null,
      };
      await store.saveWatermark('FSM', FSM, first);
      await store.saveWatermark('BOOKS', BOOKS, first);
      await store.saveWatermark('FSM', FSM, second);
      expect(await store.watermark('FSM', FSM)).toEqual(second);
      expect(await connection.store(await connection.newRun()).watermark('BOOKS', BOOKS)).toEqual(first);
    });
  });
}

export function stagingContract(connect: Connect): void {
  describe('staging', () => {
    it('keeps `considered` once true and takes the newer content', async () => {
      const connection = await connect();
      const store = connection.store(await connection.newRun());
      await store.stage('FSM', FSM, [staged('1'), staged('2', { considered: false })]);
      await store.stage('FSM', FSM, [
        staged('1', { considered: false, hashes: { name: 'new' }, active: false }),
      ]);
      const { units } = await store.units(KIND, { stage: 'fsm', after: '' }, 10);
      expect(units).toEqual([
        expect.objectContaining({ row: staged('1', { hashes: { name: 'new' }, active: false }) }),
      ]);
    });

    it('takes the last of a record that a page shows twice', async () => {
      const connection = await connect();
      const store = connection.store(await connection.newRun());
      await store.stage('BOOKS', BOOKS, [staged('1'), staged('1', { hashes: { name: 'second' } })]);
      const { units } = await store.units(KIND, { stage: 'books', after: '' }, 10);
      expect(units).toMatchObject([{ row: { recordId: '1', hashes: { name: 'second' } } }]);
    });

    it("is the run's own, and is forgotten when reading begins anew", async () => {
      const connection = await connect();
      const first = connection.store(await connection.newRun());
      const second = connection.store(await connection.newRun());
      await first.stage('FSM', FSM, [staged('1')]);
      expect((await second.units(KIND, { stage: 'fsm', after: '' }, 10)).units).toEqual([]);
      await second.clearStage(PAIR);
      expect((await first.units(KIND, { stage: 'fsm', after: '' }, 10)).units).toHaveLength(1);
      await first.clearStage(PAIR);
      expect((await first.units(KIND, { stage: 'fsm', after: '' }, 10)).units).toEqual([]);
    });

    it('pages through Books ids that new FSM records name and that are not at hand', async () => {
      const connection = await connect();
      await linkPairs(connection, [
        ['1', '91'],
        ['2', '92'],
      ]);
      const store = connection.store(await connection.newRun());
      const names = (id: string, counterpartId: string, considered = true) =>
        staged(id, { counterpartId, considered });
      await store.stage('FSM', FSM, [
        names('1', '91'), // linked
        names('3', '92'), // its name is another's counterpart
        names('4', '94'),
        names('5', '95'),
        names('6', '96', false), // seen only to know that it exists
        names('7', '94'), // named twice
        names('8', '98'), // at hand
      ]);
      await store.stage('BOOKS', BOOKS, [staged('98'), staged('95', { considered: false })]);
      const ids = await pagesOf(
        (after) => store.unstagedCounterparts(KIND, after, 1),
        (id) => id,
      );
      expect(ids).toEqual(['94', '95']);
    });

    it('counts what is new to us: no link, not pending for a failure, created since', async () => {
      const connection = await connect();
      await linkPairs(connection, [['1', '91']]);
      const store = connection.store(await connection.newRun());
      await store.addPending(PAIR, 'FSM', FSM, ['2'], 'REFUSED');
      await store.addPending(PAIR, 'FSM', FSM, ['3'], 'EDITED_DURING_RUN');
      const rows = ['1', '2', '3', '4', '5'].map((id) => staged(id, { createdAtMs: Number(id) * 1000 }));
      await store.stage('FSM', FSM, rows);
      await store.stage('BOOKS', BOOKS, [staged('6', { createdAtMs: 9_000 })]);
      expect(await store.countNew('FSM', FSM, 0)).toBe(3);
      expect(await store.countNew('FSM', FSM, 4_000)).toBe(1);
    });

    it('pages through links that a listing did not show, without those marked as gone', async () => {
      const connection = await connect();
      const ids = await linkPairs(connection, [
        ['1', '91'],
        ['2', '92'],
        ['3', '93', { fsmGone: true }],
        ['4', '94', { booksGone: true }],
        ['5', '95'],
      ]);
      const store = connection.store(await connection.newRun());
      await store.stage('FSM', FSM, [staged('2', { considered: false })]);
      const unlisted = async (side: 'FSM' | 'BOOKS') =>
        pagesOf(
          (after) => store.unlistedLinks(KIND, side, MODULES[side], after, 2),
          (link) => link.id,
        );
      const fsm = await unlisted('FSM');
      expect(new Set(fsm.map((link) => link.fsmId))).toEqual(new Set(['1', '4', '5']));
      expect(fsm.map((link) => link.id)).toEqual(['1', '4', '5'].map((id) => ids.get(id)).sort());
      expect((await unlisted('BOOKS')).map((link) => link.booksId).sort()).toEqual(['91', '92', '93', '95']);
    });
  });
}

export function pendingContract(connect: Connect): void {
  describe('pending records', () => {
    it('are a set: an older reason stays, paging is by id, considered ones are left out', async () => {
      const connection = await connect();
      const store = connection.store(await connection.newRun());
      await store.addPending(PAIR, 'FSM', FSM, ['3', '1', '2', '1'], 'REFUSED');
      await store.addPending(PAIR, 'FSM', FSM, ['1', '4'], 'EDITED_DURING_RUN');
      await store.addPending(PAIR, 'BOOKS', BOOKS, ['1'], 'REFUSED');
      expect(await connection.pending()).toEqual([
        'BOOKS/1: REFUSED',
        'FSM/1: REFUSED',
        'FSM/2: REFUSED',
        'FSM/3: REFUSED',
        'FSM/4: EDITED_DURING_RUN',
      ]);
      await store.stage('FSM', FSM, [staged('2'), staged('3', { considered: false })]);
      const left = await pagesOf(
        (after) => store.unstagedPending('FSM', FSM, after, 1),
        (id) => id,
      );
      expect(left).toEqual(['1', '3', '4']);
    });

    it('are dropped by side and id', async () => {
      const connection = await connect();
      const store = connection.store(await connection.newRun());
      await store.addPending(PAIR, 'FSM', FSM, ['1', '2'], 'REFUSED');
      await store.addPending(PAIR, 'BOOKS', BOOKS, ['1'], 'REFUSED');
      await store.dropPending('FSM', FSM, ['1', '9']);
      await store.dropPending('FSM', FSM, []);
      expect(await connection.pending()).toEqual(['BOOKS/1: REFUSED', 'FSM/2: REFUSED']);
    });
  });
}
