/**
 * What somebody changed in Books between our reading of a customer and our last write to it, or to one of its persons. From
 * then on the customer has the stamp of our write: no list would tell of that edit any more, so the content has to.
 */
import {
  type PairContext,
  type SourceModule,
  type TableContext,
  tableOf,
  throwIfStopped,
} from './context.ts';
import type { ServiceModule, ServiceRecord } from './services.ts';
import { compareWithBase, wholeSecond } from './settle-compare.ts';
import type { SettleLink } from './store.ts';

const WRITTEN_PER_PAGE = 500;
/** Direct reads spent on it; the rest is read by the next run. */
export const CONFIRMING_READS_MAX = 200;

/**
 * Compares every customer that this run has written to with what was agreed on, once more than a second has passed since the
 * last write. Books' answer to a write shows nothing of an edit that follows in the same second, under the same stamp: so
 * these are read as well, as far as that is worth its calls. One that this run has made is compared as it was seen last,
 * at most a minute before a person was added, as long as that is kept; any other is read.
 *
 * Answers those that were edited: the next run takes them up.
 */
export async function confirmWritten(
  context: PairContext,
  { side, module }: SourceModule,
): Promise<ReadonlySet<string>> {
  const edited = new Set<string>();
  if (side !== 'BOOKS' || module.lastSeen === undefined) return edited;
  const { store, pair, signal } = context;
  let reads = 0;
  for (let after = ''; ; ) {
    throwIfStopped(signal);
    const page = await store.writtenInBooks(pair, after, WRITTEN_PER_PAGE);
    const last = page.at(-1);
    if (last === undefined) break;
    after = last.id;
    const { seen, answered, open } = sorted(module, page);
    const read = open.slice(0, CONFIRMING_READS_MAX - reads);
    for (const id of open.slice(read.length)) edited.add(id);
    const again = answered.slice(0, CONFIRMING_READS_MAX - reads - read.length);
    reads += read.length + again.length;
    const ids = [...read, ...again.map(({ id }) => id)];
    const now = ids.length === 0 ? [] : (await module.getMany(ids, signal)).values();
    const shown = [...seen, ...answered.slice(again.length), ...now];
    for (const id of await editedOf(context, module, shown)) edited.add(id);
  }
  if (edited.size > 0) await store.addPending(pair, side, module.module, [...edited], 'EDITED_DURING_RUN');
  return edited;
}

interface Written {
  readonly id: string;
  readonly made: boolean;
  readonly below: boolean;
  readonly certain: boolean;
}

interface Sorted {
  /** Can be compared as they were seen. */
  readonly seen: readonly ServiceRecord[];
  /** Seen in the very second of their stamp. */
  readonly answered: readonly ServiceRecord[];
  /** Have to be read. */
  readonly open: readonly string[];
}

function sorted(module: ServiceModule, page: readonly Written[]): Sorted {
  const seen: ServiceRecord[] = [];
  const answered: ServiceRecord[] = [];
  const open: string[] = [];
  for (const { id, made, below, certain } of page) {
    const shown = module.lastSeen?.(id) ?? null;
    const wrote = certain || (module.lastWriteMs?.(id) ?? null) !== null;
    if (shown !== null && (made || shown.sinceWrites))
      (made || shown.later || !wrote ? seen : answered).push(shown.record);
    // One that was made has the stamp of that, and any edit a later one, until a person was written.
    else if (wrote && (!made || below)) open.push(id);
  }
  return { seen, answered, open };
}

async function editedOf(
  context: PairContext,
  module: ServiceModule,
  records: readonly ServiceRecord[],
): Promise<readonly string[]> {
  const { store } = context;
  const links = await linksOf(
    context,
    module.module,
    records.map(({ id }) => id),
  );
  const strange = await withStrangePersons(context, records);
  const edited: string[] = [];
  const stamps: { linkId: string; booksModifiedAtMs: number }[] = [];
  for (const record of records) {
    const link = links.get(record.id);
    const table = link === undefined ? undefined : tableOf(context, link.kind);
    // Without a link it is new to every run.
    if (link === undefined || table === undefined) continue;
    if (strange.has(record.id) || isEdited(table, link, record)) edited.push(record.id);
    else if (isLastWrite(module, record) && link.booksModifiedAtMs !== record.modifiedAtMs)
      stamps.push({ linkId: link.id, booksModifiedAtMs: record.modifiedAtMs });
  }
  if (stamps.length > 0) await store.restamp(stamps);
  return edited;
}

async function linksOf(context: PairContext, module: string, ids: readonly string[]) {
  const links = ids.length === 0 ? [] : await context.store.settleLinks('BOOKS', module, ids);
  return new Map(links.map((link) => [link.booksId, link]));
}

/** The version shown is that of our last write, or one before it. */
function isLastWrite(module: ServiceModule, { id, modifiedAtMs }: ServiceRecord): boolean {
  const lastWriteMs = module.lastWriteMs?.(id) ?? null;
  return lastWriteMs !== null && modifiedAtMs <= wholeSecond(lastWriteMs);
}

function isEdited(table: TableContext, link: SettleLink, record: ServiceRecord): boolean {
  if (record.group !== undefined && table.parents === null && record.group !== link.kind) return true;
  return compareWithBase(table, 'BOOKS', link, record).edited;
}

/** Customers with a person that is not as agreed, or that nobody knew of when this run read them. */
async function withStrangePersons(
  context: PairContext,
  records: readonly ServiceRecord[],
): Promise<ReadonlySet<string>> {
  const table = context.tables.find(({ parents }) => parents !== null);
  const persons = records.flatMap((record) => record.persons ?? []);
  if (table === undefined || persons.length === 0) return new Set();
  const ids = persons.map(({ id }) => id);
  const links = await linksOf(context, table.modules.BOOKS.module, ids);
  // A run of chosen records has not decided about all that it has read.
  const staged =
    context.mode.kind === 'selected'
      ? new Set<string>()
      : await context.store.stagedIds(table.kind, 'BOOKS', ids);
  const strange = persons.filter((person) => {
    const link = links.get(person.id);
    return link === undefined ? !staged.has(person.id) : isEdited(table, link, person);
  });
  return new Set(strange.map(({ parentId }) => parentId ?? ''));
}
