/** Counts the records of a module by looking at few of its pages: no service tells the number (books-api.md 3.2). */
import { PAGE_SIZE_MAX } from '../zoho-api/index.ts';

/** What a page shows of the end of its list. */
export interface PageEnd {
  readonly rows: number;
  /** Another page follows. */
  readonly more: boolean;
}

export interface RecordCount {
  readonly records: number;
  /** False: the looks allowed ended before the last page was found, and this is the middle of what remained. */
  readonly exact: boolean;
}

/** Looks at pages that a count takes at most. */
export const LOOKS_MAX = 10;
/** Each look beyond the end is this many times further than the one before. */
const STRIDE = 4;

/** Finds the last page: first by strides, then by halves. */
export async function countRecords(look: (page: number) => Promise<PageEnd>): Promise<RecordCount> {
  /** The last page that is known to have a successor, and the first that is known to be none. */
  let below = 0;
  let above: number | null = null;
  let page = 1;
  for (let looks = 0; looks < LOOKS_MAX; looks += 1) {
    const { rows, more } = await look(page);
    // A list whose first page is empty is empty; another empty page lies beyond the end.
    if (!more && (rows > 0 || page === 1)) return exactly((page - 1) * PAGE_SIZE_MAX + rows);
    if (more) below = page;
    else above = page;
    if (above !== null && above - below === 1) return exactly(below * PAGE_SIZE_MAX);
    page = above === null ? below * STRIDE : below + Math.ceil((above - below) / 2);
  }
  const middle = below + ((above ?? below * STRIDE) - below) / 2;
  return { records: Math.round(middle * PAGE_SIZE_MAX), exact: false };
}

const exactly = (records: number): RecordCount => ({ records, exact: true });
