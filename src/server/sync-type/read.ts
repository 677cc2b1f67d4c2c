/** What a plan of another sync type is made from: the links, and both sides as their listings show them. */
import type { Pool } from 'pg';
import { stageRow } from '../../engine/fingerprint.ts';
import { fieldsOf } from '../../engine/run.ts';
import type { Hasher, ServiceSession, Side } from '../../engine/services.ts';
import { route, SHAPES_OF_SYNC_TYPE } from '../../engine/shapes.ts';
import type { RunMapping } from '../../jobs/runner.ts';
import type { CustomerKind } from '../../jobs/sync-type.ts';
import { parkedRows } from '../../store/link-transfer.ts';
import { allLinks } from '../../store/sync/links.ts';
import type { ListedRecord, ParkedEnd, PlannedLink } from './steps.ts';

const CUSTOMER_KINDS: readonly CustomerKind[] = ['business', 'person', 'individual'];

export async function customerLinks(pool: Pool, connectionId: string): Promise<readonly PlannedLink[]> {
  const links: PlannedLink[] = [];
  for (const kind of CUSTOMER_KINDS) {
    for await (const page of allLinks(pool, connectionId, kind)) {
      for (const { fsmModule, fsmId, booksId, fsmGone } of page)
        links.push({ kind, fsmModule, fsmId, booksId, fsmGone });
    }
  }
  return links;
}

export async function parkedEnds(pool: Pool, connectionId: string): Promise<readonly ParkedEnd[]> {
  const rows = await parkedRows(pool, connectionId);
  return rows.map(({ side, module, recordId: id, leftBy }) => ({ side, module, id, leftBy }));
}

/** Lists each module of the new type's tables once: a call for two hundred records, and none for a single one. */
export async function listedRecords(
  session: ServiceSession,
  mapping: RunMapping,
  hash: Hasher,
  signal: AbortSignal,
): Promise<readonly ListedRecord[]> {
  const modules = new Map<string, { readonly side: Side; readonly name: string }>();
  for (const { plan } of mapping.tables) {
    if (plan.pair !== 'CUSTOMERS') continue;
    modules.set(`FSM/${plan.fsmModule}`, { side: 'FSM', name: plan.fsmModule });
    if (plan.table !== 'person') modules.set('BOOKS/contacts', { side: 'BOOKS', name: plan.booksModule });
  }
  const read = [...modules.values()].map(({ side, name }) =>
    listModule({ session, mapping, hash, signal }, side, name),
  );
  return (await Promise.all(read)).flat();
}

interface Reading {
  readonly session: ServiceSession;
  readonly mapping: RunMapping;
  readonly hash: Hasher;
  readonly signal: AbortSignal;
}

async function listModule(
  { session, mapping, hash, signal }: Reading,
  side: Side,
  name: string,
): Promise<readonly ListedRecord[]> {
  const tables = mapping.tables.filter(
    ({ plan }) => (side === 'FSM' ? plan.fsmModule : plan.booksModule) === name,
  );
  const fields = new Map(
    tables.flatMap((table) => fieldsOf(table, side)).map((field) => [field.apiName, field]),
  );
  const module = session.module(side, name, { fields: [...fields.values()] });
  const records: ListedRecord[] = [];
  for await (const page of module.list(null, signal, { asListed: true })) {
    for (const record of page.records) {
      const [own] = route(SHAPES_OF_SYNC_TYPE[mapping.syncType], side, name, record);
      const table = tables.find(({ plan }) => plan.table === own?.kind);
      const { id, active, counterpartId, parentId = null } = record;
      records.push({
        side,
        module: name,
        id,
        active,
        counterpartId,
        parentId,
        kind: own?.kind === 'items' ? null : (own?.kind ?? null),
        identity: table === undefined ? null : stageRow(table, side, record, hash, true).identity,
      });
    }
  }
  return records;
}
