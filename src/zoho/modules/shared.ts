/** What both adapters need for their pages and fields. */
import pLimit from 'p-limit';
import { z } from 'zod';
import { ServiceUnavailable } from '../../engine/errors.ts';
import type { ModuleFields, RecordPage, ServiceRecord } from '../../engine/services.ts';
import { ExactNumber } from '../codec/decimal.ts';

/** A million records; more than any limit of Zoho lets one read. It ends a listing that would never end by itself. */
export const PAGES_MAX = 5_000;

/** Ids are text, but documentation shows them as numbers, and these exceed what a double holds (books-api.md 3.6). */
export const recordId = z.union([
  z.string().min(1),
  z.number().transform(String),
  z.instanceof(ExactNumber).transform((exact) => exact.source),
]);

/** As `recordId`, for rows that are checked by hand; null when there is none. */
export function idOf(raw: unknown): string | null {
  if (typeof raw === 'string') return raw === '' ? null : raw;
  const parsed = recordId.safeParse(raw);
  return parsed.success ? parsed.data : null;
}

/** The id of a lookup, which reads as `{ id, name }` (fsm-api.md 3). */
export function referencedId(raw: unknown): string | null {
  return typeof raw === 'object' && raw !== null && 'id' in raw ? idOf(raw.id) : idOf(raw);
}

/** A module's clock has whole seconds: a record may have changed after `ms` when its stamp is at least this. */
export function secondOf(ms: number): number {
  return Math.floor(ms / 1_000) * 1_000;
}

/** Kinds by API name; a field that was not announced is a mistake in the caller. */
export function kindsOf(fields: ModuleFields['fields'], further: Readonly<Record<string, string>>) {
  const kinds = new Map([
    ...Object.entries(further),
    ...fields.map(({ apiName, kind }) => [apiName, kind] as const),
  ]);
  return (apiName: string): string => {
    const kind = kinds.get(apiName);
    if (kind === undefined) throw new TypeError(`field '${apiName}' was not announced to the adapter`);
    return kind;
  };
}

/** Runs `task` over all inputs, at most `atOnce` at a time; the first failure is thrown when all have settled. */
export async function eachLimited<T>(
  inputs: readonly T[],
  atOnce: number,
  task: (input: T) => Promise<void>,
): Promise<void> {
  const limit = pLimit(Math.max(1, atOnce));
  const results = await Promise.allSettled(inputs.map((input) => limit(() => task(input))));
  const failure = results.find((result) => result.status === 'rejected');
  if (failure !== undefined) throw failure.reason;
}

export function chunksOf<T>(inputs: readonly T[], size: number): T[][] {
  const chunks: T[][] = [];
  for (let at = 0; at < inputs.length; at += size) chunks.push(inputs.slice(at, at + size));
  return chunks;
}

/** One page as it was read; `more`: the service says that another one follows. */
export interface ReadPage extends RecordPage {
  readonly more: boolean;
  /** Rows of the answer, those included that are no records of the module (vendors among customers). */
  readonly rows: number;
}

/** Drops rows that the page before had already: pages shift when records change between two reads. */
export class EdgeFilter {
  #previous: ReadonlySet<string> = new Set();

  fresh(records: readonly ServiceRecord[]): ServiceRecord[] {
    const ids = new Set<string>();
    const fresh: ServiceRecord[] = [];
    for (const record of records) {
      if (!this.#previous.has(record.id) && !ids.has(record.id)) fresh.push(record);
      ids.add(record.id);
    }
    this.#previous = ids;
    return fresh;
  }
}

/** @throws ServiceUnavailable for a listing that cannot come to an end */
export function checkProgress(service: string, page: number, rows: number, more: boolean): void {
  if (page < PAGES_MAX && (rows > 0 || !more)) return;
  throw new ServiceUnavailable(`${service} answers a list that has no end (page ${page})`);
}
