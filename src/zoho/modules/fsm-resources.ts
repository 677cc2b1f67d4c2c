/** What the adapter knows of each FSM module. Another module is another entry. */
import { FSM_ITEMS_INTERNAL_MODULE, FSM_ITEMS_MODULE } from '../../zoho-api/index.ts';

export interface FsmResource {
  /** Paths of single records to write to, in the order they are tried (fsm-api.md 6). */
  readonly writePaths: readonly [string, ...string[]];
  /** Never empty on a record that may be seen in full. */
  readonly neverEmpty: ReadonlySet<string>;
  /** Further fields that may be empty only because they are hidden, where the probe found PII hidden (fsm-api.md 8). */
  readonly personal: ReadonlySet<string>;
  /** The picklist with two words for a part. */
  readonly typeField: string | null;
  /** `equal` search is documented for these (fsm-api.md 3). */
  readonly searchable: ReadonlySet<string>;
}

/** The field that holds the Books id of a record's counterpart. */
export const COUNTERPART_FIELD = 'ZBilling_Id';

export const FSM_RESOURCES: Readonly<Record<string, FsmResource>> = {
  [FSM_ITEMS_MODULE]: {
    writePaths: [FSM_ITEMS_MODULE, FSM_ITEMS_INTERNAL_MODULE],
    neverEmpty: new Set(['Name', 'Unit_Price', 'Type']),
    personal: new Set(),
    typeField: 'Type',
    searchable: new Set(['Name', COUNTERPART_FIELD]),
  },
};
