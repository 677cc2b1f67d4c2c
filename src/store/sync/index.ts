/** The engine's store over PostgreSQL, bound to one run and the lease it holds. */
import type { Watermark } from '../../engine/model.ts';
import type { CallCounts } from '../../engine/services.ts';
import type { SyncStore } from '../../engine/store.ts';
import { ageStage, dropAged, keepPending, keepStaged } from './aging.ts';
import { findIntents, openIntents, withdrawIntents } from './intents.ts';
import { counterparts, countLinks, linkedIds, linksById, unchangedSince } from './links.ts';
import { movedLinks, recallLeftBehind, releaseMoved, scopeToParents } from './parents.ts';
import { clearPlan, countOperation, countPlanned, planned, plannedFor, stillPlanned } from './planned.ts';
import { foresee, hasPreview, previewed } from './previews.ts';
import {
  addCalls,
  callsBefore,
  pairState,
  runInfo,
  savePair,
  saveProgress,
  saveWatermark,
  watermark,
} from './progress.ts';
import { commit, plan } from './results.ts';
import { hold, type SyncScope } from './scope.ts';
import {
  countOutcomes,
  countUnverified,
  restamp,
  settle,
  settleLinks,
  stampRead,
  unverifiedLinks,
  writtenInBooks,
} from './settling.ts';
import {
  addPending,
  clearStage,
  countNew,
  countStaged,
  dropDonePending,
  dropPending,
  isIdle,
  stage,
  stagedIds,
  unlistedLinks,
  unstagedCounterparts,
  unstagedPending,
} from './staging.ts';
import { openCreates, units } from './units.ts';

export type { SyncScope } from './scope.ts';

/** @throws LeaseLost from every writing method once another holder has the lease */
export function createSyncStore(given: Omit<SyncScope, 'filled'>): SyncStore {
  const scope: SyncScope = { ...given, filled: new Map() };
  const bind =
    <Arguments extends readonly unknown[], Result>(
      method: (scope: SyncScope, ...rest: Arguments) => Result,
    ) =>
    (...rest: Arguments): Result =>
      method(scope, ...rest);
  // A preview leaves everything but its own rows as it is.
  const unlessPreview =
    <Arguments extends readonly unknown[]>(method: (scope: SyncScope, ...rest: Arguments) => Promise<void>) =>
    async (...rest: Arguments): Promise<void> => {
      if (scope.preview !== true) await method(scope, ...rest);
    };
  // Read once, before this process has written any of its own.
  let before: Promise<CallCounts> | null = null;
  // The lease sees to it that nobody else moves them.
  const watermarks = new Map<string, Watermark | null>();
  return {
    hold: bind(hold),
    run: bind(runInfo),
    pairState: bind(pairState),
    savePair: bind(savePair),
    saveProgress: async (pair, progress, calls) => {
      before ??= callsBefore(scope);
      await saveProgress(scope, pair, progress, addCalls(await before, calls));
    },
    watermark: async (side, module) => {
      const key = `${side}/${module}`;
      const known = watermarks.get(key);
      if (known !== undefined) return known;
      const read = await watermark(scope, side, module);
      watermarks.set(key, read);
      return read;
    },
    saveWatermark: async (side, module, moved) => {
      watermarks.delete(`${side}/${module}`);
      await saveWatermark(scope, side, module, moved);
    },
    clearStage: bind(clearStage),
    ageStage: bind(ageStage),
    keepStaged: bind(keepStaged),
    keepPending: bind(keepPending),
    dropAged: bind(dropAged),
    stage: bind(stage),
    unstagedPending: bind(unstagedPending),
    dropPending: unlessPreview(dropPending),
    dropDonePending: unlessPreview(dropDonePending),
    unstagedCounterparts: bind(unstagedCounterparts),
    countNew: bind(countNew),
    unlistedLinks: bind(unlistedLinks),
    units: bind(units),
    clearPlan: bind(clearPlan),
    plan: bind(plan),
    countPlanned: bind(countPlanned),
    planned: bind(planned),
    plannedFor: bind(plannedFor),
    stillPlanned: bind(stillPlanned),
    links: bind(linksById),
    unchangedSince: bind(unchangedSince),
    scopeToParents: bind(scopeToParents),
    movedLinks: bind(movedLinks),
    releaseMoved: bind(releaseMoved),
    recallLeftBehind: bind(recallLeftBehind),
    counterparts: bind(counterparts),
    hasPreview: bind(hasPreview),
    previewed: bind(previewed),
    foresee: bind(foresee),
    countStaged: bind(countStaged),
    isIdle: bind(isIdle),
    countLinks: bind(countLinks),
    countOperation: bind(countOperation),
    countUnverified: bind(countUnverified),
    restamp: bind(restamp),
    stampRead: bind(stampRead),
    openIntents: bind(openIntents),
    withdrawIntents: bind(withdrawIntents),
    findIntents: bind(findIntents),
    openCreates: bind(openCreates),
    stagedIds: bind(stagedIds),
    linkedIds: bind(linkedIds),
    commit: bind(commit),
    settleLinks: bind(settleLinks),
    unverifiedLinks: bind(unverifiedLinks),
    settle: bind(settle),
    writtenInBooks: bind(writtenInBooks),
    addPending: unlessPreview(addPending),
    countOutcomes: bind(countOutcomes),
  };
}
