/**
 * Writing to Books' customers. An update never names `contact_persons`: that key replaces the whole set (books-api.md
 * 4.3), and a person somebody added in the meantime would be lost. The person of an individual has calls of its own.
 */
import { EngineError } from '../../engine/errors.ts';
import type { ModuleFields, ServiceRecord, WriteResult } from '../../engine/services.ts';
import { UNIQUE_KEY_HEADER, UNIQUE_VALUE_HEADER, UPSERT_HEADER } from '../../zoho-api/index.ts';
import type { ServiceCaller } from '../call/caller.ts';
import { booksBody } from '../codec/books-record.ts';
import type { Row } from '../codec/record.ts';
import { acknowledgement, type BooksRow, booksSchemas } from './books-answers.ts';
import { booksPath, CUSTOMERS, recordPath } from './books-resources.ts';
import type { CustomerDetail, CustomerDetails } from './customer-details.ts';
import { CURRENCY_FIELD, isEmpty, type Parts, partsOf, refuseClearedCurrency } from './customer-parts.ts';
import { personsOf } from './customer-persons.ts';
import { firstName, PersonCalls } from './person-calls.ts';
import { PrimaryPerson } from './primary-person.ts';
import { kindsOf } from './shared.ts';

/** What writing must know of currencies: Books takes the id of what it shows as a code. */
export interface BooksCurrencies {
  /** @throws RecordRefused when Books does not have it (C2) */
  booksId(code: string, field: string, signal: AbortSignal): Promise<string>;
}

export interface CustomerWriterOptions {
  readonly caller: ServiceCaller;
  readonly fields: ModuleFields;
  readonly organization: string;
  readonly details: CustomerDetails;
  readonly currencies: BooksCurrencies;
  readonly uniqueField: string | null;
  readonly record: (row: BooksRow, serviceTimeMs: number) => ServiceRecord;
}

type Values = ServiceRecord['values'];
const schemas = booksSchemas(CUSTOMERS);

export class CustomerWriter {
  readonly #options: CustomerWriterOptions;
  readonly #kindOf: (apiName: string) => string;
  readonly #primary: PrimaryPerson;

  constructor(options: CustomerWriterOptions) {
    this.#options = options;
    this.#kindOf = kindsOf(options.fields.fields, {});
    const calls = new PersonCalls({ ...options, kindOf: this.#kindOf });
    this.#primary = new PrimaryPerson({ calls, details: options.details, kindOf: this.#kindOf });
  }

  async create(values: Values, key: string, signal: AbortSignal): Promise<WriteResult> {
    const { uniqueField, fields } = this.#options;
    const parts = partsOf(values);
    const body = {
      contact_type: 'customer',
      customer_sub_type: fields.group ?? 'business',
      ...(await this.#body(parts.own, 'create', {}, signal)),
    };
    if (uniqueField !== null) return await this.#createKeyed(uniqueField, key, body, parts.person, signal);
    const person = booksBody(parts.person, this.#kindOf, 'create');
    const persons = isEmpty(person) ? {} : { contact_persons: [{ ...person, is_primary_contact: true }] };
    const { caller, organization } = this.#options;
    const { body: answer, serviceTimeMs } = await caller.call({
      method: 'POST',
      path: booksPath(organization, `/${CUSTOMERS.plural}`),
      body: JSON.stringify({ ...body, ...persons }),
      repetition: 'once',
      schema: schemas.detail,
      signal,
    });
    return this.#written(answer?.row ?? null, '', serviceTimeMs);
  }

  /**
   * Repeated, the keyed call finds the record that it made before, and is then an update: so the person is not part of
   * it, but added afterwards, or found there. Whether the key is stored by itself is unknown: the body carries it too
   * (books-api.md 4.4).
   */
  async #createKeyed(
    uniqueField: string,
    key: string,
    body: Record<string, unknown>,
    person: Values,
    signal: AbortSignal,
  ): Promise<WriteResult> {
    const { caller, organization } = this.#options;
    const given = Object.fromEntries(Object.entries(person).filter(([, value]) => value !== null));
    if (!isEmpty(given)) firstName(given, {});
    const others = Array.isArray(body.custom_fields) ? body.custom_fields : [];
    const text = JSON.stringify({
      ...body,
      custom_fields: [...others, { api_name: uniqueField, value: key }],
    });
    const { body: answer, serviceTimeMs } = await caller.call({
      method: 'PUT',
      path: booksPath(organization, `/${CUSTOMERS.plural}`),
      headers: { [UNIQUE_KEY_HEADER]: uniqueField, [UNIQUE_VALUE_HEADER]: key, [UPSERT_HEADER]: 'true' },
      body: text,
      repetition: 'keyed',
      schema: schemas.detail,
      signal,
    });
    const written = this.#written(answer?.row ?? null, '', serviceTimeMs);
    return isEmpty(given) ? written : await this.#withPrimary(written, given, signal);
  }

  /**
   * The customer is made: what becomes of its person does not undo that, but shows in what was stored. Whatever ends the
   * run there (the day's quota, a stop, a lost lease) ends it at its next step, when the customer has been noted.
   */
  async #withPrimary(made: WriteResult, person: Values, signal: AbortSignal): Promise<WriteResult> {
    try {
      const { details } = this.#options;
      return await details.exclusively(made.id, () => this.#writePerson(made.id, person, signal));
    } catch (error) {
      if (error instanceof EngineError || signal.aborted) return made;
      throw error;
    }
  }

  async update(id: string, values: Values, signal: AbortSignal): Promise<WriteResult> {
    const { details } = this.#options;
    refuseClearedCurrency(values);
    const parts = partsOf(values);
    if (isEmpty(parts.person)) return await this.#writeOwn(id, parts, signal);
    return await details.exclusively(id, async () => {
      if (isEmpty(parts.own)) return await this.#writePerson(id, parts.person, signal);
      // Whatever could refuse the customer's own fields before anything is sent does so before the person is written.
      const body = await this.#ownBody(id, parts, signal);
      await this.#writePerson(id, parts.person, signal);
      return await this.#putOwn(id, body, signal);
    });
  }

  async #writeOwn(id: string, parts: Parts, signal: AbortSignal): Promise<WriteResult> {
    return await this.#putOwn(id, await this.#ownBody(id, parts, signal), signal);
  }

  async #ownBody(id: string, parts: Parts, signal: AbortSignal): Promise<Record<string, unknown>> {
    const present = parts.nested ? (await this.#options.details.present(id, signal)).row.members : {};
    return await this.#body(parts.own, 'update', present, signal);
  }

  async #putOwn(id: string, body: Record<string, unknown>, signal: AbortSignal): Promise<WriteResult> {
    const { caller, organization, details } = this.#options;
    const path = booksPath(organization, recordPath(CUSTOMERS, id));
    const text = JSON.stringify(body);
    const schema = schemas.write;
    const { body: answer, serviceTimeMs } = await details.overwrite(id, () =>
      caller.call({ method: 'PUT', path, body: text, repetition: 'same', schema, signal }),
    );
    return this.#written(answer?.row ?? null, id, serviceTimeMs);
  }

  async #writePerson(id: string, values: Values, signal: AbortSignal): Promise<WriteResult> {
    const { detail, serviceTimeMs } = await this.#primary.write(id, values, signal);
    return { id, modifiedAtMs: serviceTimeMs, stored: detail === null ? null : this.#stored(detail) };
  }

  async deactivate(id: string, signal: AbortSignal): Promise<WriteResult> {
    const { caller, organization, details } = this.#options;
    const path = booksPath(organization, `${recordPath(CUSTOMERS, id)}/inactive`);
    const schema = acknowledgement;
    const { serviceTimeMs } = await details.overwrite(id, () =>
      caller.call({ method: 'POST', path, repetition: 'same', schema, signal }),
    );
    return { id, modifiedAtMs: serviceTimeMs, stored: null };
  }

  /** Books shows a currency's code and takes its id. */
  async #body(
    values: Values,
    mode: 'create' | 'update',
    present: Row,
    signal: AbortSignal,
  ): Promise<Record<string, unknown>> {
    const { [CURRENCY_FIELD]: code, ...others } = values;
    const body = booksBody(others, this.#kindOf, mode, present);
    if (typeof code !== 'string') return body;
    return { ...body, currency_id: await this.#options.currencies.booksId(code, CURRENCY_FIELD, signal) };
  }

  /** A row without persons or addresses is no detail: it does not tell what was stored. */
  #written(row: BooksRow | null, id: string, serviceTimeMs: number): WriteResult {
    if (row === null) return { id, modifiedAtMs: serviceTimeMs, stored: null };
    const modifiedAtMs = row.modifiedAtMs ?? serviceTimeMs;
    this.#options.details.wrote(row.id, serviceTimeMs);
    const whole = personsOf(row.members) !== null && row.members.billing_address !== undefined;
    if (!whole) return { id: row.id, modifiedAtMs, stored: null };
    return {
      id: row.id,
      modifiedAtMs,
      stored: this.#stored(this.#options.details.remember(row, serviceTimeMs)),
    };
  }

  #stored(detail: CustomerDetail): ServiceRecord {
    return this.#options.record(detail.row, detail.serviceTimeMs);
  }
}
