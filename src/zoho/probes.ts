/** The probes behind `Capabilities`: cheap calls that only read. */
import { z } from 'zod';
import { AuthorisationLost } from '../engine/errors.ts';
import { FSM_ITEMS_MODULE, UNIQUE_FIELD_API_NAME } from '../zoho-api/index.ts';
import type { ServiceLines } from './call/lines.ts';
import type { Capabilities } from './capabilities.ts';
import { booksFilterTime } from './codec/values.ts';
import { CollectionRefused } from './errors.ts';
import type { ZohoSession } from './session.ts';

const DAY_MS = 86_400_000;

/**
 * At most seven calls, none of which writes.
 * @throws ServiceUnavailable, QuotaExhausted, AuthorisationLost
 */
export async function probeCapabilities(session: ZohoSession, signal: AbortSignal): Promise<Capabilities> {
  const { lines } = session;
  const items = session.fsmModule(FSM_ITEMS_MODULE, { fields: [] });
  return {
    fsmSortBy: await items.sortsByModified(signal),
    booksModifiedFilter: await booksFilters(lines, session.nowMs() + DAY_MS, signal),
    uniqueFieldItems: await uniqueField(lines, 'item', signal),
    uniqueFieldContacts: await uniqueField(lines, 'contact', signal),
    processSync: null,
    hidesPii: await hidesPersonalData(lines, signal),
    probedAtMs: session.nowMs(),
  };
}

const anyItems = z.looseObject({ items: z.array(z.unknown()) });

/** Asked for what will change tomorrow, a service that narrows has nothing to show. */
async function booksFilters(
  lines: ServiceLines,
  futureMs: number,
  signal: AbortSignal,
): Promise<boolean | null> {
  const count = async (filter: string) => {
    const path = `/items?${lines.organization}&filter_by=Status.All&page=1&per_page=1${filter}`;
    const answer = await lines.books.call({
      method: 'GET',
      path,
      repetition: 'read',
      about: 'collection',
      schema: anyItems,
      signal,
    });
    return answer.body?.items.length ?? 0;
  };
  try {
    const future = encodeURIComponent(booksFilterTime(futureMs));
    if ((await count(`&last_modified_time=${future}`)) > 0) return false;
  } catch (error) {
    if (error instanceof CollectionRefused) return false;
    throw error;
  }
  return (await count('')) > 0 ? true : null;
}

const definition = z.looseObject({
  api_name: z.string().optional(),
  is_unique: z.boolean().optional(),
  is_active: z.boolean().optional(),
});
/** The root key differs between observers (books-api.md 7.6). */
const definitions = z.looseObject({
  customfields: z.array(definition).optional(),
  custom_fields: z.array(definition).optional(),
});

/** Only the field made for this product is used: another one without duplicates belongs to the user. */
async function uniqueField(
  lines: ServiceLines,
  entity: 'item' | 'contact',
  signal: AbortSignal,
): Promise<string | null> {
  const path = `/settings/preferences/customfields?${lines.organization}&entity=${entity}`;
  try {
    const answer = await lines.books.call({
      method: 'GET',
      path,
      repetition: 'read',
      about: 'collection',
      schema: definitions,
      signal,
    });
    const all = answer.body?.customfields ?? answer.body?.custom_fields ?? [];
    const ours = all.find((field) => field.api_name === UNIQUE_FIELD_API_NAME);
    return ours?.is_unique === true && ours.is_active !== false ? UNIQUE_FIELD_API_NAME : null;
  } catch (error) {
    // The call is not documented: an organisation without it has no such field for us.
    if (error instanceof CollectionRefused) return null;
    throw error;
  }
}

const contacts = z.looseObject({ data: z.array(z.looseObject({ Last_Name: z.unknown().optional() })) });

/** Last names are mandatory and personal by default: all of them empty means that they are hidden (fsm-api.md 5, 8). */
async function hidesPersonalData(lines: ServiceLines, signal: AbortSignal): Promise<boolean> {
  const path = '/Contacts?page=1&per_page=5';
  try {
    const answer = await lines.fsm.call({
      method: 'GET',
      path,
      repetition: 'read',
      about: 'collection',
      schema: contacts,
      signal,
    });
    const rows = answer.body?.data ?? [];
    return rows.length > 0 && rows.every((row) => row.Last_Name === null || row.Last_Name === undefined);
  } catch (error) {
    // Items can be synced without a right to contacts.
    if (error instanceof CollectionRefused || error instanceof AuthorisationLost) return false;
    throw error;
  }
}
