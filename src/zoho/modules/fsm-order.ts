/** Whether FSM sorts by Modified_Time when asked to. Pure; the parameter is not documented (fsm-api.md 3). */

export interface OrderedRow {
  readonly id: string;
  readonly modifiedAtMs: number;
}

export function descends(rows: readonly OrderedRow[]): boolean {
  return rows.every((row, index) => index === 0 || (rows[index - 1]?.modifiedAtMs ?? 0) >= row.modifiedAtMs);
}

function ascends(rows: readonly OrderedRow[]): boolean {
  return descends([...rows].reverse());
}

/**
 * Compares the first rows of both directions. `honoured`: they run opposite ways and begin with different records.
 * `ignored`: one of them is out of order, or both begin with the same records though their times differ. `unproven`:
 * too few rows, or all of one time. A page that merely happens to descend, as the default order by creation does while
 * nothing was edited, proves nothing, so one direction alone is never enough.
 */
export function orderVerdict(
  descending: readonly OrderedRow[],
  ascending: readonly OrderedRow[],
): 'honoured' | 'ignored' | 'unproven' {
  if (!descends(descending) || !ascends(ascending)) return 'ignored';
  const newest = descending[0];
  const oldest = ascending[0];
  if (newest === undefined || oldest === undefined) return 'unproven';
  if (newest.modifiedAtMs > oldest.modifiedAtMs) return 'honoured';
  const times = new Set([...descending, ...ascending].map((row) => row.modifiedAtMs));
  return times.size > 1 ? 'ignored' : 'unproven';
}
