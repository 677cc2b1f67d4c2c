/** The calls that write one contact person, which is never done through its customer's list of them (books-api.md 4.3). */
import { z } from 'zod';
import { RecordRefused } from '../../engine/errors.ts';
import type { ServiceRecord } from '../../engine/services.ts';
import type { ServiceCaller } from '../call/caller.ts';
import { booksBody } from '../codec/books-record.ts';
import { isRow, type Row } from '../codec/record.ts';
import { canonicalText } from '../codec/values.ts';
import { booksPath } from './books-resources.ts';
import type { PersonRow } from './customer-persons.ts';
import { idOf } from './shared.ts';

const PATH = '/contacts/contactpersons';

/** The documented answer is a list of one, others read an object (books-api.md 4.3). */
const answered = z
  .looseObject({ contact_person: z.unknown().optional() })
  .transform(({ contact_person: told }) => {
    const members: unknown = Array.isArray(told) ? told[0] : told;
    const id = isRow(members) ? idOf(members.contact_person_id) : null;
    return isRow(members) && id !== null ? { id, members } : null;
  });
const created = answered.transform((person, context): PersonRow => {
  if (person !== null) return person;
  context.addIssue({ code: 'custom', message: 'no id' });
  return z.NEVER;
});

export interface WrittenPerson {
  /** What the service says it stored; null where its answer does not tell. */
  readonly person: PersonRow | null;
  readonly serviceTimeMs: number;
}

type Values = ServiceRecord['values'];

export class PersonCalls {
  readonly #caller: ServiceCaller;
  readonly #organization: string;
  readonly #kindOf: (apiName: string) => string;

  constructor(options: {
    readonly caller: ServiceCaller;
    readonly organization: string;
    readonly kindOf: (apiName: string) => string;
  }) {
    this.#caller = options.caller;
    this.#organization = options.organization;
    this.#kindOf = options.kindOf;
  }

  /** @throws RecordRefused without a first name, which Books wants; WriteInDoubt */
  async create(
    contactId: string,
    values: Values,
    primary: boolean,
    signal: AbortSignal,
  ): Promise<{ readonly person: PersonRow; readonly serviceTimeMs: number }> {
    firstName(values, {});
    const body = {
      contact_id: contactId,
      ...booksBody(values, this.#kindOf, 'create'),
      ...(primary ? { is_primary_contact: true } : {}),
    };
    const path = booksPath(this.#organization, PATH);
    const text = JSON.stringify(body);
    const call = { method: 'POST', path, body: text, repetition: 'once', schema: created, signal } as const;
    const answer = await this.#caller.call(call);
    // Books never answers without a body; its dialect would have called that a fault.
    if (answer.body === null) throw new TypeError('an answer of Books without a body');
    return { person: answer.body, serviceTimeMs: answer.serviceTimeMs };
  }

  /** Customer and first name are mandatory (books-api.md 4.3), so the present ones go along. @throws RecordRefused, RecordGone */
  async update(
    contactId: string,
    present: PersonRow,
    values: Values,
    signal: AbortSignal,
  ): Promise<WrittenPerson> {
    const body = {
      contact_id: contactId,
      first_name: firstName(values, present.members),
      ...booksBody(values, this.#kindOf, 'update'),
    };
    const path = booksPath(this.#organization, `${PATH}/${encodeURIComponent(present.id)}`);
    const text = JSON.stringify(body);
    const call = { method: 'PUT', path, body: text, repetition: 'same', schema: answered, signal } as const;
    const answer = await this.#caller.call(call);
    return { person: answer.body, serviceTimeMs: answer.serviceTimeMs };
  }
}

/** The first name that a person will have. @throws RecordRefused when it will have none: Books wants one (books-api.md 4.3) */
export function firstName(values: Values, present: Row): string {
  const name = 'first_name' in values ? values.first_name : present.first_name;
  if (typeof name === 'string' && canonicalText(name) !== '') return name;
  throw new RecordRefused(
    'MANDATORY_EMPTY',
    "Books wants a first name ('first_name') of every contact person; fill it in, or map a field that always has a value",
    { field: 'first_name' },
  );
}
