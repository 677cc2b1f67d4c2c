/** FSM rows and bodies. Nested members are addressed as `Tax.Tax_Id`. */
import { RecordRefused } from '../../engine/errors.ts';
import type { ServiceRecord } from '../../engine/services.ts';
import { type FieldReader, isRow, type Row } from './record.ts';
import { decoderOf, encodeValue, fsmCanStore } from './values.ts';

/** A part's type is `Goods` in some organisations and `Part` in others (fsm-api.md 6); here it is one value. */
export const PART_WORDS = ['Goods', 'Part'] as const;
export type PartWord = (typeof PART_WORDS)[number];
export const CANONICAL_PART: PartWord = 'Goods';

export function isPartWord(value: unknown): value is PartWord {
  return value === 'Goods' || value === 'Part';
}

export interface FsmReading {
  /** Fields FSM never leaves empty: an empty one is hidden for privacy, hence unknown (P3). */
  readonly neverEmpty: ReadonlySet<string>;
  /** The picklist whose word for parts differs between organisations; null where the module has none. */
  readonly typeField: string | null;
  /** Told the word each time a part is read. */
  readonly learnPartWord: (word: PartWord) => void;
}

function rawMember(row: Row, path: readonly string[]): unknown {
  const [top, member] = path;
  if (top === undefined) return undefined;
  const value = row[top];
  if (member === undefined || value === undefined || value === null) return value;
  // An object that is there but lacks the member says "nothing".
  return isRow(value) ? (value[member] ?? null) : undefined;
}

export function fsmFieldReader(apiName: string, kind: string, reading: FsmReading): FieldReader {
  const decode = decoderOf(kind);
  const path = apiName.split('.');
  const neverEmpty = reading.neverEmpty.has(apiName);
  const isType = apiName === reading.typeField;
  return (row) => {
    const raw = rawMember(row, path);
    if (raw === undefined) return undefined;
    if (isType && isPartWord(raw)) {
      reading.learnPartWord(raw);
      return CANONICAL_PART;
    }
    const value = decode(raw);
    return value === null && neverEmpty ? undefined : value;
  };
}

/**
 * Refuses, before anything is sent, text that FSM would cut while answering success (fsm-api.md 10).
 * @throws RecordRefused `TEXT_NOT_REPRESENTABLE`
 */
export function refuseTextFsmWouldCut(values: ServiceRecord['values']): void {
  for (const [field, value] of Object.entries(values)) {
    if (typeof value === 'string' && !fsmCanStore(value)) {
      throw new RecordRefused(
        'TEXT_NOT_REPRESENTABLE',
        `field '${field}' holds a character (an emoji, for example) that FSM cannot store: it would cut the text there; remove it in Books`,
        { field },
      );
    }
  }
}

export interface FsmWriting {
  readonly kindOf: (apiName: string) => string;
  readonly typeField: string | null;
  readonly partWord: PartWord;
  /** Present members of the nested objects that the values touch, so that none is lost. */
  readonly siblings: Readonly<Record<string, Row>>;
}

/** The record of a create or update. On a create, empty values are left out. */
export function fsmBody(
  values: ServiceRecord['values'],
  mode: 'create' | 'update',
  writing: FsmWriting,
): Record<string, unknown> {
  const body: Record<string, unknown> = {};
  for (const [apiName, value] of Object.entries(values)) {
    if (value === null && mode === 'create') continue;
    const isPart = apiName === writing.typeField && value === CANONICAL_PART;
    const encoded = isPart ? writing.partWord : encodeValue(writing.kindOf(apiName), value, null);
    const [top = apiName, member] = apiName.split('.');
    if (member === undefined) body[top] = encoded;
    else body[top] = { ...(isRow(body[top]) ? body[top] : writing.siblings[top]), [member]: encoded };
  }
  return body;
}

/** Names of the nested objects that the values write into. */
export function nestedParents(values: ServiceRecord['values']): readonly string[] {
  const parents = Object.keys(values).flatMap((apiName) => {
    const dot = apiName.indexOf('.');
    return dot < 0 ? [] : [apiName.slice(0, dot)];
  });
  return [...new Set(parents)];
}
