/** What the API's names of runs and records mean to a person. */
import type {
  Direction,
  Operation,
  Outcome,
  Pair,
  PairPhase,
  RecordKind,
  RunMode,
  RunScope,
  RunState,
  RunTrigger,
} from '../gql/graphql.ts';
import type { Tone } from './tone.ts';

export const STATE_WORDS: Readonly<Record<RunState, string>> = {
  QUEUED: 'Queued',
  RUNNING: 'Running',
  SUCCEEDED: 'Succeeded',
  SUCCEEDED_WITH_FAILURES: 'Some records failed',
  FAILED: 'Failed',
  CANCELLED: 'Stopped',
};

export const STATE_TONES: Readonly<Record<RunState, Tone>> = {
  QUEUED: 'busy',
  RUNNING: 'busy',
  SUCCEEDED: 'good',
  SUCCEEDED_WITH_FAILURES: 'warn',
  FAILED: 'bad',
  CANCELLED: 'idle',
};

/** What decides about how a run is spoken of. */
export interface RunStanding {
  readonly state: RunState;
  readonly cancelRequestedAt: string | null;
  readonly waitingUntil: string | null;
}

/** Whether what an id leads to is a sync or an import. */
export const isRun = <Node extends { readonly __typename: string }>(
  node: Node | null,
): node is Extract<Node, { readonly __typename: 'SyncRun' | 'ImportRun' }> =>
  node?.__typename === 'SyncRun' || node?.__typename === 'ImportRun';

/** What a run was started for, where that says more than who started it. */
export const MODE_WORDS: Readonly<Record<RunMode, string | null>> = {
  SYNC: null,
  APPLY: 'What a preview has shown',
  SELECTED: null,
  IMPORT: 'Import into FSM',
  PREVIEW: 'Preview',
};

export const KIND_WORDS: Readonly<Record<RecordKind, string>> = {
  ITEM: 'Services, parts and items',
  COMPANY: 'Companies and business customers',
  CONTACT_PERSON: 'Contacts and contact persons',
  CONTACT: 'Contacts and individual customers',
};

export const isActive = (state: RunState): boolean => state === 'QUEUED' || state === 'RUNNING';

/** Where a run stands; a run under way may be resting or about to stop. */
export function standingInWords({ state, cancelRequestedAt, waitingUntil }: RunStanding): string {
  if (isActive(state) && cancelRequestedAt !== null) return 'Stopping';
  if (state === 'RUNNING' && waitingUntil !== null) return 'Waiting';
  return STATE_WORDS[state];
}

export const PHASE_WORDS: Readonly<Record<PairPhase, string>> = {
  PENDING: 'Not begun',
  COLLECTING: 'Reading both sides',
  DECIDING: 'Comparing',
  EXECUTING: 'Writing',
  SETTLING: 'Reading back what was written',
  DONE: 'Done',
};

export const TRIGGER_WORDS: Readonly<Record<RunTrigger, string>> = {
  AUTOMATIC: 'Automatic',
  MANUAL: 'Manual',
  RETRY: 'Chosen records',
  RESUME: 'Resumed after an interruption',
};

export const SCOPE_WORDS: Readonly<Record<RunScope, string>> = {
  INCREMENTAL: 'records changed since the last successful run',
  FULL: 'all records',
  AFFECTED: 'changed records, and all that the new mapping touches',
  RETRY: 'these and no others',
};

export const OUTCOME_WORDS: Readonly<Record<Outcome, string>> = {
  CREATED: 'Created',
  UPDATED: 'Updated',
  LINKED: 'Linked',
  DEACTIVATED: 'Made inactive',
  UNCHANGED: 'Unchanged',
  SKIPPED: 'Skipped',
  FAILED: 'Failed',
};

export const OUTCOME_TONES: Readonly<Record<Outcome, Tone>> = {
  CREATED: 'good',
  UPDATED: 'good',
  LINKED: 'good',
  DEACTIVATED: 'good',
  UNCHANGED: 'idle',
  SKIPPED: 'warn',
  FAILED: 'bad',
};

export const OUTCOME_MEANINGS: Readonly<Record<Outcome, string>> = {
  CREATED: 'A new record was made on the other side.',
  UPDATED: 'Fields were written.',
  LINKED: 'The two were joined; nothing had to be written.',
  DEACTIVATED: 'Made inactive in FSM, as it is in Books.',
  UNCHANGED: 'Looked at, and equal on both sides.',
  SKIPPED: 'Left alone for a reason that is no fault.',
  FAILED: 'Not synced. The next run tries again.',
};

export const PAIR_WORDS: Readonly<Record<Pair, string>> = {
  ITEMS: 'Services, parts and items',
  CUSTOMERS: 'Companies, contacts and customers',
};

/** Which way a record goes, in the words of the connection's own product. */
export const directionInWords = (direction: Direction, productName: string): string =>
  direction === 'TO_BOOKS' ? `FSM to ${productName}` : `${productName} to FSM`;

/** What was planned for a record whose outcome is not known yet. */
export const PLANNED_WORDS: Readonly<Record<Operation, string>> = {
  CREATE: 'To be created',
  UPDATE: 'To be updated',
  LINK: 'To be linked',
  DEACTIVATE: 'To be made inactive',
  MARK_GONE: 'To be marked as gone',
  SKIP: 'To be skipped',
  FAIL: 'Cannot be synced',
};

/** What the fields named in a log row are, as its outcome has it. */
export function fieldsAre(outcome: Outcome | null): string {
  if (outcome === null) return 'Fields to be written';
  return outcome === 'FAILED' || outcome === 'SKIPPED' ? 'Fields concerned' : 'Fields written';
}
