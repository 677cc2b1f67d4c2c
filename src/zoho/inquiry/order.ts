/** Which way lists run, from the times of their rows. */
import { type OrderedRow, orderVerdict } from '../modules/order.ts';
import { type Finding, type Row, seen, timesOf, yesOrNo } from './question.ts';
import type { Reading } from './raw-reader.ts';

const ordered = (rows: readonly Row[], idKey: string, timeKey: string): readonly OrderedRow[] =>
  rows.flatMap((row) => {
    const [modifiedAtMs] = timesOf([row], timeKey);
    return modifiedAtMs === undefined ? [] : [{ id: String(row[idKey] ?? ''), modifiedAtMs }];
  });

/** Whether a wish for an order is honoured, from the first rows of both directions. */
export function orderFinding(
  both: { readonly descending: Reading; readonly ascending: Reading },
  rows: (reading: Reading) => readonly Row[],
  keys: { readonly list: string; readonly id: string; readonly time: string },
): Finding {
  const { descending, ascending } = both;
  const evidence = `descending: ${seen(descending, keys.list)}; ascending: ${seen(ascending, keys.list)}`;
  const verdict = orderVerdict(
    ordered(rows(descending), keys.id, keys.time),
    ordered(rows(ascending), keys.id, keys.time),
  );
  const honoured = verdict === 'unproven' ? null : verdict === 'honoured';
  return { answer: yesOrNo(honoured), evidence: `${evidence}; ${verdict}` };
}

/** How rows run by a time, without being asked to. */
export function direction(
  rows: readonly Row[],
  key: string,
): 'descending' | 'ascending' | 'neither' | 'too few' {
  const times = timesOf(rows, key);
  if (new Set(times).size < 2) return 'too few';
  const pairs = times.slice(1).map((time, index) => time - (times[index] ?? time));
  if (pairs.every((step) => step <= 0)) return 'descending';
  return pairs.every((step) => step >= 0) ? 'ascending' : 'neither';
}
