/** What a change of the sync type makes of links and records. Pure: data in, steps out. */
import type { DuplicatePolicy, SyncTypeName } from '../../engine/model.ts';
import type { Direction, Side } from '../../engine/services.ts';
import type { CustomerKind, SyncTypeStep } from '../../jobs/sync-type.ts';
import { TABLES_OF_SYNC_TYPE } from '../../mapping/index.ts';

export interface PlannedLink {
  readonly kind: CustomerKind;
  readonly fsmModule: string;
  readonly fsmId: string;
  readonly booksId: string;
  readonly fsmGone: boolean;
}

/** A record as a listing shows it. */
export interface ListedRecord {
  readonly side: Side;
  readonly module: string;
  readonly id: string;
  readonly active: boolean;
  /** The table it belongs to under the new type; null: to none. */
  readonly kind: CustomerKind | null;
  /** Hash of its name or e-mail; null: it has none, or the service hides it. */
  readonly identity: string | null;
  readonly counterpartId: string | null;
  /** Of an FSM contact, its company. */
  readonly parentId: string | null;
}

export interface StepsInput {
  readonly from: SyncTypeName;
  readonly to: SyncTypeName;
  readonly duplicates: DuplicatePolicy;
  readonly links: readonly PlannedLink[];
  readonly records: readonly ListedRecord[];
  readonly parked: readonly ParkedEnd[];
}

/** A record that is left alone. */
export interface ParkedEnd {
  readonly side: Side;
  readonly module: string;
  readonly id: string;
  /** The FSM contact that takes it up again should it return. */
  readonly leftBy: string | null;
}

const KINDS: readonly CustomerKind[] = ['business', 'person', 'individual'];
const ends = ({ side, module, id }: Pick<ListedRecord, 'side' | 'module' | 'id'>): string =>
  `${side}/${module}/${id}`;

export function stepsOf(input: StepsInput): readonly SyncTypeStep[] {
  const moving = movingLinks(input);
  return [...linkSteps(input, moving), ...recordSteps(input, moving)].filter(({ count }) => count !== 0);
}

/** Links whose FSM contact is a record of another table under the new type, with that table (prepare.ts). */
function movingLinks({ links, records }: StepsInput): ReadonlyMap<PlannedLink, CustomerKind> {
  const byId = new Map(links.map((link) => [`FSM/${link.fsmModule}/${link.fsmId}`, link]));
  const companies = activeCompanies(records);
  const moving = new Map<PlannedLink, CustomerKind>();
  for (const record of records) {
    const link = byId.get(ends(record));
    if (link === undefined || link.fsmGone || !record.active) continue;
    if (record.kind === null || record.kind === link.kind) continue;
    if (record.kind === 'person' && !companies.has(record.parentId ?? '')) continue;
    moving.set(link, record.kind);
  }
  return moving;
}

const activeCompanies = (records: readonly ListedRecord[]): ReadonlySet<string> =>
  new Set(records.filter(({ module, active }) => module === 'Companies' && active).map(({ id }) => id));

function linkSteps(
  { from, to, links }: StepsInput,
  moving: ReadonlyMap<PlannedLink, CustomerKind>,
): SyncTypeStep[] {
  const had: readonly CustomerKind[] = TABLES_OF_SYNC_TYPE[from];
  const has: readonly CustomerKind[] = TABLES_OF_SYNC_TYPE[to];
  const staying = links.filter((link) => !moving.has(link));
  const steps = KINDS.map((kind): SyncTypeStep => {
    const count = staying.filter((link) => link.kind === kind).length;
    const action = has.includes(kind) ? (had.includes(kind) ? 'KEEP' : 'WAKE') : 'SLEEP';
    return { ...BLANK, action, kind, count };
  });
  for (const formerKind of KINDS) {
    for (const kind of KINDS) {
      const count = [...moving].filter(([link, into]) => link.kind === formerKind && into === kind).length;
      steps.push({ ...BLANK, action: 'MOVE', kind, formerKind, count });
    }
  }
  return steps;
}

const BLANK = { formerKind: null, direction: null, atMost: false } as const;

/** Records that need a counterpart: as the run matches them (M1 to M3), as far as the listings tell. */
function recordSteps(input: StepsInput, moving: ReadonlyMap<PlannedLink, CustomerKind>): SyncTypeStep[] {
  const kinds: readonly CustomerKind[] = TABLES_OF_SYNC_TYPE[input.to];
  const free = freeRecords(input, moving);
  const recalls = recalling(input);
  return kinds.flatMap((kind) => {
    const all = free.filter((record) => record.kind === kind);
    const own = all.filter((record) => !recalls.has(record));
    const recall: SyncTypeStep = { ...BLANK, action: 'RECALL', kind, count: all.length - own.length };
    return [recall, ...(kind === 'person' ? personSteps(own) : matched(kind, own, input.duplicates))];
  });
}

/** Contacts that are again where they left a counterpart behind (`recallLeftBehind`). */
function recalling({ links, records, parked }: StepsInput): ReadonlySet<ListedRecord> {
  const customers = new Map(
    links.filter((link) => link.kind === 'business').map((link) => [link.fsmId, link]),
  );
  const left = Map.groupBy(parked, ({ leftBy }) => leftBy);
  return new Set(
    records.filter(({ side, id, kind, parentId }) => {
      if (side !== 'FSM' || kind === null) return false;
      const customer = customers.get(parentId ?? '')?.booksId;
      return (left.get(id) ?? []).some(
        (one) =>
          one.module === (kind === 'person' ? 'contact_persons' : 'contacts') &&
          (kind !== 'person' || one.id.startsWith(`${customer}/`)),
      );
    }),
  );
}

function freeRecords(
  { links, records, parked }: StepsInput,
  moving: ReadonlyMap<PlannedLink, CustomerKind>,
): readonly ListedRecord[] {
  const linked = new Set<string>();
  for (const link of links) {
    if (!moving.has(link)) linked.add(`FSM/${link.fsmModule}/${link.fsmId}`);
    // What a moving link leaves behind is parked.
    linked.add(`BOOKS/contacts/${link.booksId}`);
  }
  for (const record of parked) linked.add(ends(record));
  return records.filter((record) => record.active && !linked.has(ends(record)));
}

/** Contact persons show in no list: how many there are in Books is found when their customers are read. */
function personSteps(own: readonly ListedRecord[]): SyncTypeStep[] {
  const blank = { ...BLANK, action: 'CREATE', kind: 'person' } as const;
  return [
    { ...blank, direction: 'TO_BOOKS', count: own.length, atMost: true },
    { ...blank, direction: 'TO_FSM', count: null },
  ];
}

function matched(
  kind: CustomerKind,
  own: readonly ListedRecord[],
  duplicates: DuplicatePolicy,
): SyncTypeStep[] {
  const counts = { LINK: 0, UNDECIDED: 0, TO_BOOKS: 0, TO_FSM: 0 };
  const create = ({ side }: ListedRecord): void => {
    counts[side === 'FSM' ? 'TO_BOOKS' : 'TO_FSM'] += 1;
  };
  const books = new Map(own.filter(({ side }) => side === 'BOOKS').map((record) => [record.id, record]));
  const joined = new Set<ListedRecord>();
  for (const record of own.filter(({ side }) => side === 'FSM')) {
    const named = books.get(record.counterpartId ?? '');
    if (named === undefined || joined.has(named)) continue;
    joined.add(record).add(named);
    counts.LINK += 1;
  }
  const open = own.filter((record) => !joined.has(record));
  const groups = Map.groupBy(open, (record) => record.identity ?? record);
  for (const group of groups.values()) {
    const [fsm, other] = [
      group.filter(({ side }) => side === 'FSM'),
      group.filter(({ side }) => side === 'BOOKS'),
    ];
    if (duplicates === 'CLONE' || fsm.length === 0 || other.length === 0) group.forEach(create);
    else if (fsm.length === 1 && other.length === 1) counts.LINK += 1;
    else counts.UNDECIDED += group.length;
  }
  const created = (direction: Direction): SyncTypeStep => ({
    ...BLANK,
    action: 'CREATE',
    kind,
    direction,
    count: counts[direction],
  });
  return [
    { ...BLANK, action: 'LINK', kind, count: counts.LINK },
    created('TO_BOOKS'),
    created('TO_FSM'),
    { ...BLANK, action: 'UNDECIDED', kind, count: counts.UNDECIDED },
  ];
}
