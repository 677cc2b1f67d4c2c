/** What the records of every FSM module have in common. */
import type { StoredRecord } from '../core/collection.ts';

export interface FsmStored extends StoredRecord {
  /** Id of the counterpart in Books or Invoice (fsm-api.md 4, 6). */
  readonly ZBilling_Id: string | null;
  readonly ZCRM_Id: string | null;
}

/** Values of custom fields, by name. */
export type FsmCustomValues = Readonly<Record<string, string | number | boolean | null>>;
