/** What the probes found, in sentences for people. */
import type { CapabilityView } from '../../jobs/onboarding.ts';
import { type Capabilities, capabilitiesFromJson } from '../../zoho/index.ts';

interface Words {
  readonly found: boolean | null;
  readonly detail: string;
}

/** One entry per capability: a new one does not compile without its sentence. */
const WORDS: {
  readonly [Name in Exclude<keyof Capabilities, 'probedAtMs'>]: (value: Capabilities[Name]) => Words;
} = {
  fsmSortBy: (found) => ({
    found,
    detail:
      found === true
        ? 'FSM lists records by their time of change when asked to: a sync reads only what is new.'
        : found === false
          ? 'FSM ignores the wish for records by their time of change: every sync reads all of them.'
          : 'FSM has too few records to tell whether it sorts them by their time of change; each sync checks it anew.',
  }),
  booksModifiedFilter: (found) => ({
    found,
    detail:
      found === true
        ? 'Books lists only what has changed since a time when asked to.'
        : found === false
          ? 'Books lists everything, whatever time it is asked for: every sync reads all of it.'
          : 'Books has no record to tell by whether it selects by time; each sync checks it anew.',
  }),
  uniqueFieldItems: (field) => ({
    found: field !== null,
    detail:
      field === null
        ? 'Books has no field of ours without duplicates: after a lost answer, a new item is looked for by its name.'
        : `Items are created under the key ${field}, so that no lost answer makes a second one.`,
  }),
  uniqueFieldContacts: (field) => ({
    found: field !== null,
    detail:
      field === null
        ? 'Books has no field of ours without duplicates: after a lost answer, a new customer is looked for by its identity.'
        : `Customers are created under the key ${field}, so that no lost answer makes a second one.`,
  }),
  processSync: (found) => ({
    found,
    detail:
      found === true
        ? 'FSM takes note of new counterparts: its own screens show the link.'
        : found === false
          ? 'FSM does not take note of new counterparts: its own screens do not show the link.'
          : 'Whether FSM takes note of new counterparts shows itself with the first one.',
  }),
  hidesPii: (found) => ({
    found,
    detail: found
      ? 'FSM hides personal data from its API: such values count as unknown and are never overwritten.'
      : 'FSM shows personal data to its API.',
  }),
};

export function capabilityWords(stored: unknown): readonly CapabilityView[] {
  const known = capabilitiesFromJson(stored);
  if (known === null) return [];
  const { probedAtMs, ...capabilities } = known;
  const checkedAt = new Date(probedAtMs);
  return Object.entries(capabilities).map(([name, value]) => {
    // The entries are those of `capabilities`, so the name is a key of the table and the value is of its kind.
    const words = WORDS[name as keyof typeof WORDS] as (value: unknown) => Words;
    return { name, ...words(value), checkedAt };
  });
}
