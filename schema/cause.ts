/** What the engine's causes mean to a person who reads the log. */
import type { Cause } from '../src/engine/model.ts';

const WORDS: Readonly<Record<Cause, string>> = {
  NEW_RECORD: 'New on one side, and without a counterpart on the other.',
  CLONE_OF_DUPLICATE:
    'The other side has a record of the same identity; the duplicate policy replicates each.',
  CHANGED_IN_FSM: 'Changed in FSM since the last sync.',
  CHANGED_IN_BOOKS: 'Changed in Books since the last sync.',
  CHANGED_ON_BOTH: 'Changed on both sides since the last sync.',
  MATCHED_BY_IDENTITY: 'The two have the same identity.',
  MATCHED_BY_COUNTERPART: "Zoho's own sync had joined the two before.",
  NEWLY_MAPPED: 'The mapping of the record changed.',
  DEACTIVATED_IN_BOOKS: 'Made inactive in Books.',
  INACTIVE_IN_FSM: 'Inactive in FSM.',
  INACTIVE_IN_BOOKS: 'Inactive in Books.',
  DELETED_IN_FSM: 'Deleted in FSM.',
  DELETED_IN_BOOKS: 'Deleted in Books.',
  AMBIGUOUS_IDENTITY: 'Several records share the identity, so none can be taken for the counterpart.',
  IDENTITY_HIDDEN: 'The service hides for privacy what the record would be matched by.',
  COMPANY_NOT_SYNCED: 'Its company has no counterpart that it could be synced under.',
  OUT_OF_SYNC_TYPE: 'The sync type leaves records of its kind alone.',
  SHAPE_CHANGED: 'Changed between business and individual in Books.',
  NOT_AS_PREVIEWED: 'The preview has not shown it like this.',
  VALUE_NOT_KEPT: 'The service answered the write with success, and did not keep the value.',
};

/** The cause in a sentence; one that a newer version wrote stands for itself. */
export function causeInWords(cause: string): string {
  // Rows are written by the engine; a lookup by any other text just finds nothing.
  return (WORDS as Readonly<Record<string, string>>)[cause] ?? cause;
}
