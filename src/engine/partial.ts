/** Rows of lists that show less than a direct read does: read whole, each with a call of its own, where that is needed. */
import { type PairContext, tableOf, throwIfStopped } from './context.ts';
import { changedSinceAgreed } from './fingerprint.ts';
import type { LinkRow, Side } from './model.ts';
import type { ServiceModule, ServiceRecord } from './services.ts';
import { route } from './shapes.ts';
import { chunksOf, readAlong, stageRecords } from './stage.ts';

/**
 * Rows that show less than a direct read are read and staged, unless they are, as far as they show, what was last agreed
 * on. Answers the others.
 */
export async function withoutPartial(
  context: PairContext,
  side: Side,
  module: ServiceModule,
  records: readonly ServiceRecord[],
): Promise<readonly ServiceRecord[]> {
  const partial = records.filter((record) => record.partial === true);
  if (partial.length === 0) return records;
  // Records of no table are not read any further: their number is all that counts.
  const routed = partial.filter((record) => kindsOf(context, side, module, record).length > 0);
  const agreed =
    context.scope === 'INCREMENTAL'
      ? await context.store.unchangedSince(side, module.module, routed)
      : new Map<string, LinkRow>();
  const changed = routed.filter((record) => !isAgreed(context, side, record, agreed.get(record.id)));
  const kept = await keptOf(context, module, changed);
  const wanted = changed.filter(({ id }) => !kept.has(id));
  for (const chunk of chunksOf(wanted, context.limits.recordsPerChunk)) {
    throwIfStopped(context.signal);
    await stageRecords(context, side, module.module, await readWhole(context, module, chunk), true);
  }
  const done = new Set(routed);
  return records.filter((record) => !done.has(record));
}

/** Each of them takes a call: those that were made before a fault ends the reading are staged, and not made again. */
async function readWhole(
  context: PairContext,
  module: ServiceModule,
  rows: readonly ServiceRecord[],
): Promise<readonly ServiceRecord[]> {
  const ids = rows.map(({ id }) => id);
  try {
    return [...(await module.getMany(ids, context.signal)).values()];
  } catch (error) {
    const known = module.recall?.(ids) ?? new Map<string, ServiceRecord>();
    const whole = rows.flatMap(({ id, modifiedAtMs }) => {
      const record = known.get(id);
      return record === undefined || record.modifiedAtMs < modifiedAtMs ? [] : [record];
    });
    // What ended the reading is the reason, whatever becomes of this.
    await stageRecords(context, module.side, module.module, whole, true).catch(() => undefined);
    throw error;
  }
}

/** Those that this run has read whole before it was broken off, and that have not changed since. */
async function keptOf(
  context: PairContext,
  source: ServiceModule,
  records: readonly ServiceRecord[],
): Promise<ReadonlySet<string>> {
  if (!context.readBefore) return new Set();
  return context.store.keepStaged(source.side, source.module, records, belowOf(context, source));
}

const kindsOf = (context: PairContext, side: Side, module: ServiceModule, record: ServiceRecord) =>
  route(context.shapes, side, module.module, record).filter(({ kind }) => kind !== null);

/** The stamp is that of the version that was agreed on, and what the row shows is what was agreed. */
function isAgreed(
  context: PairContext,
  side: Side,
  record: ServiceRecord,
  link: LinkRow | undefined,
): boolean {
  const table = link === undefined ? undefined : tableOf(context, link.kind);
  if (table === undefined || link === undefined || !record.active) return false;
  return !changedSinceAgreed(table.table, side, link.base, record, context.hash);
}

/**
 * Of rows that only prove that their records are there, those to be staged: one that shows less must not replace what this
 * run has read whole, or an edit that no list shows would be lost.
 */
export async function notReadWhole(
  context: PairContext,
  module: ServiceModule,
  records: readonly ServiceRecord[],
): Promise<readonly ServiceRecord[]> {
  const partial = records.filter((record) => record.partial === true);
  if (partial.length === 0) return records;
  const whole = await context.store.keepStaged(
    module.side,
    module.module,
    partial.map(({ id }) => ({ id, modifiedAtMs: null })),
    belowOf(context, module),
  );
  return records.filter(({ id }) => !whole.has(id));
}

const belowOf = (context: PairContext, module: ServiceModule): readonly string[] =>
  readAlong(context, module).map((below) => below.module);
