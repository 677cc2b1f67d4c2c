/** A question to a live organisation, and what may be said of its answers: statuses, counts and schema words, never values. */
import type { RawReader, Reading } from './raw-reader.ts';

export interface Finding {
  /** `yes`, `no`, `unknown`, or a few words. */
  readonly answer: string;
  /** What the answer rests on. */
  readonly evidence: string;
}

export interface Question {
  /** Stable, for programs. */
  readonly id: string;
  readonly service: 'Books' | 'FSM';
  /** Where docs/zoho.md leaves it open. */
  readonly section: string;
  readonly question: string;
  readonly find: (reader: RawReader) => Promise<Finding>;
}

export type Row = Readonly<Record<string, unknown>>;

const isRow = (value: unknown): value is Row =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A member of an answer's body; null where it is none. */
export function member(reading: Reading, key: string): unknown {
  return isRow(reading.body) ? reading.body[key] : null;
}

/** The rows under the first of the keys that holds a list; none for a refusal. */
export function rowsOf(reading: Reading, ...keys: readonly string[]): readonly Row[] {
  for (const key of keys) {
    const rows = member(reading, key);
    if (Array.isArray(rows)) return rows.filter(isRow);
  }
  return [];
}

export const answered = (reading: Reading): boolean => reading.status >= 200 && reading.status < 300;

/** What is found by a reading that brought no success: nothing where no answer came. */
export const refusedBy = (reading: Reading): string => (reading.status === 0 ? 'unknown' : 'refused');

/** `200, 25 rows`; an error's code is a word of the API and no value. */
export function seen(reading: Reading, ...keys: readonly string[]): string {
  if (reading.status === 0) return 'no answer';
  if (!answered(reading)) return `${reading.status}${codeOf(reading)}`;
  return keys.length === 0
    ? `${reading.status}`
    : `${reading.status}, ${count(rowsOf(reading, ...keys).length, 'row')}`;
}

export const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? '' : 's'}`;

function codeOf(reading: Reading): string {
  const [first] = rowsOf(reading, 'data');
  const code = member(reading, 'code') ?? first?.code;
  return typeof code === 'number' || (typeof code === 'string' && /^\w{1,60}$/.test(code)) ? ` ${code}` : '';
}

export const yesOrNo = (value: boolean | null): string => (value === null ? 'unknown' : value ? 'yes' : 'no');

/** How many rows have the member, and in how many it is not empty. */
export function presence(
  rows: readonly Row[],
  key: string,
): { readonly there: number; readonly filled: number } {
  const values = rows.filter((row) => key in row).map((row) => row[key]);
  return {
    there: values.length,
    filled: values.filter((value) => value !== null && value !== '' && value !== undefined).length,
  };
}

/** The different words of a member that holds words of the schema, such as a type. */
export function schemaWords(rows: readonly Row[], key: string): readonly string[] {
  const words = rows.map((row) => row[key]).filter((value) => typeof value === 'string');
  return [...new Set(words)].filter((word) => /^[\w -]{1,30}$/.test(word)).sort();
}

/** Times of a member, in the order of the rows; those that cannot be read are left out. */
export function timesOf(rows: readonly Row[], key: string): readonly number[] {
  return rows
    .map((row) => Date.parse(String(row[key] ?? '').replace(/([+-]\d\d)(\d\d)$/, '$1:$2')))
    .filter((time) => !Number.isNaN(time));
}
