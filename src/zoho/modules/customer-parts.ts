/** Which of a customer's values are its own, and which its primary person's. Pure. */
import { RecordRefused } from '../../engine/errors.ts';
import type { ServiceRecord } from '../../engine/services.ts';
import { nestedParents } from '../codec/record.ts';
import { FIELDS_OF_THE_PRIMARY } from './customer-persons.ts';

type Values = ServiceRecord['values'];

export const CURRENCY_FIELD = 'currency_code';

export interface Parts {
  readonly own: Values;
  readonly person: Values;
  /** Addresses are among the customer's own, so their present members are needed. */
  readonly nested: boolean;
}

export function partsOf(values: Values): Parts {
  const entries = Object.entries(values);
  const own = Object.fromEntries(entries.filter(([name]) => !FIELDS_OF_THE_PRIMARY.has(name)));
  const person = Object.fromEntries(entries.filter(([name]) => FIELDS_OF_THE_PRIMARY.has(name)));
  return { own, person, nested: nestedParents(own).length > 0 };
}

/** Every customer in Books has a currency, so none can be taken from it. @throws RecordRefused */
export function refuseClearedCurrency(values: Values): void {
  if (values[CURRENCY_FIELD] !== null) return;
  throw new RecordRefused('MANDATORY_EMPTY', 'Books wants a currency of every customer; choose one in FSM', {
    field: CURRENCY_FIELD,
  });
}

export function isEmpty(values: Readonly<Record<string, unknown>>): boolean {
  return Object.keys(values).length === 0;
}
