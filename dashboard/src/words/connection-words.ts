/** What the API's names of connections and links mean to a person. */
import type {
  BooksProduct,
  ConnectionStatus,
  DataCenter,
  DuplicatePolicy,
  LinkState,
  ParkedReason,
  RecordKind,
  SyncType,
} from '../gql/graphql.ts';
import type { Tone } from './tone.ts';

export const PRODUCT_WORDS: Readonly<Record<BooksProduct, string>> = {
  BOOKS: 'Books',
  INVOICE: 'Invoice',
};

export const STATUS_WORDS: Readonly<Record<ConnectionStatus, string>> = {
  SETUP: 'Not enabled yet',
  ENABLED: 'Enabled',
  DISABLED_BY_ERROR: 'Disabled by an error',
};

export const STATUS_TONES: Readonly<Record<ConnectionStatus, Tone>> = {
  SETUP: 'idle',
  ENABLED: 'good',
  DISABLED_BY_ERROR: 'bad',
};

export const SYNC_TYPE_WORDS: Readonly<Record<SyncType, { readonly name: string; readonly means: string }>> =
  {
    TYPE_I: { name: 'Type I', means: 'companies with business customers; contacts are not synced' },
    TYPE_II: { name: 'Type II', means: 'contacts with individual customers; companies are not synced' },
    TYPE_III: {
      name: 'Type III',
      means: 'companies and their contacts with business customers and their contact persons',
    },
    TYPE_IV: {
      name: 'Type IV',
      means:
        'companies and their contacts with business customers and their contact persons; contacts of no company with individual customers',
    },
  };

export const DATA_CENTER_WORDS: Readonly<Record<DataCenter, string>> = {
  US: 'United States',
  EU: 'European Union',
  IN: 'India',
  AU: 'Australia',
  JP: 'Japan',
  CA: 'Canada',
  SA: 'Saudi Arabia',
  UK: 'United Kingdom',
  CN: 'China',
  SANDBOX: 'Simulated Zoho',
};

export const DUPLICATE_POLICY_WORDS: Readonly<
  Record<DuplicatePolicy, { readonly name: string; readonly means: string }>
> = {
  OVERWRITE: {
    name: 'Overwrite',
    means:
      'Two records with the same name are taken for one: the one modified last overwrites the other, and they are linked.',
  },
  CLONE: {
    name: 'Clone',
    means:
      'Two records with the same name are taken for two: each gets a copy of its own on the other side, and none is overwritten.',
  },
};

export const DUPLICATE_POLICIES: readonly DuplicatePolicy[] = ['OVERWRITE', 'CLONE'];

export const RECORD_KIND_WORDS: Readonly<Record<RecordKind, string>> = {
  ITEM: 'Item',
  COMPANY: 'Company',
  CONTACT: 'Contact',
  CONTACT_PERSON: 'Contact person',
};

export const PARKED_REASON_WORDS: Readonly<Record<ParkedReason, string>> = {
  UNLINKED: 'Its link was taken away.',
  LEFT_BEHIND: 'Its contact has joined, left or changed a company, and has another counterpart now.',
};

const LINK_STATE_TEXT: Readonly<Record<LinkState, string>> = {
  LINKED: 'Linked',
  GONE_IN_FSM: 'Gone in FSM',
  GONE_IN_BOOKS: 'Gone in Books',
  GONE_IN_BOTH: 'Gone on both sides',
  MOVING: 'Being moved',
};

/** The state of a link, naming the connection's own product. */
export const linkStateInWords = (state: LinkState, productName: string): string =>
  LINK_STATE_TEXT[state].replace('Books', productName);

export const LINK_STATE_TONES: Readonly<Record<LinkState, Tone>> = {
  LINKED: 'good',
  GONE_IN_FSM: 'warn',
  GONE_IN_BOOKS: 'warn',
  GONE_IN_BOTH: 'idle',
  MOVING: 'warn',
};

const MODULE_WORDS: Readonly<Record<string, string>> = {
  Service_And_Parts: 'Service or part',
  Companies: 'Company',
  Contacts: 'Contact',
  items: 'Item',
  contacts: 'Customer',
  contact_persons: 'Contact person',
};

/** The service's name of a module, as people say it; one this version does not know stands for itself. */
export const moduleInWords = (module: string): string => MODULE_WORDS[module] ?? module.replaceAll('_', ' ');

/** Why the schedule has no next run. */
export function whyNoNextSync(of: {
  readonly status: ConnectionStatus;
  readonly autoSync: boolean;
  /** A run is queued or under way. */
  readonly active: boolean;
}): string {
  if (of.status !== 'ENABLED') return 'none: sync is not enabled';
  if (!of.autoSync) return 'none: automatic sync is off';
  return of.active ? 'three hours after the end of this run' : 'not scheduled';
}
