/** Between Zoho's field values and canonical ones, per kind. Pure and total. */
import type { ServiceRecord } from '../../engine/services.ts';
import { canonicalDecimal, ExactNumber } from './decimal.ts';
import { rawNumber } from './json.ts';

export type CanonicalValue = ServiceRecord['values'][string];

/** Turns a raw value into canonical form; undefined: the value cannot be understood and stays unknown (P3). */
type Decode = (raw: unknown) => CanonicalValue | undefined;

function text(raw: unknown): CanonicalValue | undefined {
  if (typeof raw === 'string') {
    const trimmed = raw.normalize('NFC').trim();
    return trimmed === '' ? null : trimmed;
  }
  if (raw === null) return null;
  if (typeof raw === 'number' || typeof raw === 'boolean') return String(raw);
  return raw instanceof ExactNumber ? raw.source : undefined;
}

/** Line ends are one value, however a service stores them. */
function multiline(raw: unknown): CanonicalValue | undefined {
  return text(typeof raw === 'string' ? raw.replaceAll('\r\n', '\n').replaceAll('\r', '\n') : raw);
}

function decimal(raw: unknown): CanonicalValue | undefined {
  if (raw === null || raw === '') return null;
  if (typeof raw === 'number') return canonicalDecimal(String(raw)) ?? undefined;
  if (raw instanceof ExactNumber) return canonicalDecimal(raw.source) ?? undefined;
  return typeof raw === 'string' ? (canonicalDecimal(raw) ?? undefined) : undefined;
}

/** Zoho sends booleans now and then as text (books-api.md 10). */
function boolean(raw: unknown): CanonicalValue | undefined {
  if (raw === null || raw === '') return null;
  if (typeof raw === 'boolean') return raw;
  if (raw === 'true') return true;
  return raw === 'false' ? false : undefined;
}

function date(raw: unknown): CanonicalValue | undefined {
  const value = text(raw);
  if (typeof value !== 'string') return value;
  return /^\d{4}-\d{2}-\d{2}/.test(value) ? value.slice(0, 10) : undefined;
}

function datetime(raw: unknown): CanonicalValue | undefined {
  const value = text(raw);
  if (typeof value !== 'string') return value;
  const ms = zohoTimeMs(value);
  return ms === null ? undefined : `${new Date(ms).toISOString().slice(0, 19)}Z`;
}

/** A lookup reads as `{ id, name }` and is written as the bare id (fsm-api.md 3). */
function reference(raw: unknown): CanonicalValue | undefined {
  if (typeof raw === 'object' && raw !== null && !(raw instanceof ExactNumber) && 'id' in raw)
    return text(raw.id);
  return text(raw);
}

const DECODERS: Readonly<Record<string, Decode>> = {
  text,
  multiline,
  decimal,
  integer: decimal,
  boolean,
  date,
  datetime,
  picklist: text,
  reference,
  email: text,
  phone: text,
  url: text,
};

/** @throws TypeError when the kind is none of the mapping's field kinds: a mistake in the caller */
export function decoderOf(kind: string): Decode {
  const decode = DECODERS[kind];
  if (decode === undefined) throw new TypeError(`'${kind}' is not a field kind the codecs know`);
  return decode;
}

const NUMERIC_KINDS: ReadonlySet<string> = new Set(['decimal', 'integer']);

/** A canonical value as a member of a JSON body; `empty` is what the service takes for "nothing". */
export function encodeValue(kind: string, value: CanonicalValue, empty: '' | null): unknown {
  if (value === null) return empty;
  if (typeof value === 'string' && NUMERIC_KINDS.has(kind)) {
    const exact = canonicalDecimal(value);
    if (exact !== null) return rawNumber(exact);
  }
  return value;
}

/** Canonical text form of a value that comes from outside the codecs, e.g. one to search for. */
export function canonicalText(value: string): string {
  return value.normalize('NFC').trim();
}

const OFFSET_WITHOUT_COLON = /[+-]\d{4}$/;

/** Epoch milliseconds of a Zoho timestamp in either offset form (books-api.md 3.6, fsm-api.md 3); null if it is none. */
export function zohoTimeMs(value: string): number | null {
  const iso = OFFSET_WITHOUT_COLON.test(value) ? `${value.slice(0, -2)}:${value.slice(-2)}` : value;
  const ms = Date.parse(iso);
  return Number.isNaN(ms) ? null : ms;
}

/** The only form Books accepts in a filter: whole seconds, offset without colon (books-api.md 3.5). */
export function booksFilterTime(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}+0000`;
}

/**
 * Whether FSM keeps the text: it cuts at the first character beyond U+FFFF and answers success (fsm-api.md 10), and a
 * lone surrogate is no character at all.
 */
export function fsmCanStore(value: string): boolean {
  for (let index = 0; index < value.length; index += 1) {
    const unit = value.charCodeAt(index);
    if (unit >= 0xd800 && unit <= 0xdfff) return false;
  }
  return true;
}
