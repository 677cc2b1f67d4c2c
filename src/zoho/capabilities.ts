/** What a pair of organisations can do, found out by cheap calls that only read (design: detected, not assumed). */
import { z } from 'zod';

export const capabilitiesSchema = z.object({
  /** FSM sorts by Modified_Time when asked to; null: its records do not tell. */
  fsmSortBy: z.boolean().nullable(),
  /** Books narrows a list by `last_modified_time`; null: it has no record to tell by. */
  booksModifiedFilter: z.boolean().nullable(),
  /** Custom field without duplicates that creates of items are keyed by. */
  uniqueFieldItems: z.string().nullable(),
  /** The same for creates of customers; what was stored before there were customers lacks it. */
  uniqueFieldContacts: z.string().nullable().default(null),
  /** FSM takes a note of a record's counterpart (`process_sync`); null: not tried. Learned by use, not by a probe. */
  processSync: z.boolean().nullable().default(null),
  /** FSM hides personal data from the API. */
  hidesPii: z.boolean(),
  /** Epoch milliseconds. */
  probedAtMs: z.number(),
});
export type Capabilities = z.infer<typeof capabilitiesSchema>;

/** Capabilities as they were stored; null when they are of another form or were never probed. */
export function capabilitiesFromJson(stored: unknown): Capabilities | null {
  const parsed = capabilitiesSchema.safeParse(stored);
  return parsed.success ? parsed.data : null;
}
