/** From a record's values to hashes, and from hashes to "equal" and "changed". Values never leave this file. */
import type { CanonicalValue, CompiledRule, CompiledTable } from '../mapping/plan.ts';
import type { Base, FieldHashes, StagedRow } from './model.ts';
import type { Hasher, ServiceRecord, Side } from './services.ts';

/** Stands for an image that the transform refuses; equal to nothing. */
const NO_IMAGE = '!';
/** Pseudo rule: whether the Books record was active when the sides last agreed (D3). */
export const ACTIVE_KEY = '$active';
export const ACTIVE = 'y';
export const INACTIVE = 'n';

/** The value a rule reads on one side; undefined when unknown (P3). */
export function valueOn(rule: CompiledRule, side: Side, record: ServiceRecord): CanonicalValue | undefined {
  if (side === 'BOOKS') return record.values[rule.plan.books.apiName];
  const source = rule.plan.source;
  return source.kind === 'constant' ? source.value : record.values[source.fsm.apiName];
}

function hashImage(rule: CompiledRule, side: Side, value: CanonicalValue, hash: Hasher): string {
  const image = side === 'FSM' ? rule.imageInBooks : rule.imageInFsm;
  if (image === null) return NO_IMAGE;
  const converted = image(value);
  return converted.ok ? hash(rule.plan.key, converted.value) : NO_IMAGE;
}

/** Hash entry of one value: in its own form, and in the other side's where the rule transforms it. */
export function hashEntry(rule: CompiledRule, side: Side, value: CanonicalValue, hash: Hasher): string {
  const own = hash(rule.plan.key, value);
  if (rule.plan.source.kind === 'constant' || rule.plan.transforms.length === 0) return own;
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
  };
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

/** True when either side's value, carried over, is what the other side holds. */
export function equalEntries(fsm: string, books: string): boolean {
  const fsmImage = imagePart(fsm);
  const booksImage = imagePart(books);
  return (
    (fsmImage !== NO_IMAGE && fsmImage === ownPart(books)) ||
    (booksImage !== NO_IMAGE && booksImage === ownPart(fsm))
  );
}

/** Entry of a base for two values that now count as agreed. */
export function baseEntry(fsm: string, books: string): string {
  const own = ownPart(fsm);
  const other = ownPart(books);
  return own === other ? own : `${own},${other}`;
}

export function changedSince(base: string, side: Side, entry: string): boolean {
  const [fsm, books] = base.split(',', 2);
  return ownPart(entry) !== (side === 'FSM' ? fsm : (books ?? fsm));
}

/**
 * The base after both sides were seen: agreed values and accepted differences of every rule both sides show; entries of
 * hidden values are kept as they were.
 */
export function agreedBase(
  table: CompiledTable,
  previous: Base,
  fsm: FieldHashes,
  books: FieldHashes,
  booksActive: boolean,
): Base {
  const base: Record<string, string> = { [ACTIVE_KEY]: booksActive ? ACTIVE : INACTIVE };
  for (const { plan } of table.rules) {
    const left = fsm[plan.key];
    const right = books[plan.key];
    const kept = previous[plan.key];
    if (left !== undefined && right !== undefined) base[plan.key] = baseEntry(left, right);
    else if (kept !== undefined) base[plan.key] = kept;
  }
  return base;
}

/** The hashes a side had when the base was agreed: stands in for a record that a listing by time did not show. */
export function hashesFromBase(table: CompiledTable, side: Side, base: Base): FieldHashes {
  const hashes: Record<string, string> = {};
  for (const { plan } of table.rules) {
    const entry = base[plan.key];
    if (entry === undefined) continue;
    const [fsm, books] = entry.split(',', 2);
    hashes[plan.key] = (side === 'FSM' ? fsm : (books ?? fsm)) ?? entry;
  }
  return hashes;
}
