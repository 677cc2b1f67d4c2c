/** A change of the sync type as a plan: what the API shows before anything is changed. */
import type { TableName } from '../engine/model.ts';
import type { Direction } from '../engine/services.ts';
import type { SyncType } from '../store/generated/prisma/enums.ts';
import type { Refusal } from './control.ts';

export type CustomerKind = Exclude<TableName, 'items'>;

/**
 * `KEEP`: links that go on. `SLEEP`: links of records that the new type leaves alone; they are kept. `WAKE`: links that
 * slept and are synced again. `MOVE`: links whose FSM contact gets another counterpart; the former one is parked. `RECALL`:
 * contacts that take up again the counterpart they left in an earlier change. `LINK`: records without a link that have one
 * counterpart by name or e-mail. `CREATE`: records that have none. `UNDECIDED`: records of which several could be meant.
 */
export const SYNC_TYPE_ACTIONS = [
  'KEEP',
  'SLEEP',
  'WAKE',
  'MOVE',
  'RECALL',
  'LINK',
  'CREATE',
  'UNDECIDED',
] as const;
export type SyncTypeAction = (typeof SYNC_TYPE_ACTIONS)[number];

export interface SyncTypeStep {
  readonly action: SyncTypeAction;
  readonly kind: CustomerKind;
  /** Of `MOVE`, what the links are now. */
  readonly formerKind: CustomerKind | null;
  /** Of `CREATE`. */
  readonly direction: Direction | null;
  /** Null: not known before the sync reads the customers one by one. */
  readonly count: number | null;
  /** Fewer where contact persons of Books turn out to be their counterparts. */
  readonly atMost: boolean;
}

export interface SyncTypePlan {
  readonly from: SyncType;
  readonly to: SyncType;
  readonly steps: readonly SyncTypeStep[];
  /** What `changeSyncType` takes; null when the change is refused. */
  readonly token: string | null;
  readonly tokenExpiresAt: Date | null;
  /** Why the change would be refused as things are. */
  readonly refusal: Refusal | null;
}
