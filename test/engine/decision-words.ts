/** Units made of values, and decisions in words, for tables of `reconcile`. */
import { agreedBase, hashRecord, stageRow } from '../../src/engine/fingerprint.ts';
import type { Base, Decision, LinkRow, StagedRow, Unit } from '../../src/engine/model.ts';
import type { ReconcileContext } from '../../src/engine/reconcile.ts';
import type { ServiceRecord, Side } from '../../src/engine/services.ts';
import type { CanonicalValue, CompiledTable, ConflictPolicy } from '../../src/mapping/plan.ts';
import { handTable } from './tables.ts';
import { testHash } from './world.ts';

export type Values = Readonly<Record<string, CanonicalValue>>;

export const NOON_MS = Date.UTC(2026, 0, 5, 12);
export const plain = (conflict: ConflictPolicy = 'latestWins') => handTable({ rate: {}, note: {} }, conflict);

export function contextOf(table: CompiledTable, more: Partial<ReconcileContext> = {}): ReconcileContext {
  return {
    table,
    duplicates: 'OVERWRITE',
    hash: testHash,
    fresh: true,
    clockOffsetMs: { FSM: 0, BOOKS: 0 },
    ...more,
  };
}

export function record(values: Values, more: Partial<ServiceRecord> = {}): ServiceRecord {
  return {
    id: '1',
    active: true,
    createdAtMs: NOON_MS,
    modifiedAtMs: NOON_MS,
    counterpartId: null,
    values,
    ...more,
  };
}

export const row = (
  table: CompiledTable,
  side: Side,
  values: Values,
  more: Partial<ServiceRecord> = {},
): StagedRow => stageRow(table, side, record(values, more), testHash, true);

export function baseOf(table: CompiledTable, fsm: Values, books: Values): Base {
  const left = hashRecord(table, 'FSM', record(fsm), testHash);
  const right = hashRecord(table, 'BOOKS', record(books), testHash);
  return agreedBase(table, {}, left, right, true);
}

export function linked(
  base: Base,
  fsm: StagedRow | null,
  books: StagedRow | null,
  more: Partial<LinkRow> = {},
): Unit {
  const link: LinkRow = {
    id: 'link',
    kind: 'items',
    fsmModule: 'Service_And_Parts',
    fsmId: '1',
    booksModule: 'items',
    booksId: '91',
    base,
    fsmGone: false,
    booksGone: false,
    unverified: false,
    fsmModifiedAtMs: null,
    booksModifiedAtMs: null,
    ...more,
  };
  return { kind: 'linked', link, fsm, books };
}

type Unlinked = Extract<Unit, { kind: 'unlinked' }>;

export const unlinked = (side: Side, own: StagedRow, more: Partial<Unlinked> = {}): Unlinked => ({
  kind: 'unlinked',
  side,
  row: own,
  match: null,
  matchedBy: null,
  sameOnOwnSide: 1,
  sameOnOtherSide: 0,
  inactiveMatchId: null,
  ...more,
});

/** `toBooks rate,note! toFsm -`: fields to write, `!` where the target's own edit is given up. */
export function inWords(decision: Decision): string {
  if (decision.kind !== 'update') {
    const reason = 'reason' in decision ? ` ${decision.reason.code}` : '';
    return decision.kind + (decision.kind === 'create' ? ` ${decision.direction}` : reason);
  }
  const fields = ({ fields, overwritten }: typeof decision.toBooks): string =>
    fields.map((key) => (overwritten.includes(key) ? `${key}!` : key)).join(',') || '-';
  return `toBooks ${fields(decision.toBooks)} toFsm ${fields(decision.toFsm)}`;
}

export const AGREED_FSM = { NAME: 'Drill', RATE: '10', NOTE: 'a' };
export const AGREED_BOOKS = { name: 'Drill', rate: '10', note: 'a' };
