/** What the adapter knows of each FSM module. Another module is another entry. */
import { COUNTERPART_FIELD } from '../../engine/services.ts';
import { FSM_ITEMS_INTERNAL_MODULE, FSM_ITEMS_MODULE } from '../../zoho-api/index.ts';

/** The field that holds the Books id of a record's counterpart. */
export { COUNTERPART_FIELD };

export interface FsmResource {
  /** Paths of single records to write to, in the order they are tried (fsm-api.md 6). */
  readonly writePaths: readonly [string, ...string[]];
  /** Never empty on a record that may be seen in full. */
  readonly neverEmpty: ReadonlySet<string>;
  /**
   * Further fields that may be empty only because they are hidden, where the probe found PII hidden (fsm-api.md 8): those
   * that the pair carries although they may be personal (P2). The name of an address stands for all its members.
   */
  readonly personal: ReadonlySet<string>;
  /** The picklist with two words for a part. */
  readonly typeField: string | null;
  /** `equal` search is documented for these (fsm-api.md 3). */
  readonly searchable: ReadonlySet<string>;
  /** The lookup of the record that this one belongs to. */
  readonly parentField: string | null;
  /** Records have a currency of their own (fsm-api.md 9). */
  readonly hasCurrency: boolean;
}

const ADDRESSES = ['Service_Address', 'Billing_Address'];

export const FSM_RESOURCES: Readonly<Record<string, FsmResource>> = {
  [FSM_ITEMS_MODULE]: {
    writePaths: [FSM_ITEMS_MODULE, FSM_ITEMS_INTERNAL_MODULE],
    neverEmpty: new Set(['Name', 'Unit_Price', 'Type']),
    personal: new Set(),
    typeField: 'Type',
    searchable: new Set(['Name', COUNTERPART_FIELD]),
    parentField: null,
    hasCurrency: false,
  },
  Companies: {
    writePaths: ['Companies'],
    neverEmpty: new Set(['Company_Name']),
    personal: new Set(ADDRESSES),
    typeField: null,
    searchable: new Set(['Company_Name', COUNTERPART_FIELD]),
    parentField: null,
    hasCurrency: true,
  },
  Contacts: {
    writePaths: ['Contacts'],
    neverEmpty: new Set(['Last_Name']),
    // E-mails are mandatory by the documentation and missing in practice (fsm-api.md 5).
    personal: new Set(['First_Name', 'Full_Name', 'Email', ...ADDRESSES]),
    typeField: null,
    searchable: new Set(['Email', 'Last_Name', 'Mobile', 'Phone', COUNTERPART_FIELD]),
    parentField: 'Company',
    hasCurrency: true,
  },
};
