/** Mapping tables in sentences. */
import type { ConflictPolicy, MappingDirection, MappingOrigin, MappingResync } from '../gql/graphql.ts';

export const CONFLICT_POLICY_WORDS: Readonly<Record<ConflictPolicy, string>> = {
  LATEST_WINS: 'When both sides have changed, the record modified last wins.',
  FSM_WINS: 'When both sides have changed, FSM wins.',
  BOOKS_WINS: 'When both sides have changed, Books wins.',
  MERGE_FIELDS:
    "When both sides have changed, each side's own changes are kept; on the same field the latest wins.",
};

const TABLE_WORDS: Readonly<Record<string, string>> = {
  items: 'Services and parts with items',
  business: 'Companies with business customers',
  individual: 'Contacts with individual customers',
  person: 'Contacts with contact persons',
  invoices: 'Work orders to invoices',
};

/** What a table is for; one this version does not know goes by its own name. */
export const tableInWords = (table: string): string => TABLE_WORDS[table] ?? table;

export interface RuleInQuestion {
  readonly fsmField: string | null;
  readonly direction: MappingDirection;
  readonly origin: MappingOrigin;
  readonly identity: boolean;
  readonly transforms: readonly string[];
}

const WAYS: Readonly<Record<MappingDirection, string>> = {
  BOTH: 'Kept equal both ways',
  TO_BOOKS: 'Carried from FSM to Books only',
  TO_FSM: 'Carried from Books to FSM only',
};

/** A rule as a sentence or a few. */
export function ruleInWords({ fsmField, direction, origin, identity, transforms }: RuleInQuestion): string {
  const way = fsmField === null ? 'Always the same value' : WAYS[direction];
  const through =
    transforms.length === 0
      ? ''
      : `, through the ${transforms.length === 1 ? 'transform' : 'transforms'} ${transforms.join(', then ')}`;
  return [
    `${way}${through}.`,
    identity ? 'Records are matched by it.' : '',
    origin === 'PAIR' ? 'Carried by the pair itself; a mapping file cannot change it.' : '',
  ]
    .filter((sentence) => sentence !== '')
    .join(' ');
}

export interface Standing {
  readonly appliedFingerprint: string | null;
  readonly upToDate: boolean;
  readonly pendingResync: MappingResync;
}

const RESYNC_WORDS: Readonly<Record<MappingResync, string>> = {
  NONE: 'the next run goes on as before',
  AFFECTED: 'the next run also considers all records that the change affects',
  FULL: 'the next run matches and compares everything again',
};

/** Whether the last run applied the table as it is now, and what follows from that. */
export function appliedInWords({ appliedFingerprint, upToDate, pendingResync }: Standing): string {
  if (appliedFingerprint === null) return 'No run has applied this table yet.';
  if (upToDate) return 'The last run applied the table as it is now.';
  return `The table has changed since the last run: ${RESYNC_WORDS[pendingResync]}.`;
}
