/** Writing the person that an individual customer is: its primary contact person. */
import { RecordGone, ServiceUnavailable, WriteInDoubt } from '../../engine/errors.ts';
import type { ServiceRecord } from '../../engine/services.ts';
import { booksFieldReader } from '../codec/books-record.ts';
import type { CustomerDetail, CustomerDetails } from './customer-details.ts';
import { type PersonRow, primaryOf, withPerson } from './customer-persons.ts';
import type { PersonCalls } from './person-calls.ts';

type Values = ServiceRecord['values'];

export interface WrittenCustomer {
  /** The customer as it is now; null where the answer does not tell. */
  readonly detail: CustomerDetail | null;
  readonly serviceTimeMs: number;
}

export class PrimaryPerson {
  readonly #calls: PersonCalls;
  readonly #details: CustomerDetails;
  readonly #kindOf: (apiName: string) => string;

  constructor(options: {
    readonly calls: PersonCalls;
    readonly details: CustomerDetails;
    readonly kindOf: (apiName: string) => string;
  }) {
    this.#calls = options.calls;
    this.#details = options.details;
    this.#kindOf = options.kindOf;
  }

  /** To be called in the customer's turn. @throws RecordGone for the customer; RecordRefused */
  async write(id: string, values: Values, signal: AbortSignal): Promise<WrittenCustomer> {
    const detail = await this.#details.present(id, signal);
    try {
      return await this.#attempt(detail, values, signal);
    } catch (error) {
      if (!(error instanceof RecordGone)) throw error;
    }
    // The person is gone or the customer is; if the person, another one may stand in its place by now.
    const fresh = await this.#fresh(id, signal);
    try {
      return await this.#attempt(fresh, values, signal);
    } catch (error) {
      if (!(error instanceof RecordGone)) throw error;
      throw new ServiceUnavailable('Books shows a contact person and cannot find it', { cause: error });
    }
  }

  async #attempt(detail: CustomerDetail, values: Values, signal: AbortSignal): Promise<WrittenCustomer> {
    const primary = primaryOf(detail.row.members);
    return primary === null
      ? await this.#add(detail.row.id, values, signal)
      : await this.#change(detail, primary, values, signal);
  }

  async #change(
    detail: CustomerDetail,
    present: PersonRow,
    values: Values,
    signal: AbortSignal,
  ): Promise<WrittenCustomer> {
    const { id } = detail.row;
    const { person, serviceTimeMs } = await this.#details.overwrite(id, () =>
      this.#calls.update(id, present, values, signal),
    );
    return this.#written(detail, person === null ? null : { ...person, id: present.id }, serviceTimeMs);
  }

  /** Only to a customer without persons: whether it has none is looked at once more. */
  async #add(id: string, values: Values, signal: AbortSignal): Promise<WrittenCustomer> {
    const detail = await this.#fresh(id, signal);
    const appeared = primaryOf(detail.row.members);
    if (appeared !== null) return await this.#change(detail, appeared, values, signal);
    try {
      const { person, serviceTimeMs } = await this.#details.overwrite(id, () =>
        this.#calls.create(id, values, true, signal),
      );
      return this.#written(detail, person, serviceTimeMs);
    } catch (error) {
      if (!(error instanceof WriteInDoubt)) throw error;
      return await this.#afterDoubt(id, values, error, signal);
    }
  }

  /** The detail tells whether the person was added. @throws ServiceUnavailable when it does not show that person */
  async #afterDoubt(
    id: string,
    values: Values,
    doubt: WriteInDoubt,
    signal: AbortSignal,
  ): Promise<WrittenCustomer> {
    const detail = await this.#fresh(id, signal);
    const person = primaryOf(detail.row.members);
    if (person !== null && this.#holds(person, values))
      return { detail, serviceTimeMs: detail.serviceTimeMs };
    throw new ServiceUnavailable(doubt.message, { cause: doubt });
  }

  #holds(person: PersonRow, values: Values): boolean {
    return Object.entries(values).every(
      ([apiName, value]) => booksFieldReader(apiName, this.#kindOf(apiName))(person.members) === value,
    );
  }

  async #fresh(id: string, signal: AbortSignal): Promise<CustomerDetail> {
    const detail = await this.#details.read(id, signal);
    if (detail === null) throw new RecordGone('the customer is no longer in Books');
    return detail;
  }

  #written(before: CustomerDetail, person: PersonRow | null, serviceTimeMs: number): WrittenCustomer {
    this.#details.wrote(before.row.id, serviceTimeMs);
    if (person === null) return { detail: null, serviceTimeMs };
    const detail = this.#details.patch(before, withPerson(before.row.members, person));
    return { detail, serviceTimeMs };
  }
}
