/** From a record's values to hashes, and from hashes to "equal" and "changed". Values never leave this file. */
import { encodeParts } from '../mapping/parts.ts';
import type { CanonicalValue, CompiledRule, CompiledTable, FieldPlan } from '../mapping/plan.ts';
import {
  ACTIVE,
  ACTIVE_KEY,
  type Base,
  type FieldHashes,
  FSM_ACTIVE_KEY,
  INACTIVE,
  otherSide,
  type StagedRow,
  UNKNOWN_KEY,
} from './model.ts';
import type { Hasher, ServiceRecord, Side } from './services.ts';

/** Stands for an image that the transform refuses; equal to nothing. */
const NO_IMAGE = '!';

/** The value a rule reads on one side; undefined when unknown (P3). */
export function valueOn(rule: CompiledRule, side: Side, record: ServiceRecord): CanonicalValue | undefined {
  if (side === 'BOOKS') return record.values[rule.plan.books.apiName];
  const source = rule.plan.source;
  if (source.kind === 'constant') return source.value;
  return source.kind === 'field' ? record.values[source.fsm.apiName] : partsOn(source.fsm, record);
}

/** Several fields as one value; with one of them hidden, all are unknown (P3). */
function partsOn(fields: readonly FieldPlan[], record: ServiceRecord): CanonicalValue | undefined {
  const parts: CanonicalValue[] = [];
  for (const { apiName } of fields) {
    const value = record.values[apiName];
    if (value === undefined) return undefined;
    parts.push(value);
  }
  return encodeParts(parts);
}

function hashImage(rule: CompiledRule, side: Side, value: CanonicalValue, hash: Hasher): string {
  const image = side === 'FSM' ? rule.imageInBooks : rule.imageInFsm;
  if (image === null) return NO_IMAGE;
  const converted = image(value);
  return converted.ok ? hash(rule.plan.key, converted.value) : NO_IMAGE;
}

/** Hash entry of one value: in its own form, and in the other side's where the rule transforms or joins it. */
export function hashEntry(rule: CompiledRule, side: Side, value: CanonicalValue, hash: Hasher): string {
  const own = hash(rule.plan.key, value);
  const { source, transforms } = rule.plan;
  if (source.kind === 'constant' || (source.kind === 'field' && transforms.length === 0)) return own;
  // A one-way rule is compared in the target's form only: that image stands for the source's own value.
  const oneWay = rule.plan.direction;
  if (oneWay === 'toBooks') return side === 'FSM' ? hashImage(rule, side, value, hash) : own;
  if (oneWay === 'toFsm') return side === 'BOOKS' ? hashImage(rule, side, value, hash) : own;
  return `${own}.${hashImage(rule, side, value, hash)}`;
}

export function hashRecord(
  table: CompiledTable,
  side: Side,
  record: ServiceRecord,
  hash: Hasher,
): FieldHashes {
  const hashes: Record<string, string> = {};
  for (const rule of table.rules) {
    const value = valueOn(rule, side, record);
    if (value !== undefined) hashes[rule.plan.key] = hashEntry(rule, side, value, hash);
  }
  return hashes;
}

/** What both records of a pair hold. */
export interface PairHashes {
  readonly fsm: FieldHashes;
  readonly books: FieldHashes;
}

/** The hashes of both records of a pair; a value that both hold alike is hashed once. */
export function hashPair(
  table: CompiledTable,
  fsm: ServiceRecord,
  books: ServiceRecord,
  hash: Hasher,
): PairHashes {
  const left: Record<string, string> = {};
  const right: Record<string, string> = {};
  for (const rule of table.rules) {
    const { key, source, transforms } = rule.plan;
    const own = valueOn(rule, 'FSM', fsm);
    const other = valueOn(rule, 'BOOKS', books);
    if (own !== undefined) left[key] = hashEntry(rule, 'FSM', own, hash);
    if (other === undefined) continue;
    const plain = source.kind === 'field' && transforms.length === 0;
    const same = plain && own === other ? left[key] : undefined;
    right[key] = same ?? hashEntry(rule, 'BOOKS', other, hash);
  }
  return { fsm: left, books: right };
}

/** Hash of the identity fields in Books' form; null when one is empty or hidden: such a record matches nothing (M1, P3). */
export function identityOf(
  table: CompiledTable,
  side: Side,
  record: ServiceRecord,
  hash: Hasher,
): string | null {
  const parts: string[] = [];
  for (const rule of table.rules) {
    if (!rule.plan.identity) continue;
    const value = valueOn(rule, side, record);
    if (value === undefined || value === null) return null;
    parts.push(hash(rule.plan.key, value));
  }
  return parts.length === 0 ? null : parts.join('/');
}

export function stageRow(
  table: CompiledTable,
  side: Side,
  record: ServiceRecord,
  hash: Hasher,
  considered: boolean,
): StagedRow {
  return {
    recordId: record.id,
    identity: identityOf(table, side, record, hash),
    counterpartId: record.counterpartId,
    active: record.active,
    createdAtMs: record.createdAtMs,
    modifiedAtMs: record.modifiedAtMs,
    hashes: hashRecord(table, side, record, hash),
    considered,
    kind: table.plan.table,
    parentId: record.parentId ?? null,
    orphan: false,
  };
}

/** A record of no table: staged only to know that it exists. */
export function unroutedRow(record: ServiceRecord): StagedRow {
  return {
    recordId: record.id,
    identity: null,
    counterpartId: null,
    active: record.active,
    createdAtMs: record.createdAtMs,
    modifiedAtMs: record.modifiedAtMs,
    hashes: {},
    considered: false,
    kind: null,
    parentId: record.parentId ?? null,
    orphan: false,
  };
}

/** Whether any value that the record shows is another than the one agreed on last, or was never agreed on. */
export function changedSinceAgreed(
  table: CompiledTable,
  side: Side,
  base: Base,
  record: ServiceRecord,
  hash: Hasher,
): boolean {
  if ((base[ACTIVE_KEY] ?? ACTIVE) !== ACTIVE || base[FSM_ACTIVE_KEY] === INACTIVE) return true;
  const unknown = unknownKeys(base, otherSide(side));
  return table.rules.some((rule) => {
    const value = valueOn(rule, side, record);
    if (value === undefined || rule.plan.onCreate === true) return false;
    const agreed = base[baseKey(rule)];
    if (agreed === undefined) return !unknown.has(rule.plan.key);
    return changedSince(agreed, side, hashEntry(rule, side, value, hash));
  });
}

/** The record's label for logs: its identity values. Sealed before it is stored. */
export function labelOf(table: CompiledTable, side: Side, record: ServiceRecord): string | null {
  const parts = table.rules
    .filter((rule) => rule.plan.identity)
    .map((rule) => valueOn(rule, side, record))
    .filter((value) => typeof value === 'string');
  return parts.length === 0 ? null : parts.join(' ');
}

const ownPart = (entry: string): string => entry.split('.', 1)[0] ?? entry;
const imagePart = (entry: string): string => entry.split('.', 2)[1] ?? entry;

/** Every entry in its own side's form alone. */
export const ownParts = (hashes: FieldHashes): readonly (readonly [string, string])[] =>
  Object.entries(hashes).map(([key, entry]) => [key, ownPart(entry)] as const);

/** True when either side's value, carried over, is what the other side holds. */
export function equalEntries(fsm: string, books: string): boolean {
  const fsmImage = imagePart(fsm);
  const booksImage = imagePart(books);
  return (
    (fsmImage !== NO_IMAGE && fsmImage === ownPart(books)) ||
    (booksImage !== NO_IMAGE && booksImage === ownPart(fsm))
  );
}

/** Ends the entry of a base whose two values were accepted as different: a service did not keep what it was sent. */
const ACCEPTED = '!';
/** Enough of a rule's fingerprint to tell its versions apart. */
const FINGERPRINT_LENGTH = 8;

/** Where a base keeps what was agreed under a rule. A changed rule compares anew: nothing was agreed under it (S5). */
export const baseKey = ({ plan }: CompiledRule): string =>
  `${plan.key}@${plan.fingerprint.slice(0, FINGERPRINT_LENGTH)}`;

/** Entry of a base for two values that now count as agreed. */
export function baseEntry(fsm: string, books: string): string {
  const own = ownPart(fsm);
  const other = ownPart(books);
  return own === other ? own : `${own},${other}`;
}

export const isAcceptedDifference = (base: string): boolean => base.split(',', 3)[2] === ACCEPTED;

/** Keys of the rules under which the two are accepted as different. */
export const acceptedKeys = ({ rules }: CompiledTable, base: Base): readonly string[] =>
  rules.filter((rule) => isAcceptedDifference(base[baseKey(rule)] ?? '')).map(({ plan }) => plan.key);

/** True when the entry stands for an empty value. */
export const entryOfNothing = (rule: CompiledRule, entry: string | undefined, hash: Hasher): boolean =>
  entry !== undefined && ownPart(entry) === hash(rule.plan.key, null);

/** True when what was agreed on is that the side holds nothing. */
export const agreedOnNothing = (rule: CompiledRule, base: string, side: Side, hash: Hasher): boolean =>
  !changedSince(base, side, hash(rule.plan.key, null));

export function changedSince(base: string, side: Side, entry: string): boolean {
  const [fsm, books] = base.split(',', 2);
  return ownPart(entry) !== (side === 'FSM' ? fsm : (books ?? fsm));
}

/** Rule keys whose values differ and shall count as agreed nevertheless. */
export interface Differences {
  /** A service did not keep what it was sent: reported until somebody edits the field. */
  readonly accepted?: readonly string[];
  /** Nothing to report. */
  readonly tolerated?: readonly string[];
}

/**
 * The base after both sides were seen: what they agree on, differences they agreed on before, and those named. Any
 * other difference is somebody's edit and stays to be seen; entries of hidden values are kept as they were.
 */
export function agreedBase(
  table: CompiledTable,
  previous: Base,
  fsm: FieldHashes,
  books: FieldHashes,
  booksActive: boolean,
  differences: Differences = {},
): Base {
  const base: Record<string, string> = { [ACTIVE_KEY]: booksActive ? ACTIVE : INACTIVE };
  const unknown: string[] = [];
  for (const rule of table.rules) {
    const left = fsm[rule.plan.key];
    const right = books[rule.plan.key];
    const kept = previous[baseKey(rule)];
    const entry =
      left === undefined || right === undefined
        ? kept
        : agreedEntry(rule.plan.key, left, right, kept, differences);
    if (entry !== undefined) base[baseKey(rule)] = entry;
    else if (left === undefined && right !== undefined) unknown.push(`FSM:${rule.plan.key}`);
    else if (left !== undefined && right === undefined) unknown.push(`BOOKS:${rule.plan.key}`);
  }
  return unknown.length === 0 ? base : { ...base, [UNKNOWN_KEY]: unknown.join(',') };
}

/**
 * Rules under which nothing could be agreed on, because this side did not tell: what the other one holds is no news. What
 * this side itself shows by now is.
 */
export function unknownKeys(base: Base, side: Side): ReadonlySet<string> {
  const entries = base[UNKNOWN_KEY]?.split(',') ?? [];
  const own = entries.filter((entry) => entry.startsWith(`${side}:`));
  return new Set(own.map((entry) => entry.slice(side.length + 1)));
}

function agreedEntry(
  key: string,
  fsm: string,
  books: string,
  kept: string | undefined,
  { accepted = [], tolerated = [] }: Differences,
): string | undefined {
  const unmoved =
    kept !== undefined && !changedSince(kept, 'FSM', fsm) && !changedSince(kept, 'BOOKS', books);
  if (unmoved) return kept;
  if (equalEntries(fsm, books) || tolerated.includes(key)) return baseEntry(fsm, books);
  return accepted.includes(key) ? `${ownPart(fsm)},${ownPart(books)},${ACCEPTED}` : kept;
}

/** The hashes a side had when the base was agreed: stands in for a record that a listing by time did not show. */
export function hashesFromBase(table: CompiledTable, side: Side, base: Base): FieldHashes {
  const hashes: Record<string, string> = {};
  for (const rule of table.rules) {
    const entry = base[baseKey(rule)];
    if (entry === undefined) continue;
    const [fsm, books] = entry.split(',', 2);
    hashes[rule.plan.key] = (side === 'FSM' ? fsm : (books ?? fsm)) ?? entry;
  }
  return hashes;
}

/**
 * The base after a pair was passed over, with what was seen of the records' activity (null: not seen): agreed values
 * stay as they were, so that nothing is lost when a record returns. Null when there is nothing new to remember.
 */
export function skippedBase(base: Base, fsmActive: boolean | null, booksActive: boolean | null): Base | null {
  const { [FSM_ACTIVE_KEY]: slept, ...rest } = base;
  const asleep = fsmActive === null ? slept === INACTIVE : !fsmActive;
  const before = base[ACTIVE_KEY] ?? ACTIVE;
  const books = booksActive === null ? before : booksActive ? ACTIVE : INACTIVE;
  if (asleep === (slept === INACTIVE) && books === before) return null;
  return { ...rest, [ACTIVE_KEY]: books, ...(asleep ? { [FSM_ACTIVE_KEY]: INACTIVE } : {}) };
}
