/**
 * Listing what changed from the end of an order by time: few records change between two syncs, and they stand last. The
 * last page tells how many records there are as well, so that a quiet sync makes one call per module.
 *
 * **An edit during the reading is not lost.** It moves its record to the end of the order, and its stamp is later than
 * the answer of the first page, from which the next sync starts. What it leaves behind closes up: the rows after it move
 * towards the beginning. Pages are therefore kept in one direction only, from the end backwards: a row that moves is
 * met once more, never skipped. On the way forward, to find the end, a row could slip from a page not read yet onto one
 * read before, so pages before the last are not used then, but read again when it is their turn.
 */
import type { ListHints, ListSummary, RecordPage } from '../../engine/services.ts';
import { PAGE_SIZE_MAX } from '../../zoho-api/index.ts';
import { ascends } from './order.ts';
import { EdgeFilter, type ReadPage } from './shared.ts';

/** Steps towards an end that is not where it was expected; beyond them, another way of listing is cheaper. */
const SEARCH_STEPS_MAX = 3;

export interface TailSource {
  /** A page of all records, where `sorted` in ascending order of their stamps. */
  readonly page: (number: number) => Promise<ReadPage>;
  /** The service is asked to sort by time. */
  readonly sorted: boolean;
  /** Whether the ascending rows of the last page are proof that the service did sort. */
  readonly proves: (end: ReadPage) => Promise<boolean>;
}

interface End {
  readonly number: number;
  readonly page: ReadPage;
}

/** Null: the order is not proven, or its end not found; some records may have been yielded, and others not. */
export async function* listTail(
  source: TailSource,
  sinceMs: number,
  hints: ListHints & { readonly expectedCount: number },
): AsyncGenerator<RecordPage, ListSummary | null> {
  const end = yield* findEnd(source, pageOfRecord(hints.expectedCount));
  if (end === null) return null;
  const changed = (page: ReadPage): RecordPage => ({
    records: page.records.filter((record) => record.modifiedAtMs >= sinceMs),
    serviceTimeMs: page.serviceTimeMs,
  });
  if (end.number === 1) {
    // The only page holds every record, in whatever order.
    yield changed(end.page);
    const seen = end.page.records.length;
    return { complete: true, seen, count: seen };
  }
  if (!ascends(end.page.records) || !isNewest(end.page, hints.newestKnownMs ?? null)) return null;
  if (!(await source.proves(end.page))) return null;
  const seen = yield* backwards(source, sinceMs, end, changed);
  if (seen === null) return null;
  return { complete: false, seen, count: (end.number - 1) * PAGE_SIZE_MAX + end.page.rows };
}

/** The page on which record number `expected` is the last. */
export function pageOfRecord(expected: number): number {
  return Math.max(1, Math.ceil(expected / PAGE_SIZE_MAX));
}

/** Pages on the way tell the time at which the reading began, and nothing else. */
async function* findEnd(source: TailSource, guess: number): AsyncGenerator<RecordPage, End | null> {
  let number = guess;
  for (let steps = 0; steps <= SEARCH_STEPS_MAX; steps += 1) {
    const page = await source.page(number);
    const beyond = page.rows === 0 && number > 1;
    if (!page.more && !beyond) return { number, page };
    // Without an order, further pages prove nothing.
    if (!source.sorted) return null;
    yield { records: [], serviceTimeMs: page.serviceTimeMs };
    number += page.more ? 1 : -1;
  }
  return null;
}

/** A page that ends before the newest stamp known is not the end of an order by time. */
function isNewest(page: ReadPage, newestKnownMs: number | null): boolean {
  const last = page.records.at(-1);
  return newestKnownMs === null || (last !== undefined && last.modifiedAtMs >= newestKnownMs);
}

/** Number of records seen; null when a page turns out to be out of order. */
async function* backwards(
  source: TailSource,
  sinceMs: number,
  end: End,
  changed: (page: ReadPage) => RecordPage,
): AsyncGenerator<RecordPage, number | null> {
  const edges = new EdgeFilter();
  let page = end.page;
  let seen = 0;
  for (let number = end.number; ; ) {
    const fresh = edges.fresh(page.records);
    seen += fresh.length;
    yield changed({ ...page, records: fresh });
    const oldest = page.records[0];
    // Stamps are whole seconds: a row of the very second of the bound may have another one before it.
    if (number === 1 || (oldest !== undefined && oldest.modifiedAtMs < sinceMs)) return seen;
    number -= 1;
    const before = await source.page(number);
    if (!follows(before, page)) return null;
    page = before;
  }
}

/** Whether `later` continues the order of `before`; rows that moved from the one to the other stand on both. */
function follows(before: ReadPage, later: ReadPage): boolean {
  const oldestMs = later.records[0]?.modifiedAtMs ?? Number.POSITIVE_INFINITY;
  const moved = new Set(later.records.map((record) => record.id));
  const others = before.records.filter((record) => !moved.has(record.id));
  return ascends(before.records) && others.every((record) => record.modifiedAtMs <= oldestMs);
}
