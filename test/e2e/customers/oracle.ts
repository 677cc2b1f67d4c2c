/**
 * What a first sync of customers must bring about, from both sides as they were, the sync type and the policy: written
 * from docs/rules.md (T1 to T4, A1, M1 to M4, C1, C2, D3, D4). Nothing here knows how the product maps or decides.
 */
import type { Row } from '../zoho.ts';
import { differing, FIELDS, IDENTITY, type Kind, refusals, type Values, valuesOf } from './fields.ts';
import { personsOf, type Snapshot } from './people.ts';

export type SyncTypeName = 'I' | 'II' | 'III' | 'IV';
export type Policy = 'OVERWRITE' | 'CLONE';
type SideName = 'FSM' | 'BOOKS';

export interface Circumstances {
  readonly type: SyncTypeName;
  readonly policy: Policy;
  readonly allowDuplicateNames: boolean;
  /** Codes of the currencies Books has. */
  readonly booksCurrencies: readonly string[];
}

/** A record as it was, and what it must be. */
export interface Expected {
  readonly side: SideName;
  readonly kind: Kind;
  /** Null: the sync makes it. */
  readonly id: string | null;
  readonly active: boolean;
  readonly modifiedMs: number;
  values: Values;
  /** The sync writes its values. */
  written: boolean;
  /** Made in the image of another: FSM may be told of it (`ZBilling_Id`). */
  copied: boolean;
  /** Of a person: its company or customer. */
  readonly parent: Expected | null;
}

/** A row that the log of the run must have; `codes`: the reasons it may give. */
export interface ExpectedOutcome {
  readonly direction: 'TO_BOOKS' | 'TO_FSM';
  /** The id that the row is known by: that of the side it comes from. */
  readonly sourceId: string;
  readonly outcome: 'CREATED' | 'UPDATED' | 'LINKED' | 'SKIPPED' | 'FAILED';
  readonly codes: readonly string[];
}

export interface Expectation {
  readonly records: readonly Expected[];
  readonly outcomes: readonly ExpectedOutcome[];
}

/** The records that a sync type is about; all others are left alone. */
const KINDS: Readonly<Record<SyncTypeName, readonly Kind[]>> = {
  I: ['business'],
  II: ['individual'],
  III: ['business', 'person'],
  IV: ['business', 'person', 'individual'],
};

export function expectFirstSync(before: Snapshot, circumstances: Circumstances): Expectation {
  return new Oracle(before, circumstances).expectation();
}

const otherSide = (side: SideName): SideName => (side === 'FSM' ? 'BOOKS' : 'FSM');
const stamp = (row: Row): number => Date.parse(String(row.Modified_Time ?? row.last_modified_time));

class Oracle {
  readonly #before: Snapshot;
  readonly #given: Circumstances;
  readonly #records: Expected[] = [];
  readonly #outcomes: ExpectedOutcome[] = [];
  /** Both ends of what became, or was, a pair. */
  readonly #partner = new Map<Expected, Expected>();
  readonly #displayNames: Set<string>;

  constructor(before: Snapshot, given: Circumstances) {
    this.#before = before;
    this.#given = given;
    this.#displayNames = new Set(before.customers.map((row) => String(row.contact_name).toLowerCase()));
  }

  expectation(): Expectation {
    const kinds = KINDS[this.#given.type];
    if (kinds.includes('business')) this.#decide(this.#businesses(), this.#given.policy);
    if (kinds.includes('person')) this.#persons();
    if (kinds.includes('individual')) this.#decide(this.#individuals(), this.#given.policy);
    return { records: this.#records, outcomes: this.#outcomes };
  }

  #customers(group: string): readonly Row[] {
    return this.#before.customers.filter(
      (row) => row.contact_type === 'customer' && row.customer_sub_type === group,
    );
  }

  #businesses(): readonly Expected[] {
    return [
      ...this.#before.companies.map((row) => this.#fsm('business', row, null)),
      ...this.#customers('business').map((row) => this.#books('business', row)),
    ];
  }

  /** Type II knows no companies: every contact stands for itself (T2). In type IV those without one do (T4). */
  #individuals(): readonly Expected[] {
    const contacts = this.#before.contacts.filter((row) => this.#given.type === 'II' || row.Company === null);
    return [
      ...contacts.map((row) => this.#fsm('individual', row, null)),
      ...this.#customers('individual').map((row) => this.#books('individual', row)),
    ];
  }

  /** Under each pair of company and customer; the others' persons wait (T3, T4). */
  #persons(): void {
    const parents = this.#records.filter(({ kind }) => kind === 'business');
    const byId = new Map(parents.map((parent) => [parent.id, parent]));
    const contacts = this.#before.contacts
      .filter((row) => row.Company !== null)
      // A lookup (fsm-api.md 3).
      .map((row) => this.#fsm('person', row, byId.get(String((row.Company as Row).id)) ?? null));
    const persons = this.#customers('business').flatMap((customer) =>
      personsOf(customer).map((row) => this.#person(row, customer, byId.get(String(customer.contact_id)))),
    );
    const all = [...contacts, ...persons];
    const synced = all.filter(({ parent }) => parent !== null && this.#partner.has(parent));
    for (const each of all.filter((one) => !synced.includes(one))) {
      this.#skip(each, each.active ? 'COMPANY_NOT_SYNCED' : 'INACTIVE_IN_FSM');
    }
    // One person is never copied beside itself: within a company, the same e-mail is the same person.
    this.#decide(synced, 'OVERWRITE');
  }

  #fsm(kind: Kind, row: Row, parent: Expected | null): Expected {
    const active = row.$inactive !== true;
    const values = valuesOf(kind, 'FSM', row);
    return this.#add({
      side: 'FSM',
      kind,
      id: String(row.id),
      active,
      modifiedMs: stamp(row),
      values,
      parent,
    });
  }

  #books(kind: Kind, row: Row): Expected {
    const active = row.status === 'active';
    const values = valuesOf(kind, 'BOOKS', row);
    const id = String(row.contact_id);
    return this.#add({ side: 'BOOKS', kind, id, active, modifiedMs: stamp(row), values, parent: null });
  }

  /** A person has no state and no time but its customer's. */
  #person(row: Row, customer: Row, parent: Expected | undefined): Expected {
    return this.#add({
      side: 'BOOKS',
      kind: 'person',
      id: `${customer.contact_id}/${row.contact_person_id}`,
      active: true,
      modifiedMs: stamp(customer),
      values: valuesOf('person', 'BOOKS', row),
      parent: parent ?? null,
    });
  }

  #add(record: Omit<Expected, 'written' | 'copied'>): Expected {
    const added = { ...record, written: false, copied: false };
    this.#records.push(added);
    return added;
  }

  #decide(records: readonly Expected[], policy: Policy): void {
    const groups = Map.groupBy(
      records.filter(({ active }) => active),
      (record) => this.#identity(record),
    );
    const asleep = new Set(
      records
        .filter(({ active, side }) => !active && side === 'BOOKS')
        .map((record) => this.#identity(record)),
    );
    for (const record of records.filter(({ active }) => !active)) {
      this.#skip(record, record.side === 'FSM' ? 'INACTIVE_IN_FSM' : 'INACTIVE_IN_BOOKS');
    }
    for (const [identity, group] of groups) {
      if (identity === null || policy === 'CLONE') for (const record of group) this.#copy(record);
      else this.#match(group, asleep.has(identity));
    }
  }

  /** M1; of persons within their company. Null: a record without one matches nothing. */
  #identity(record: Expected): string | null {
    const identity = record.values[IDENTITY[record.kind]] ?? null;
    if (identity === null) return null;
    const parent = record.parent;
    const company = parent?.side === 'BOOKS' ? this.#partner.get(parent) : parent;
    // Of a customer whose company is only being made, the customer itself.
    const within = company?.id ?? parent?.id ?? '';
    return `${within} ${identity}`;
  }

  #match(group: readonly Expected[], asleepInBooks: boolean): void {
    const [fsm, ...moreOfFsm] = group.filter(({ side }) => side === 'FSM');
    const [books, ...moreOfBooks] = group.filter(({ side }) => side === 'BOOKS');
    if (fsm !== undefined && books !== undefined) {
      if (moreOfFsm.length + moreOfBooks.length === 0) this.#pair(fsm, books);
      else for (const record of group) this.#fail(record, ['AMBIGUOUS_IDENTITY']);
      return;
    }
    for (const record of group) {
      if (record.side === 'FSM' && asleepInBooks) this.#fail(record, ['MATCH_IS_INACTIVE']);
      else this.#copy(record);
    }
  }

  /** M2: what differs becomes what the later one says. */
  #pair(fsm: Expected, books: Expected): void {
    const fields = differing(fsm.kind, fsm.values, books.values);
    const [source, target] = fsm.modifiedMs > books.modifiedMs ? [fsm, books] : [books, fsm];
    const codes = refusals(target.side, fields, source.values, this.#given.booksCurrencies);
    if (codes.length > 0) {
      this.#fail(source, codes);
      return;
    }
    this.#join(fsm, books);
    if (fields.length > 0) {
      target.values = source.values;
      target.written = true;
    }
    this.#note(fields.length > 0 ? source : fsm, fields.length > 0 ? 'UPDATED' : 'LINKED', []);
  }

  /** M3, and every record that has no counterpart. */
  #copy(source: Expected): void {
    const side = otherSide(source.side);
    const codes = [...refusals(side, FIELDS[source.kind], source.values, this.#given.booksCurrencies)];
    if (side === 'BOOKS' && this.#isNameTaken(source)) codes.push('DUPLICATE_NAME');
    if (codes.length > 0) {
      this.#fail(source, codes);
      return;
    }
    const parent = source.parent === null ? null : (this.#partner.get(source.parent) ?? null);
    const { kind, values, modifiedMs } = source;
    const copy = this.#add({ side, kind, id: null, active: true, modifiedMs, values, parent });
    copy.written = true;
    source.copied = side === 'BOOKS';
    this.#join(source, copy);
    this.#note(source, 'CREATED', []);
  }

  /** M4: display names are unique in Books, unless the organisation allows otherwise. */
  #isNameTaken(source: Expected): boolean {
    if (source.kind === 'person') return false;
    const name = displayName(source).toLowerCase();
    if (this.#displayNames.has(name)) return !this.#given.allowDuplicateNames;
    this.#displayNames.add(name);
    return false;
  }

  #join(one: Expected, two: Expected): void {
    this.#partner.set(one, two);
    this.#partner.set(two, one);
  }

  #skip(record: Expected, code: string): void {
    this.#note(record, 'SKIPPED', [code]);
  }

  #fail(source: Expected, codes: readonly string[]): void {
    this.#note(source, 'FAILED', codes);
  }

  #note(source: Expected, outcome: ExpectedOutcome['outcome'], codes: readonly string[]): void {
    const direction = source.side === 'FSM' ? 'TO_BOOKS' : 'TO_FSM';
    // The log names a person by its own id, without its customer's.
    const sourceId = source.id?.split('/').at(-1) ?? '';
    this.#outcomes.push({ direction, sourceId, outcome, codes });
  }
}

/** What a customer is called that is made of a company or of a contact. */
export function displayName({ kind, values }: Pick<Expected, 'kind' | 'values'>): string {
  if (kind === 'business') return String(values.company_name);
  return [values.first_name, values.last_name].filter((name) => name !== null).join(' ');
}
