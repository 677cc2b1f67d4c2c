/** State of one direction of an execution, shared by the executor and the resolver of doubts. */
import type { CompiledTable } from '../mapping/plan.ts';
import type { CommitGroup } from './commit-group.ts';
import type { TableContext } from './context.ts';
import { identityOf } from './fingerprint.ts';
import { type Direction, type Reason, sourceOf } from './model.ts';
import type { Task } from './outcome.ts';
import type { Pool } from './pool.ts';
import type { ServiceRecord, Side } from './services.ts';

/** Slack for whole-second stamps and for the measuring of the clock offset. */
export const STAMP_SLACK_MS = 5_000;

export const inDoubt = (why: string): Reason => ({
  code: 'CREATE_IN_DOUBT',
  message: `It cannot be told whether this record was created (${why}). The next run looks again before it creates anything; if two exist, delete one or give it another name.`,
  field: null,
});

/** A create whose answer was lost. */
export interface Doubt {
  readonly task: Task;
  /** Hash of the identity that was sent; null when it is not known. */
  readonly identity: string | null;
  /** Announced by this run: whatever it had read before is not what the create made. */
  readonly ofThisRun: boolean;
  /** When the create was first announced, epoch ms on our clock: what it made is not older. */
  readonly intentAtMs: number;
  /** When it was last sent, as far as known. */
  readonly sentAtMs: number;
}

/** A record created lately: shows whether the service's search is up to date. */
export interface CreatedSample {
  readonly id: string;
  readonly identity: string;
  readonly atMs: number;
}

export interface DirectionState {
  readonly direction: Direction;
  readonly pool: Pool;
  readonly commits: CommitGroup;
  readonly doubts: Doubt[];
  /** Planned ids begun and not committed yet: a listing may show a record twice. */
  readonly inFlight: Set<string>;
  /** Source ids of creates that were announced here and not sent. */
  readonly unsent: Set<string>;
  lastCreated: CreatedSample | null;
  unavailableInARow: number;
}

export interface IdentityValue {
  /** The identity field's name on the target side. */
  readonly apiName: string;
  readonly value: string;
}

/** Hash of the identity that a create from this record sends. */
export const sentIdentity = (
  context: TableContext,
  { direction }: DirectionState,
  source: ServiceRecord | null,
): string | null =>
  source === null ? null : identityOf(context.table, sourceOf(direction), source, context.hash);

/** The identity field of the target's module, with the value that a create from this source carries. */
export const identityForTarget = (
  table: CompiledTable,
  direction: Direction,
  source: ServiceRecord,
): IdentityValue | null =>
  direction === 'TO_BOOKS'
    ? identityNamed(table, source, { of: 'FSM', as: 'BOOKS' })
    : identityNamed(table, source, { of: 'BOOKS', as: 'FSM' });

/** The identity of a record `of` a side, under the name that its field has on the side `as`. */
export function identityNamed(
  table: CompiledTable,
  record: ServiceRecord,
  { of, as }: { readonly of: Side; readonly as: Side },
): IdentityValue | null {
  const rule = table.rules.find(({ plan }) => plan.identity)?.plan;
  if (rule === undefined || rule.source.kind !== 'field') return null;
  const names = { FSM: rule.source.fsm.apiName, BOOKS: rule.books.apiName };
  const value = record.values[names[of]];
  return typeof value === 'string' ? { apiName: names[as], value } : null;
}
