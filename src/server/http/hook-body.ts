/**
 * Which records the body of a service's call names: all of them, as the length of a body is bounded. What else it holds is
 * not looked at.
 */
import { z } from 'zod';
import type { SelectedRecord } from '../../engine/model.ts';
import { LOGGED_BOOKS_MODULES, LOGGED_MODULES } from '../../store/record-modules.ts';

/** Ids of both services are digits; some senders write them as numbers, as far as those are exact. */
const id = z
  .union([z.string().regex(/^\d{1,30}$/), z.number().int().positive().safe().transform(String)])
  .optional()
  .catch(undefined);

/** Books sends the record under its name, or what a user's own template says (docs/api.md). */
const booksPart = z.object({ contact_id: id, contact_person_id: id, item_id: id });
const booksBody = booksPart.extend({
  contact: booksPart.optional().catch(undefined),
  contact_person: booksPart.optional().catch(undefined),
  item: booksPart.optional().catch(undefined),
});

const fsmBody = z.object({
  module: z.string().refine((name) => LOGGED_MODULES.includes(name)),
  id,
  ids: z.array(id).optional().catch(undefined),
  data: z.array(z.object({ id })).optional().catch(undefined),
});

export function hintsIn(side: 'FSM' | 'BOOKS', body: Buffer, contentType: string): readonly SelectedRecord[] {
  const parsed = parse(body, contentType);
  return side === 'FSM' ? fsmHints(parsed) : booksHints(parsed);
}

/** A form holds the record as JSON in one of its fields, or the ids as fields of their own (Books' webhooks send either). */
function parse(body: Buffer, contentType: string): unknown {
  const text = body.toString('utf8');
  if (!contentType.startsWith('application/x-www-form-urlencoded')) return jsonOf(text);
  const form = new URLSearchParams(text);
  const json = form.get('JSONString');
  return json === null ? Object.fromEntries(form) : jsonOf(json);
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function booksHints(parsed: unknown): SelectedRecord[] {
  const body = booksBody.safeParse(parsed).data;
  if (body === undefined) return [];
  const hints: SelectedRecord[] = [];
  const add = (module: string, found: string | undefined): void => {
    if (found !== undefined && LOGGED_BOOKS_MODULES.includes(module)) {
      hints.push({ side: 'BOOKS', module, id: found });
    }
  };
  for (const part of [body, body.contact, body.contact_person, body.item]) {
    if (part === undefined) continue;
    const { contact_id: customer, contact_person_id: person } = part;
    add('contacts', customer);
    // A contact person is addressed with its customer.
    if (customer !== undefined && person !== undefined) add('contact_persons', `${customer}/${person}`);
    add('items', part.item_id);
  }
  return hints;
}

function fsmHints(parsed: unknown): SelectedRecord[] {
  const body = fsmBody.safeParse(parsed).data;
  if (body === undefined) return [];
  const ids = [body.id, ...(body.ids ?? []), ...(body.data ?? []).map((one) => one.id)];
  return ids
    .filter((found) => found !== undefined)
    .map((found) => ({ side: 'FSM', module: body.module, id: found }));
}
