import { describe, expect, it } from 'vitest';
import { LeaseLost } from '../../../../src/engine/errors.ts';
import { NO_COUNTS, type PlannedRow } from '../../../../src/engine/model.ts';
import type { SyncStore } from '../../../../src/engine/store.ts';
import {
  BOOKS,
  type Connect,
  decided,
  FSM,
  intentsOf,
  KIND,
  linkOf,
  MODULES,
  PAIR,
  resultFor,
  staged,
} from './fixture.ts';

const NO_CALLS = { booksReads: 0, booksWrites: 0, fsmReads: 0, fsmWrites: 0 };
const WATERMARK = {
  modifiedSinceMs: 1_000,
  knownCount: 1,
  fullScanAtMs: 1_000,
  listLagMs: 0,
  newestMs: null,
};

/** Every method that changes anything. */
function writes(store: SyncStore, row: PlannedRow, linkId: string): Record<string, () => Promise<unknown>> {
  const link = { ...linkOf('1', '91'), id: linkId, kind: KIND } as const;
  return {
    hold: () => store.hold(),
    savePair: () => store.savePair(PAIR, { phase: 'DONE' }),
    saveProgress: () =>
      store.saveProgress(PAIR, { total: 1, done: 1, toBooks: NO_COUNTS, toFsm: NO_COUNTS }, NO_CALLS),
    saveWatermark: () => store.saveWatermark('FSM', FSM, WATERMARK),
    clearStage: () => store.clearStage(PAIR),
    ageStage: () => store.ageStage(PAIR),
    keepStaged: () => store.keepStaged('FSM', FSM, [{ id: '3', modifiedAtMs: null }], []),
    keepPending: () => store.keepPending('FSM', FSM),
    dropAged: () => store.dropAged(PAIR),
    stage: () => store.stage('FSM', FSM, [staged('5')]),
    dropPending: () => store.dropPending('FSM', FSM, ['3']),
    dropDonePending: () => store.dropDonePending(KIND),
    clearPlan: () => store.clearPlan(KIND),
    plan: () => store.plan(KIND, MODULES, [decided('SKIP', { fsmId: '4', outcome: 'SKIPPED' })]),
    openIntents: () => store.openIntents(KIND, 'TO_FSM', BOOKS, intentsOf(['95'])),
    withdrawIntents: () => store.withdrawIntents(KIND, 'TO_BOOKS', FSM, ['2']),
    commit: () =>
      store.commit(KIND, MODULES, [resultFor(row, 'CREATED', { booksId: '92', link: linkOf('2', '92') })]),
    settle: () => store.settle(PAIR, [{ link, base: { name: 'other' }, notKept: null }]),
    scopeToParents: () => store.scopeToParents('person'),
    releaseMoved: () => store.releaseMoved('person', [{ linkId, fsmId: '1' }]),
    recallLeftBehind: () => store.recallLeftBehind('person', 'contact_persons'),
    foresee: () =>
      store.foresee(KIND, [{ id: row.id, reason: { code: 'REFUSED', message: 'refused', field: null } }]),
    restamp: () => store.restamp([{ linkId, booksModifiedAtMs: 1_000 }]),
    stampRead: () => store.stampRead(KIND),
    addPending: () => store.addPending(PAIR, 'BOOKS', BOOKS, ['96'], 'REFUSED'),
  };
}

export function fencingContract(connect: Connect): void {
  describe('[S7] the fence', () => {
    it('refuses every write of a process that has lost the lease, and nothing has changed', async () => {
      const connection = await connect();
      const runId = await connection.newRun();
      const store = connection.store(runId);
      await store.savePair(PAIR, { phase: 'EXECUTING' });
      await store.stage('FSM', FSM, [staged('3')]);
      await store.plan(KIND, MODULES, [
        decided('LINK', { fsmId: '1', booksId: '91', outcome: 'LINKED', link: linkOf('1', '91') }),
        decided('CREATE', { fsmId: '2' }),
      ]);
      await store.openIntents(KIND, 'TO_BOOKS', FSM, intentsOf(['2']));
      await store.addPending(PAIR, 'FSM', FSM, ['3'], 'REFUSED');
      const [row] = (await store.planned(KIND, 'TO_BOOKS', '0', 9)) as [PlannedRow];
      const state = async () => [
        await connection.links(),
        await connection.log(runId),
        await connection.pending(),
        await connection.intents(),
        await store.pairState(PAIR),
        await store.watermark('FSM', FSM),
        (await store.units(KIND, { stage: 'fsm', after: '' }, 99)).units,
      ];
      const before = await state();
      const linkId = (await connection.links())[0]?.id ?? '';
      await connection.takeOver();
      for (const [name, write] of Object.entries(writes(store, row, linkId))) {
        await expect(write(), name).rejects.toBeInstanceOf(LeaseLost);
        expect(await state(), name).toEqual(before);
      }
    });

    it('lets the one who took over go on with the same run', async () => {
      const connection = await connect();
      const runId = await connection.newRun();
      const first = connection.store(runId);
      await first.plan(KIND, MODULES, [decided('CREATE', { fsmId: '2' })]);
      await connection.takeOver();
      const second = connection.store(runId);
      await second.hold();
      const [row] = (await second.planned(KIND, 'TO_BOOKS', '0', 9)) as [PlannedRow];
      await second.commit(KIND, MODULES, [
        resultFor(row, 'CREATED', { booksId: '92', link: linkOf('2', '92') }),
      ]);
      expect(await connection.links()).toHaveLength(1);
      await expect(first.hold()).rejects.toBeInstanceOf(LeaseLost);
    });
  });
}
