/** Addresses of a Books contact: written whole, because what becomes of members left out is unknown (books-api.md 4.2). */
import { isRow, type Row } from './record.ts';

/** What Books takes in an address; a read shows further members, which it sets itself (books-api.md 4.2). */
const WRITABLE_MEMBERS = [
  'attention',
  'address',
  'street2',
  'city',
  'state',
  'state_code',
  'zip',
  'country',
  'phone',
  'fax',
] as const;

/** Members that follow from others: written beside a new state, the old code would contradict it. */
const DERIVED_FROM: Readonly<Record<string, readonly string[]>> = { state_code: ['state', 'country'] };

/** The address as it shall be: the present members, with the changed ones over them. */
export function wholeAddress(present: unknown, changed: Row): Row {
  const kept: Record<string, unknown> = {};
  if (isRow(present)) {
    for (const member of WRITABLE_MEMBERS) {
      const stale = DERIVED_FROM[member]?.some((source) => source in changed) === true;
      if (!stale && present[member] !== undefined) kept[member] = present[member] ?? '';
    }
  }
  return { ...kept, ...changed };
}
