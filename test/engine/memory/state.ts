/** Phases, progress and watermarks. */
import { CONNECTION_ID } from './database.ts';
import type { Methods } from './scope.ts';

export const stateMethods: Methods<
  'hold' | 'run' | 'pairState' | 'savePair' | 'saveProgress' | 'watermark' | 'saveWatermark'
> = (scope) => {
  const { database, runId } = scope;
  return {
    async hold() {
      await scope.write();
    },
    async run() {
      await scope.read();
      const run = database.run(runId);
      return {
        runId,
        connectionId: CONNECTION_ID,
        scope: run.scope,
        startedAtMs: run.startedAtMs,
        confirmedDeactivations: run.confirmedDeactivations,
      };
    },
    async pairState(pair) {
      await scope.read();
      const { phase, total, done, toBooks, toFsm, cursor } = database.run(runId);
      return { pair, phase, total, done, toBooks, toFsm, cursor };
    },
    async savePair(_pair, state) {
      await scope.write();
      const run = database.run(runId);
      run.phase = state.phase;
      if (state.cursor !== undefined) run.cursor = structuredClone(state.cursor);
    },
    async saveProgress(_pair, progress) {
      await scope.write();
      const { total, done, toBooks, toFsm } = progress;
      const run = database.run(runId);
      Object.assign(run, { total: total ?? run.total, done, toBooks, toFsm });
    },
    async watermark(side, module) {
      await scope.read();
      return database.watermarks.get(`${side}/${module}`) ?? null;
    },
    async saveWatermark(side, module, watermark) {
      await scope.write();
      database.watermarks.set(`${side}/${module}`, { ...watermark });
    },
  };
};
