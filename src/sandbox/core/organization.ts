/** One pair of organisations, Books or Invoice with FSM: its settings, its records, and the state of its limits. */
import {
  type ApiLimits,
  BOOKS_LIMITS,
  type BooksEdition,
  FSM_CONTACTS_MODULE,
  FSM_LIMITS,
  type FsmEdition,
  INVOICE_LIMITS,
  UNIQUE_FIELD_API_NAME,
} from '../../zoho-api/index.ts';
import { type BooksContact, booksContactCollection } from '../books/contact-record.ts';
import { type BooksItem, booksItemCollection } from '../books/item-record.ts';
import { FieldCatalog } from '../fields/catalog.ts';
import { type FsmCompany, fsmCompanyCollection } from '../fsm/company-record.ts';
import { type FsmContact, fsmContactCollection } from '../fsm/contact-record.ts';
import { type FsmItem, fsmItemCollection } from '../fsm/item-record.ts';
import type { Switches } from '../switches.ts';
import type { RecordCollection, StoredRecord } from './collection.ts';
import { type Currency, currencyFor, type Tax } from './finance.ts';
import { IdSource } from './ids.ts';
import { ServiceLimiter } from './limiter.ts';
import { Random } from './random.ts';
import { CallCounter } from './stats.ts';
import { Zone } from './zone.ts';

/** Behaviours that differ between organisations or that Zoho leaves open; the control plane changes them. */
export interface Capabilities {
  /** FSM lists honour `sort_by` and `sort_order`; off: silently ignored (fsm-api.md 3). */
  fsmSortBy: boolean;
  /** FSM searches Modified_Time and Created_Time; unknown, hence off. */
  fsmModifiedSearch: boolean;
  /** Books' lists are narrowed by `last_modified_time`; off: parsed, then ignored (books-api.md 3.5). */
  booksModifiedFilter: boolean;
  /** Books has a custom field without duplicates for the keys of this product. */
  uniqueField: boolean;
  /** FSM answers `actions/process_sync`. */
  processSync: boolean;
  /** A workflow moves Modified_Time again this many milliseconds after an API write to FSM; null: none does. */
  workflowEchoMs: number | null;
  /** New and changed records appear in lists and searches this many milliseconds late. */
  listLagMs: number;
  /** FSM's API hides the values of PII fields. */
  hidePii: boolean;
  /** Records count as used in transactions: deletes are refused. */
  refuseDeletes: boolean;
}

const DEFAULT_CAPABILITIES: Capabilities = {
  fsmSortBy: true,
  fsmModifiedSearch: false,
  booksModifiedFilter: true,
  uniqueField: false,
  processSync: true,
  workflowEchoMs: null,
  listLagMs: 0,
  hidePii: false,
  refuseDeletes: false,
};

export interface OrganizationOptions {
  booksId: string;
  idPrefixes: { books: string; fsm: string };
  seed: string;
  name: string;
  person: { firstName: string; lastName: string; email: string };
  product: 'books' | 'invoice';
  timeZone: string;
  createdMs: number;
  switches: Switches;
}

interface PendingEcho {
  dueMs: number;
  id: string;
}

export class Organization {
  readonly booksId: string;
  readonly fsmId: string;
  readonly userId: string;
  /** Leading digits of this organisation's record ids in Books. */
  readonly booksPrefix: string;
  /** The same in FSM. */
  readonly fsmPrefix: string;
  readonly name: string;
  readonly person: { firstName: string; lastName: string; email: string };
  readonly product: 'books' | 'invoice';
  readonly zone: Zone;
  readonly createdMs: number;
  readonly switches: Switches;
  readonly random: Random;
  readonly credentials: { clientId: string; clientSecret: string; refreshToken: string };
  readonly ids: { books: IdSource; fsm: IdSource };
  readonly fields: FieldCatalog;
  readonly items: RecordCollection<BooksItem>;
  readonly contacts: RecordCollection<BooksContact>;
  readonly serviceAndParts: RecordCollection<FsmItem>;
  readonly companies: RecordCollection<FsmCompany>;
  /** Those of FSM; `contacts` are those of Books. */
  readonly fsmContacts: RecordCollection<FsmContact>;
  readonly limiters: { books: ServiceLimiter; fsm: ServiceLimiter };
  readonly calls = new CallCounter();
  readonly capabilities: Capabilities = { ...DEFAULT_CAPABILITIES };
  readonly taxesEnabled = { books: false, fsm: false };
  readonly crmSync: { running: boolean; type: string | null } = { running: false, type: null };
  readonly currencies: { books: Currency[]; fsm: Currency[] };
  readonly taxes: Tax[];
  /** One setting of the organisation for contacts and items alike (books-api.md 4.6). */
  allowDuplicateNames = false;
  booksEdition: BooksEdition = 'Professional';
  fsmEdition: FsmEdition = 'Professional';
  /** Tax edition as Books' `version` names it (books-api.md 7.1). */
  taxEdition = 'us';
  readonly #unitIds = new Map<string, string>();
  #echoes: PendingEcho[] = [];

  constructor(options: OrganizationOptions) {
    this.booksId = options.booksId;
    this.booksPrefix = options.idPrefixes.books;
    this.name = options.name;
    this.person = options.person;
    this.product = options.product;
    this.zone = new Zone(options.timeZone);
    this.createdMs = options.createdMs;
    this.switches = options.switches;
    this.random = new Random(options.seed);
    const { books, fsm } = options.idPrefixes;
    this.fsmPrefix = fsm;
    this.fsmId = `${fsm}000020005`;
    this.userId = `${fsm}000205001`;
    this.credentials = {
      clientId: `1000.${this.random.hex(32).toUpperCase()}`,
      clientSecret: this.random.hex(42),
      refreshToken: `1000.${this.random.hex(32)}.${this.random.hex(32)}`,
    };
    this.ids = { books: new IdSource(books, 18, 104_018), fsm: new IdSource(fsm, 16, 330_001) };
    this.fields = new FieldCatalog(fsm);
    this.items = booksItemCollection(options.switches);
    this.contacts = booksContactCollection(options.switches);
    this.serviceAndParts = fsmItemCollection();
    this.companies = fsmCompanyCollection();
    this.fsmContacts = fsmContactCollection();
    const { fsmContactEmailMandatory: required } = options.switches;
    this.fields.change('fsm', FSM_CONTACTS_MODULE, 'Email', { required });
    const limiter = (limits: ApiLimits) =>
      new ServiceLimiter(limits, this.zone, options.switches.refusedCallsCount);
    this.limiters = { books: limiter(this.#booksLimits()), fsm: limiter(FSM_LIMITS[this.fsmEdition]) };
    const both = ['USD', 'EUR'].map((code) => currencyFor(code, code === 'USD'));
    this.currencies = { books: both.map((entry) => ({ ...entry, id: this.ids.books.next() })), fsm: [] };
    this.currencies.fsm = both.map((entry) => ({ ...entry, id: this.ids.fsm.next() }));
    const authority = { authorityId: this.ids.books.next(), authority: 'State of Illinois' };
    this.taxes = [
      { id: this.ids.books.next(), name: 'County Tax', percentage: 6.25, ...authority },
      { id: this.ids.books.next(), name: 'City Tax', percentage: 1.5, ...authority },
    ];
  }

  #booksLimits(): ApiLimits {
    return this.product === 'invoice' ? INVOICE_LIMITS : BOOKS_LIMITS[this.booksEdition];
  }

  /** Both ids, by either of which the control plane knows the organisation. */
  get idsOfBoth(): readonly string[] {
    return [this.booksId, this.fsmId];
  }

  /** Books gives every unit text an id of its own; none for no unit. */
  unitId(unit: string): string {
    if (unit === '') return '';
    const id =
      this.#unitIds.get(unit) ??
      `${this.booksPrefix}${String(93_022 + this.#unitIds.size).padStart(11, '0')}`;
    this.#unitIds.set(unit, id);
    return id;
  }

  /** Changes plans and puts their limits in force. */
  setEditions(change: { books?: BooksEdition; fsm?: FsmEdition; tax?: string }): void {
    if (change.tax !== undefined) this.taxEdition = change.tax;
    if (change.books !== undefined) {
      this.booksEdition = change.books;
      this.limiters.books.limits = this.#booksLimits();
    }
    if (change.fsm !== undefined) {
      this.fsmEdition = change.fsm;
      this.limiters.fsm.limits = FSM_LIMITS[change.fsm];
    }
  }

  setCapabilities(change: Partial<Capabilities>): void {
    Object.assign(this.capabilities, change);
    if (change.listLagMs !== undefined) {
      for (const collection of this.#collections()) {
        collection.settle(Number.POSITIVE_INFINITY);
        collection.listLagMs = change.listLagMs;
      }
    }
    for (const module of ['items', 'contacts']) {
      if (change.uniqueField === true) {
        this.fields.define('books', module, UNIQUE_FIELD_API_NAME, { label: 'Fieldledger ID', unique: true });
      } else if (change.uniqueField === false) {
        this.fields.change('books', module, UNIQUE_FIELD_API_NAME, { removed: true });
      }
    }
  }

  #collections(): RecordCollection<StoredRecord>[] {
    // Each collection stores its own kind of record; only settling and the lag, which need no record, are used here.
    const { items, contacts, serviceAndParts, companies, fsmContacts } = this;
    const all = [items, contacts, serviceAndParts, companies, fsmContacts];
    return all as unknown as RecordCollection<StoredRecord>[];
  }

  /** Notes that an API write to FSM may set off a workflow. */
  writtenThroughFsm(id: string, nowMs: number): void {
    const { workflowEchoMs } = this.capabilities;
    if (workflowEchoMs !== null) this.#echoes.push({ dueMs: nowMs + workflowEchoMs, id });
  }

  /** Lets everything happen that is due: workflows move Modified_Time, delayed changes reach the lists. */
  settle(nowMs: number): void {
    while (this.#echoes[0] !== undefined && this.#echoes[0].dueMs <= nowMs) {
      const echo = this.#echoes.shift();
      if (echo === undefined) break;
      moveModified(this.serviceAndParts, echo);
      moveModified(this.companies, echo);
      moveModified(this.fsmContacts, echo);
    }
    for (const collection of this.#collections()) collection.settle(nowMs);
  }
}

/** A workflow's own edit of the record, if it is one of this collection. */
function moveModified<T extends StoredRecord>(
  collection: RecordCollection<T>,
  { id, dueMs }: PendingEcho,
): void {
  const record = collection.get(id);
  if (record === undefined) return;
  const modifiedS = Math.max(record.modifiedS, Math.floor(dueMs / 1000));
  collection.put({ ...record, modifiedS }, dueMs);
}
