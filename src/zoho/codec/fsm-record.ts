/** FSM rows and bodies. Nested members are addressed as `Tax.Tax_Id`. */
import { RecordRefused } from '../../engine/errors.ts';
import type { ServiceRecord } from '../../engine/services.ts';
import { type FieldReader, isRow, type Row, rawMember } from './record.ts';
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
  /** Fields that may be empty, and are hidden along with those: an empty one tells nothing on a row that hides one of them. */
  readonly personal: ReadonlySet<string>;
  /** The picklist whose word for parts differs between organisations; null where the module has none. */
  readonly typeField: string | null;
  /** Told the word each time a part is read. */
  readonly learnPartWord: (word: PartWord) => void;
}

export function fsmFieldReader(apiName: string, kind: string, reading: FsmReading): FieldReader {
  const decode = decoderOf(kind);
  const path = apiName.split('.');
  // The name of a nested object stands for all its members.
  const isOneOf = (names: ReadonlySet<string>) => names.has(apiName) || names.has(path[0] ?? apiName);
  const neverEmpty = isOneOf(reading.neverEmpty);
  const personal = isOneOf(reading.personal);
  const isType = apiName === reading.typeField;
  return (row) => {
    const raw = rawMember(row, path);
    if (raw === undefined) return undefined;
    if (isType && isPartWord(raw)) {
      reading.learnPartWord(raw);
      return CANONICAL_PART;
    }
    const value = decode(raw);
    const hidden = value === null && (neverEmpty || (personal && hidesValues(row, reading)));
    return hidden ? undefined : value;
  };
}

/** The switch may have been turned since the organisation was last probed: the row itself shows it (fsm-api.md 8). */
function hidesValues(row: Row, { neverEmpty }: FsmReading): boolean {
  return [...neverEmpty].some((name) => {
    const raw = rawMember(row, name.split('.'));
    return raw === null || raw === '';
  });
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
  const nested: Record<string, Record<string, unknown>> = {};
  for (const [apiName, value] of Object.entries(values)) {
    if (value === null && mode === 'create') continue;
    const isPart = apiName === writing.typeField && value === CANONICAL_PART;
    const encoded = isPart ? writing.partWord : encodeValue(writing.kindOf(apiName), value, null);
    const [top = apiName, member] = apiName.split('.');
    if (member === undefined) body[top] = encoded;
    else nested[top] = { ...nested[top], [member]: encoded };
  }
  for (const [top, changed] of Object.entries(nested)) {
    const present = writing.siblings[top] ?? {};
    // Nothing to clear: an object of empty members would only add an empty address.
    const clearsNothing =
      Object.keys(present).length === 0 && Object.values(changed).every((one) => one === null);
    if (!clearsNothing) body[top] = { ...present, ...changed };
  }
  return body;
}

/** An object as it was read, as it may be written: lookups by their id (fsm-api.md 3), nothing that FSM computes. */
export function writtenBack(present: Row): Row {
  const members = Object.entries(present).filter(([member]) => !member.startsWith('$'));
  return Object.fromEntries(
    members.map(([member, value]) => [member, isRow(value) && 'id' in value ? value.id : value]),
  );
}
