/** A record as the settling listing shows it, against what was agreed: kept, not kept, or edited by somebody since. */
import { notKeptReason } from './compare.ts';
import type { TableContext } from './context.ts';
import {
  agreedBase,
  agreedOnNothing,
  baseKey,
  changedSince,
  changedSinceAgreed,
  hashesFromBase,
  hashRecord,
  labelOf,
  unknownKeys,
} from './fingerprint.ts';
import { ACTIVE, ACTIVE_KEY, FSM_ACTIVE_KEY, INACTIVE, otherSide, type Side } from './model.ts';
import type { ServiceModule, ServiceRecord } from './services.ts';
import type { SettleLink, Settlement } from './store.ts';

/** Stamps and the services' clocks are whole seconds. */
export const STAMP_GRAIN_MS = 1_000;
export const wholeSecond = (ms: number): number => Math.floor(ms / STAMP_GRAIN_MS) * STAMP_GRAIN_MS;

/** The row of a list that shows less than the record: nobody but us has written to it since it was agreed on. */
export function isOurs(
  table: TableContext,
  module: ServiceModule,
  link: SettleLink,
  record: ServiceRecord,
): boolean {
  if (changedSinceAgreed(table.table, module.side, link.base, record, table.hash)) return false;
  if (link.booksModifiedAtMs === record.modifiedAtMs) return true;
  // The service's clock at its answer may be later than the stamp it gave our write: what came in between is somebody else's.
  const seen = module.lastSeen?.(record.id) ?? null;
  if (seen?.sinceWrites === true && record.modifiedAtMs > seen.record.modifiedAtMs) return false;
  const lastWriteMs = module.lastWriteMs?.(record.id) ?? null;
  // The service stamps a write before it answers it: a later second is somebody else's.
  return lastWriteMs !== null && record.modifiedAtMs <= wholeSecond(lastWriteMs);
}

interface Finding {
  /** Rules whose value the service did not keep. */
  readonly notKept: readonly string[];
  /** Somebody changed the record since. */
  readonly edited: boolean;
}

/** Not what was agreed: not kept when we wrote that field and the stamp is still that of our write, else an edit. */
export function compareWithBase(
  context: TableContext,
  side: Side,
  link: SettleLink,
  record: ServiceRecord,
): Finding {
  const now = hashRecord(context.table, side, record, context.hash);
  const ours = side === 'FSM' && link.unverified && link.fsmModifiedAtMs === record.modifiedAtMs;
  const notKept: string[] = [];
  let edited = side === 'FSM' ? woke(link, record) : record.active !== (link.base[ACTIVE_KEY] === ACTIVE);
  const unknown = unknownKeys(link.base, otherSide(side));
  for (const rule of context.table.rules) {
    const { key, onCreate } = rule.plan;
    // What such a field became since the record was made is its own side's business (compare.ts).
    if (onCreate === true) continue;
    const base = link.base[baseKey(rule)];
    const entry = now[key];
    if (entry === undefined || (base !== undefined && !changedSince(base, side, entry))) continue;
    if (base === undefined && unknown.has(key)) continue;
    // A create has written whatever it had a value for, and nothing by a rule that goes the other way.
    const written =
      base !== undefined && (link.fields?.includes(key) ?? !agreedOnNothing(rule, base, side, context.hash));
    if (ours && written) notKept.push(key);
    else edited = true;
  }
  return { notKept: edited ? [] : notKept, edited };
}

const woke = (link: SettleLink, record: ServiceRecord): boolean =>
  record.active && link.base[FSM_ACTIVE_KEY] === INACTIVE;

export function settlementOf(
  context: TableContext,
  link: SettleLink,
  record: ServiceRecord,
  notKept: readonly string[],
): Settlement {
  if (notKept.length === 0) return { link, base: link.base, notKept: null };
  const now = hashRecord(context.table, 'FSM', record, context.hash);
  const books = hashesFromBase(context.table, 'BOOKS', link.base);
  const booksActive = link.base[ACTIVE_KEY] !== INACTIVE;
  return {
    link,
    // The difference is accepted so that it is reported, not written again each time.
    base: agreedBase(context.table, link.base, now, books, booksActive, { accepted: notKept }),
    notKept: {
      recordId: link.recordId,
      reason: notKeptReason(notKept),
      label: labelOf(context.table, 'FSM', record),
    },
  };
}
