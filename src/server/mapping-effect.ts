/** What a mapping would do to the records of a connection: both sides are read, nothing is written. */
import type { Pool } from 'pg';
import { baseKey, stageRow } from '../engine/fingerprint.ts';
import type { LinkRow, StagedRow } from '../engine/model.ts';
import { reconcile } from '../engine/reconcile.ts';
import { fieldsOf } from '../engine/run.ts';
import type { Hasher, ServiceSession, Side } from '../engine/services.ts';
import { pagesOf } from '../engine/sources.ts';
import type { CompiledTable } from '../mapping/plan.ts';
import { allLinks } from '../store/sync/links.ts';

/** What becomes of one rule's values at the next sync; numbers of linked records. */
export interface RuleEffect {
  /** Equal under the new rule: adopted without a write. */
  same: number;
  /** An empty side that takes the other's value. */
  filledInBooks: number;
  filledInFsm: number;
  /** Two different values, settled by the conflict policy. */
  overwrittenInBooks: number;
  overwrittenInFsm: number;
}

export interface TableEffect {
  readonly table: string;
  readonly links: number;
  /** Linked records that never agreed under one of the rules as they are now. */
  readonly affected: number;
  readonly rules: Readonly<Record<string, RuleEffect>>;
  /** Records the next sync would write to. */
  readonly writes: { readonly books: number; readonly fsm: number };
  /** Calls of the next sync because of it: lists, details, writes. */
  readonly calls: { readonly books: number; readonly fsm: number };
}

export interface EffectInput {
  readonly pool: Pool;
  readonly session: ServiceSession;
  readonly table: CompiledTable;
  readonly connectionId: string;
  readonly hash: Hasher;
  readonly signal: AbortSignal;
}

const DETAILS_PER_CALL = 100;

export async function effectOf(input: EffectInput): Promise<TableEffect> {
  const { table } = input;
  const keys = table.rules.map((rule) => ({ key: rule.plan.key, base: baseKey(rule) }));
  const affected: LinkRow[] = [];
  let links = 0;
  for await (const page of allLinks(input.pool, input.connectionId, table.plan.table)) {
    links += page.length;
    affected.push(...page.filter((link) => keys.some(({ base }) => link.base[base] === undefined)));
  }
  const rules = new Map<string, RuleEffect>();
  const nothing = { books: 0, fsm: 0 };
  if (affected.length === 0) {
    return { table: table.plan.table, links, affected: 0, rules: {}, writes: nothing, calls: nothing };
  }
  const [fsm, books] = await Promise.all([readSide(input, 'FSM'), readSide(input, 'BOOKS')]);
  const writes = { books: 0, fsm: 0 };
  for (const link of affected) {
    const sides = { fsm: fsm.rows.get(link.fsmId) ?? null, books: books.rows.get(link.booksId) ?? null };
    const open = keys.filter(({ base }) => link.base[base] === undefined).map(({ key }) => key);
    const wrote = addLink(input, rules, link, sides, open);
    writes.books += wrote.books ? 1 : 0;
    writes.fsm += wrote.fsm ? 1 : 0;
  }
  const calls = {
    books: books.pages + Math.ceil((writes.books + writes.fsm) / DETAILS_PER_CALL) + writes.books,
    // FSM reads one record a call, and each is read before it is written.
    fsm: fsm.pages + 2 * writes.fsm,
  };
  return {
    table: table.plan.table,
    links,
    affected: affected.length,
    rules: Object.fromEntries([...rules].toSorted(([a], [b]) => (a < b ? -1 : 1))),
    writes,
    calls,
  };
}

/** The side's records as hashes. A plan is made by hand and for one table: its size is bounded by the organisation's. */
async function readSide(
  { session, table, hash, signal }: EffectInput,
  side: Side,
): Promise<{ readonly rows: ReadonlyMap<string, StagedRow>; readonly pages: number }> {
  const name = side === 'FSM' ? table.plan.fsmModule : table.plan.booksModule;
  const module = session.module(side, name, { fields: fieldsOf(table, side) });
  const rows = new Map<string, StagedRow>();
  for await (const page of module.list(null, signal)) {
    for (const record of page.records) rows.set(record.id, stageRow(table, side, record, hash, true));
  }
  return { rows, pages: pagesOf(rows.size) };
}

/** Counts one link; answers which sides it would be written on. */
function addLink(
  { session, table, hash }: EffectInput,
  rules: Map<string, RuleEffect>,
  link: LinkRow,
  { fsm, books }: { readonly fsm: StagedRow | null; readonly books: StagedRow | null },
  open: readonly string[],
): { readonly books: boolean; readonly fsm: boolean } {
  if (fsm === null || books === null) return { books: false, fsm: false };
  const decision = reconcile(
    { kind: 'linked', link, fsm, books },
    {
      table,
      duplicates: 'OVERWRITE',
      hash,
      fresh: true,
      clockOffsetMs: { FSM: session.clockOffsetMs('FSM'), BOOKS: session.clockOffsetMs('BOOKS') },
    },
  );
  if (decision.kind === 'skip' || decision.kind === 'deactivate' || decision.kind === 'fail') {
    return { books: false, fsm: false };
  }
  const toBooks = new Set(decision.kind === 'update' ? decision.toBooks.fields : []);
  const toFsm = new Set(decision.kind === 'update' ? decision.toFsm.fields : []);
  for (const key of open) {
    const effect = rules.get(key) ?? emptyEffect();
    rules.set(key, effect);
    const empty = hash(key, null);
    const isEmpty = (entry: string | undefined): boolean => entry?.split('.', 1)[0] === empty;
    if (toBooks.has(key)) effect[isEmpty(books.hashes[key]) ? 'filledInBooks' : 'overwrittenInBooks'] += 1;
    else if (toFsm.has(key)) effect[isEmpty(fsm.hashes[key]) ? 'filledInFsm' : 'overwrittenInFsm'] += 1;
    else effect.same += 1;
  }
  // Edits that wait for the next sync anyway are not the mapping's doing.
  return { books: open.some((key) => toBooks.has(key)), fsm: open.some((key) => toFsm.has(key)) };
}

const emptyEffect = (): RuleEffect => ({
  same: 0,
  filledInBooks: 0,
  filledInFsm: 0,
  overwrittenInBooks: 0,
  overwrittenInFsm: 0,
});
