/** Holds both sides, and what a run said of itself, against the oracle. Differences come as sentences. */
import { expect } from 'vitest';
import type { Connected, LogRow, Run } from '../connected.ts';
import type { Row } from '../zoho.ts';
import { type Kind, valuesOf } from './fields.ts';
import { displayName, type Expectation, type Expected, type ExpectedOutcome } from './oracle.ts';
import { personsOf, type Snapshot } from './people.ts';

/** Members that follow from what the sync writes, or that every write moves. */
const FOLLOWS: Readonly<Record<'FSM' | 'BOOKS', ReadonlySet<string>>> = {
  FSM: new Set(['Modified_Time', 'Full_Name', 'Exchange_Rate', '$currency_symbol', 'Tax', 'Currency']),
  BOOKS: new Set([
    ...['last_modified_time', 'contact_persons', 'primary_contact_id', 'contact_salutation'],
    ...['currency_id', 'currency_code', 'currency_symbol', 'price_precision', 'is_bcy_only_contact'],
    ...['customer_currency_summaries', 'tax_name', 'tax_percentage', 'tax_exemption_code'],
    ...['tax_authority_name', 'designation', 'department', 'salutation'],
  ]),
};
const CARRIED: Readonly<Record<'FSM' | 'BOOKS', Readonly<Record<Kind, readonly string[]>>>> = {
  FSM: {
    business: ['Company_Name', 'Website', 'Service_Address', 'Billing_Address'],
    person: ['Email', 'First_Name', 'Last_Name', 'Salutation', 'Phone', 'Mobile'],
    individual: [
      ...['Email', 'First_Name', 'Last_Name', 'Phone', 'Mobile'],
      ...['Service_Address', 'Billing_Address'],
    ],
  },
  BOOKS: {
    business: [
      ...['company_name', 'website', 'is_taxable', 'tax_id', 'tax_authority_id', 'tax_exemption_id'],
      ...['shipping_address', 'billing_address', 'first_name', 'last_name', 'email', 'phone', 'mobile'],
    ],
    person: ['email', 'first_name', 'last_name', 'phone', 'mobile'],
    individual: [
      ...['is_taxable', 'tax_id', 'tax_authority_id', 'tax_exemption_id', 'shipping_address'],
      ...['billing_address', 'first_name', 'last_name', 'email', 'phone', 'mobile'],
    ],
  },
};
/** What FSM is told of a new counterpart, and what that moves (`process_sync`, fsm-api.md 10). */
const NOTED = new Set(['ZBilling_Id', 'ZBooks_Contact_Person', 'Modified_Time']);

const without = (row: Row, names: Iterable<string>): Row => {
  const dropped = new Set(names);
  return Object.fromEntries(Object.entries(row).filter(([name]) => !dropped.has(name)));
};

const sameAs = (one: unknown, two: unknown): boolean => JSON.stringify(one) === JSON.stringify(two);

/** Names of the members in which two rows differ. */
function unlike(one: Row, two: Row): readonly string[] {
  return [...new Set([...Object.keys(one), ...Object.keys(two)])].filter(
    (name) => !sameAs(one[name], two[name]),
  );
}

/** Everything in which the two sides are not what they must be. */
export function differences(before: Snapshot, after: Snapshot, { records }: Expectation): readonly string[] {
  const found = [
    ...fsmDifferences('Companies', before.companies, after.companies, records),
    ...fsmDifferences('Contacts', before.contacts, after.contacts, records),
    ...booksDifferences(before.customers, after.customers, records),
  ];
  return found;
}

type FsmModule = 'Companies' | 'Contacts';

function fsmDifferences(
  module: FsmModule,
  before: readonly Row[],
  after: readonly Row[],
  records: readonly Expected[],
): readonly string[] {
  const own = records.filter(
    ({ side, kind }) => side === 'FSM' && (kind === 'business') === (module === 'Companies'),
  );
  const byId = new Map(own.map((record) => [record.id, record]));
  const rows = new Map(after.map((row) => [String(row.id), row]));
  const changed = before.flatMap((row) => {
    const id = String(row.id);
    const now = rows.get(id);
    if (now === undefined) return [`${module} ${id} is gone`];
    return rowDifferences(`${module} ${id}`, 'FSM', row, now, byId.get(id));
  });
  const known = new Set(before.map((row) => String(row.id)));
  const made = after.filter((row) => !known.has(String(row.id)));
  const wanted = own.filter(({ id }) => id === null);
  return [...changed, ...unmatched(module, wanted.map(inFsm), made.map(seenInFsm))];
}

/** A created record as it is expected, and as it is seen: the company a person belongs to by its name. */
function inFsm({ kind, values, parent }: Expected): string {
  return JSON.stringify([values, kind === 'person' ? (parent?.values.company_name ?? null) : null]);
}

function seenInFsm(row: Row): string {
  if ('Company_Name' in row) return JSON.stringify([valuesOf('business', 'FSM', row), null]);
  // A lookup (fsm-api.md 3).
  const company = row.Company as Row | null;
  const kind = company === null ? 'individual' : 'person';
  return JSON.stringify([valuesOf(kind, 'FSM', row), company?.name ?? null]);
}

function rowDifferences(
  what: string,
  side: 'FSM' | 'BOOKS',
  before: Row,
  now: Row,
  expected: Expected | undefined,
): readonly string[] {
  if (expected === undefined || !expected.written) {
    const noted = expected?.copied === true ? NOTED : [];
    const names = unlike(without(before, noted), without(now, noted));
    return names.length === 0 ? [] : [`${what} (left alone) changed in ${names.join(', ')}`];
  }
  const { kind, values } = expected;
  const seen = valuesOf(kind, side, now);
  const wrong = Object.keys(values).filter((key) => seen[key] !== values[key]);
  const dropped = [...FOLLOWS[side], ...CARRIED[side][kind]];
  const rest = unlike(without(before, dropped), without(now, dropped));
  return [
    ...wrong.map((key) => `${what}: ${key} is ${String(seen[key])}, should be ${String(values[key])}`),
    ...rest.map((name) => `${what}: ${name} changed, which nobody maps`),
  ];
}

function booksDifferences(
  before: readonly Row[],
  after: readonly Row[],
  records: readonly Expected[],
): readonly string[] {
  const own = records.filter(({ side, kind }) => side === 'BOOKS' && kind !== 'person');
  const byId = new Map(own.map((record) => [record.id, record]));
  const persons = Map.groupBy(
    records.filter(({ side, kind }) => side === 'BOOKS' && kind === 'person'),
    ({ parent }) => parent,
  );
  const rows = new Map(after.map((row) => [String(row.contact_id), row]));
  const changed = before.flatMap((row) => {
    const id = String(row.contact_id);
    const now = rows.get(id);
    if (now === undefined) return [`customer ${id} is gone`];
    const expected = byId.get(id);
    return customerDifferences(
      row,
      now,
      expected,
      (expected === undefined ? undefined : persons.get(expected)) ?? [],
    );
  });
  const known = new Set(before.map((row) => String(row.contact_id)));
  const made = after.filter((row) => !known.has(String(row.contact_id)));
  const wanted = own.filter(({ id }) => id === null);
  const inBooks = (record: Expected) => customerSaid(record, persons.get(record) ?? []);
  return [...changed, ...unmatched('customers', wanted.map(inBooks), made.map(seenInBooks))];
}

function customerSaid(record: Expected, persons: readonly Expected[]): string {
  const names = persons.map(({ values }) => JSON.stringify(values)).sort();
  // An individual is its own primary person; of several persons one is primary, of one the only one (T4).
  const primaries = record.kind === 'individual' || persons.length > 0 ? 1 : 0;
  return JSON.stringify([record.kind, displayName(record), record.values, names, primaries]);
}

function seenInBooks(row: Row): string {
  const kind = row.customer_sub_type === 'individual' ? 'individual' : 'business';
  const persons = personsOf(row);
  const names =
    kind === 'individual'
      ? []
      : persons.map((each) => JSON.stringify(valuesOf('person', 'BOOKS', each))).sort();
  const primaries = persons.filter(({ is_primary_contact }) => is_primary_contact === true).length;
  return JSON.stringify([kind, row.contact_name, valuesOf(kind, 'BOOKS', row), names, primaries]);
}

function customerDifferences(
  before: Row,
  now: Row,
  expected: Expected | undefined,
  persons: readonly Expected[],
): readonly string[] {
  const what = `customer ${before.contact_id}`;
  const touched = expected?.written === true || persons.some(({ written }) => written);
  if (!touched || expected === undefined) return rowDifferences(what, 'BOOKS', before, now, undefined);
  const asWritten = { ...expected, written: true };
  return [
    ...rowDifferences(what, 'BOOKS', before, now, asWritten),
    ...personDifferences(what, before, now, expected, persons),
  ];
}

function personDifferences(
  what: string,
  before: Row,
  now: Row,
  expected: Expected,
  persons: readonly Expected[],
): readonly string[] {
  const rows = new Map(personsOf(now).map((row) => [String(row.contact_person_id), row]));
  const byId = new Map(persons.map((record) => [record.id, record]));
  const primaryOf = (customer: Row) => String(customer.primary_contact_id);
  const kept = personsOf(before).flatMap((row) => {
    const id = String(row.contact_person_id);
    const seen = rows.get(id);
    rows.delete(id);
    if (seen === undefined) return [`${what}: person ${id} is gone`];
    // The person that an individual is: its values were looked at with the customer.
    if (expected.kind === 'individual' && id === primaryOf(before)) return [];
    return rowDifferences(
      `${what}, person ${id}`,
      'BOOKS',
      row,
      seen,
      byId.get(`${before.contact_id}/${id}`),
    );
  });
  const wanted = persons.filter(({ id }) => id === null).map(({ values }) => JSON.stringify(values));
  const made = [...rows.values()].map((row) => JSON.stringify(valuesOf('person', 'BOOKS', row)));
  const primary = personsOf(before).length > 0 ? primaryOf(before) === primaryOf(now) : primaryOf(now) !== '';
  return [
    ...kept,
    ...unmatched(`persons of ${what}`, wanted, made),
    ...(primary || personsOf(now).length === 0 ? [] : [`${what}: another primary person`]),
  ];
}

/** Two bags of records that should hold the same. */
function unmatched(what: string, wanted: readonly string[], seen: readonly string[]): readonly string[] {
  const left = [...seen];
  const missing = wanted.filter((each) => {
    const found = left.indexOf(each);
    if (found !== -1) left.splice(found, 1);
    return found === -1;
  });
  return [
    ...missing.map((each) => `${what} lacks ${each}`),
    ...left.map((each) => `${what} has ${each}, which nobody expects`),
  ];
}

const COUNTS = ['created', 'updated', 'linked', 'deactivated', 'unchanged', 'skipped', 'failed'] as const;
type CountName = (typeof COUNTS)[number];

export function customersOf(run: Run): Run['pairs'][number] {
  const pair = run.pairs.find((each) => each.pair === 'CUSTOMERS');
  if (pair === undefined) throw new Error('the run has no customers');
  return pair;
}

/** Law 8: considered is the sum of what became of it, and the log lists what it counts. */
export async function expectHonestCustomerCounts(connection: Connected, run: Run): Promise<void> {
  const { phase, total, done, toBooks, toFsm } = customersOf(run);
  const sum = COUNTS.reduce((all, name) => all + toBooks[name] + toFsm[name], 0);
  expect({ phase, total, done }).toEqual({ phase: 'DONE', total: sum, done: sum });
  const rows = await connection.log(run.id);
  for (const name of COUNTS.filter((each) => each !== 'unchanged')) {
    const logged = rows.filter((row) => row.outcome?.toLowerCase() === name).length;
    expect({ name, logged }).toEqual({ name, logged: toBooks[name] + toFsm[name] });
  }
}

/** The counts per direction, and every row of the log with its reason, are those of the oracle. */
export async function expectOutcomes(
  connection: Connected,
  run: Run,
  { outcomes }: Expectation,
): Promise<void> {
  const { toBooks, toFsm } = customersOf(run);
  const wanted = (direction: string, name: CountName): number =>
    outcomes.filter((each) => each.direction === direction && each.outcome.toLowerCase() === name).length;
  const rows = await connection.log(run.id);
  const bySource = new Map(rows.map((row) => [sourceOf(row), row]));
  expect(outcomes.flatMap((each) => outcomeDifference(each, bySource))).toEqual([]);
  for (const [direction, counts] of [['TO_BOOKS', toBooks] as const, ['TO_FSM', toFsm] as const]) {
    expect({ direction, ...only(counts) }).toEqual({
      direction,
      ...Object.fromEntries(COUNTS.map((name) => [name, wanted(direction, name)])),
    });
  }
}

const only = (counts: Readonly<Record<CountName, number>>) =>
  Object.fromEntries(COUNTS.map((name) => [name, counts[name]]));

const sourceOf = ({ direction, fsm, books }: LogRow): string =>
  `${direction} ${(direction === 'TO_BOOKS' ? fsm?.id : books?.id) ?? ''}`;

function outcomeDifference(
  { direction, sourceId, outcome, codes }: ExpectedOutcome,
  bySource: ReadonlyMap<string, LogRow>,
): readonly string[] {
  const what = `${direction} ${sourceId}`;
  const row = bySource.get(what);
  const want = `${outcome} ${codes.join(' or ')}`.trim();
  if (row === undefined) return [`${what}: not in the log, should be ${want}`];
  const code = row.reason?.code ?? '';
  const fits = row.outcome === outcome && (codes.length === 0 ? code === '' : codes.includes(code));
  return fits ? [] : [`${what}: ${row.outcome} ${code} (${row.cause ?? ''}), should be ${want}`];
}
