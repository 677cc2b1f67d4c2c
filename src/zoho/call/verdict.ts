/** What an answer means for the caller; the two dialects below it decide, purely, from status and body. */
import type { RecordRefused } from '../../engine/errors.ts';
import type { LimitReport, ServiceKey } from '../budget/terms.ts';

export type Verdict =
  | { readonly kind: 'ok'; readonly body: unknown }
  /** The record is not there. */
  | { readonly kind: 'gone'; readonly cause: Error }
  /** Understood and refused: the call did nothing. */
  | { readonly kind: 'refused'; readonly error: RecordRefused }
  /** Too many calls: this one did nothing and may be repeated after a pause. */
  | { readonly kind: 'throttled'; readonly scope: 'minute' | 'concurrency'; readonly cause: Error }
  /** The day is used up. */
  | { readonly kind: 'quota'; readonly cause: Error }
  /** A new token may cure it, once. */
  | { readonly kind: 'token'; readonly cause: Error }
  /** No token cures it. */
  | { readonly kind: 'forbidden'; readonly message: string; readonly cause: Error }
  /** A fault of the service or an unreadable answer: a write may have taken place. */
  | { readonly kind: 'fault'; readonly cause: Error };

export type AnswerHeaders = Readonly<Record<string, string | string[] | undefined>>;

/** How one service speaks. */
export interface Dialect {
  readonly service: ServiceKey;
  /** For sentences. */
  readonly name: string;
  verdict(status: number, text: string): Verdict;
  limits(headers: AnswerHeaders, nowMs: number): LimitReport;
}

/** A header's number; null where it is missing or no number. */
export function headerNumber(headers: AnswerHeaders, name: string): number | null {
  const raw = headers[name];
  const value = typeof raw === 'string' ? Number(raw) : Number.NaN;
  return Number.isFinite(value) ? value : null;
}

/** The sentence for a name that is taken (M4). */
export function duplicateNameSentence(service: string): string {
  return `${service} already has a record of this name and refuses a second one: switch on 'allow duplicates' for names in its preferences (for customers: 'allow duplicates for customer display name'), or rename one of the two`;
}
