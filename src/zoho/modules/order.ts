/** Whether a service sorted by time when asked to, told from its rows. Pure; FSM's parameter is not documented (fsm-api.md 3). */

export interface OrderedRow {
  readonly id: string;
  readonly modifiedAtMs: number;
}

export function descends(rows: readonly OrderedRow[]): boolean {
  return rows.every((row, index) => index === 0 || (rows[index - 1]?.modifiedAtMs ?? 0) >= row.modifiedAtMs);
}

export function ascends(rows: readonly OrderedRow[]): boolean {
  return rows.every((row, index) => index === 0 || (rows[index - 1]?.modifiedAtMs ?? 0) <= row.modifiedAtMs);
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

/**
 * Whether rows that ascend by modification stand in the default order too, newest creation first: then they may ascend
 * by accident, as they do after records were edited one after the other in the order of a list.
 */
export function standsInDefaultOrder(
  rows: readonly (OrderedRow & { readonly createdAtMs: number })[],
): boolean {
  return rows.every((row, index) => index === 0 || (rows[index - 1]?.createdAtMs ?? 0) >= row.createdAtMs);
}

/**
 * Whether the first rows of the descending order begin where the ascending order ends. Between the two readings a
 * record may have changed, whose stamp is then after `readAtMs`.
 */
export function meetsAtTheEnd(
  ascending: readonly OrderedRow[],
  descending: readonly OrderedRow[],
  readAtMs: number,
): boolean {
  const last = ascending.at(-1);
  const first = descending[0];
  if (last === undefined || first === undefined || !descends(descending)) return false;
  return first.id === last.id || first.modifiedAtMs === last.modifiedAtMs || first.modifiedAtMs > readAtMs;
}
