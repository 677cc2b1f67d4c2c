/** Contact persons of Books' customers as the engine sees them. They are read with their customer (books-api.md 4.3). */
import { RecordGone, RecordRefused, ServiceUnavailable } from '../../engine/errors.ts';
import {
  type ModuleFields,
  personIds,
  personRecordId,
  type ServiceModule,
  type ServiceRecord,
  type WriteResult,
} from '../../engine/services.ts';
import type { ServiceCaller } from '../call/caller.ts';
import { booksFieldReader } from '../codec/books-record.ts';
import { type RecordReader, recordReader } from '../codec/record.ts';
import type { CustomerDetail, CustomerDetails } from './customer-details.ts';
import { type PersonRow, personRecord, personsOf, withPerson } from './customer-persons.ts';
import { PersonCalls } from './person-calls.ts';
import { eachLimited, kindsOf } from './shared.ts';

export interface BooksPersonsOptions {
  readonly module: string;
  readonly caller: ServiceCaller;
  readonly fields: ModuleFields;
  /** `organization_id=…`. */
  readonly organization: string;
  readonly details: CustomerDetails;
}

type Values = ServiceRecord['values'];

export class BooksPersons implements ServiceModule {
  readonly side = 'BOOKS';
  readonly module: string;
  /** No unique custom field is documented for persons (books-api.md 4.4). */
  readonly createIsKeyed = false;
  readonly #options: BooksPersonsOptions;
  readonly #reader: RecordReader;
  readonly #calls: PersonCalls;

  constructor(options: BooksPersonsOptions) {
    this.#options = options;
    this.module = options.module;
    const { fields } = options.fields;
    this.#reader = recordReader(fields, booksFieldReader);
    this.#calls = new PersonCalls({ ...options, kindOf: kindsOf(fields, {}) });
  }

  list(): never {
    throw new TypeError('contact persons are listed with their customers (personFields)');
  }

  /** There is no list of all persons whose end could be looked at. */
  async count(): Promise<null> {
    return null;
  }

  recall(ids: readonly string[]): ReadonlyMap<string, ServiceRecord> {
    const found = new Map<string, ServiceRecord>();
    for (const id of ids) {
      const detail = this.#options.details.known(personIds(id).contactId);
      const told = detail !== null && personsOf(detail.row.members) !== null;
      const person = told ? this.#personIn(detail, id) : null;
      if (person !== null) found.set(id, person);
    }
    return found;
  }

  async get(id: string, signal: AbortSignal): Promise<ServiceRecord | null> {
    return (await this.getMany([id], signal)).get(id) ?? null;
  }

  /** One read per customer; a person that its customer's detail lacks is gone. */
  async getMany(ids: readonly string[], signal: AbortSignal): Promise<ReadonlyMap<string, ServiceRecord>> {
    const found = new Map<string, ServiceRecord>();
    const customers = Map.groupBy(new Set(ids), (id) => personIds(id).contactId);
    const { details, caller } = this.#options;
    await eachLimited([...customers], caller.concurrency(), async ([contactId, wanted]) => {
      const detail = await details.read(contactId, signal);
      if (detail === null) return;
      for (const id of wanted) {
        const person = this.#personIn(detail, id);
        if (person !== null) found.set(id, person);
      }
    });
    return found;
  }

  findByIdentity(): never {
    // Books searches primary persons only, and answers their customers (books-api.md 3.4).
    throw new TypeError('contact persons cannot be searched for: use findWithin');
  }

  async findWithin(parentId: string, signal: AbortSignal): Promise<readonly ServiceRecord[]> {
    const detail = await this.#options.details.read(parentId, signal);
    return detail === null ? [] : personsIn(detail).map((person) => this.#record(detail, person));
  }

  /** The first person of a customer becomes its primary one (T4). */
  async create(
    values: Values,
    _key: string,
    signal: AbortSignal,
    parentId: string | null = null,
  ): Promise<WriteResult> {
    if (parentId === null) throw new TypeError('a contact person is created under a customer');
    const { details } = this.#options;
    return await details.exclusively(parentId, async () => {
      const detail = await details.present(parentId, signal);
      const primary = personsIn(detail).length === 0;
      const { person, serviceTimeMs } = await details.overwrite(parentId, () =>
        this.#calls.create(parentId, values, primary, signal),
      );
      return this.#written(detail, person, serviceTimeMs);
    });
  }

  async update(id: string, values: Values, signal: AbortSignal): Promise<WriteResult> {
    const { contactId, personId } = personIds(id);
    const { details } = this.#options;
    return await details.exclusively(contactId, async () => {
      const detail = await details.present(contactId, signal);
      const present = personsIn(detail).find((person) => person.id === personId);
      if (present === undefined) throw new RecordGone('the contact person is no longer in Books');
      const { person, serviceTimeMs } = await details.overwrite(contactId, () =>
        this.#calls.update(contactId, present, values, signal),
      );
      details.wrote(contactId, serviceTimeMs);
      if (person === null) return { id, modifiedAtMs: serviceTimeMs, stored: null };
      return this.#written(detail, { ...person, id: personId }, serviceTimeMs);
    });
  }

  async deactivate(_id: string): Promise<WriteResult> {
    throw new RecordRefused(
      'CANNOT_DEACTIVATE',
      'a contact person in Books is active as long as its customer is',
    );
  }

  #personIn(detail: CustomerDetail, id: string): ServiceRecord | null {
    const { personId } = personIds(id);
    const person = personsIn(detail).find((one) => one.id === personId);
    return person === undefined ? null : this.#record(detail, person);
  }

  #record({ row, serviceTimeMs }: CustomerDetail, person: PersonRow): ServiceRecord {
    return personRecord({ ...row, modifiedAtMs: row.modifiedAtMs ?? serviceTimeMs }, person, this.#reader);
  }

  #written(before: CustomerDetail, person: PersonRow, serviceTimeMs: number): WriteResult {
    const members = withPerson(before.row.members, person);
    this.#options.details.wrote(before.row.id, serviceTimeMs);
    this.#options.details.patch(before, members);
    const whole = personsOf(members)?.find((one) => one.id === person.id) ?? person;
    const stored = personRecord({ ...before.row, modifiedAtMs: serviceTimeMs }, whole, this.#reader);
    return { id: personRecordId(before.row.id, person.id), modifiedAtMs: serviceTimeMs, stored };
  }
}

/** @throws ServiceUnavailable when the detail does not tell: then nothing is proven gone */
function personsIn(detail: CustomerDetail): readonly PersonRow[] {
  const persons = personsOf(detail.row.members);
  if (persons === null) throw new ServiceUnavailable('Books does not show the contact persons of a customer');
  return persons;
}
