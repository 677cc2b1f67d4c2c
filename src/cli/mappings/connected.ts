/** What `mappings plan --connection` asks the database and both services: read only, beside a running product. */

import { type CallCost, costOf } from '../../mapping/diff/cost.ts';
import { type LockedSet, lockedPlans } from '../../mapping/lock/locked.ts';
import { resolveAppKey } from '../../server/app-key.ts';
import { systemClock } from '../../server/clock.ts';
import { readConfig } from '../../server/config.ts';
import { createLog } from '../../server/log.ts';
import { effectOf, type TableEffect } from '../../server/mapping-effect.ts';
import { readPlans } from '../../server/mapping-reader.ts';
import { MappingSets } from '../../server/mapping-sets.ts';
import { ZohoAccess } from '../../server/zoho-access.ts';
import { createCredentialStore } from '../../store/credentials.ts';
import { type Database, openDatabase } from '../../store/database.ts';
import type { Connection } from '../../store/generated/prisma/client.ts';
import { createQuotaLedger } from '../../store/quota.ts';
import { createHasher, createSealer } from '../../store/sealing.ts';
import { CommandError } from './sets.ts';

export interface ConnectedPlan {
  readonly connection: string;
  readonly set: string;
  /** What the connection's last run applied, and the same tables now. */
  readonly before: LockedSet | null;
  readonly after: LockedSet;
  readonly effects: readonly TableEffect[];
  readonly cost: { readonly books: CallCost; readonly fsm: CallCost };
}

/** The database's id behind what people copy: the id itself, or the global id of the API. */
function rawId(id: string): string {
  const decoded = Buffer.from(id, 'base64').toString('utf8');
  return decoded.startsWith('Connection:') ? decoded.slice('Connection:'.length) : id;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

async function findConnection(database: Database, id: string): Promise<Connection> {
  const raw = rawId(id);
  const found = UUID.test(raw) ? await database.prisma.connection.findUnique({ where: { id: raw } }) : null;
  if (found !== null) return found;
  const known = await database.prisma.connection.findMany({ select: { id: true, name: true }, take: 20 });
  const list = known.map((one) => `  ${one.id}  ${one.name}`).join('\n');
  throw new CommandError(
    `there is no connection "${id}"${known.length === 0 ? ' and no other one' : `; there are\n${list}`}`,
  );
}

/** @throws CommandError, and what opening the database and asking the services throw */
export async function connectedPlan(directory: string, id: string): Promise<ConnectedPlan> {
  const config = readConfig({ ...process.env, MAPPINGS_DIR: directory });
  const log = createLog({ level: 'error' });
  const database = await openDatabase({ databaseUrl: config.databaseUrl, dataDir: config.dataDir, log });
  try {
    const connection = await findConnection(database, id);
    const appKey = resolveAppKey(config);
    const sealer = createSealer(appKey);
    const access = new ZohoAccess({
      prisma: database.prisma,
      clock: systemClock,
      log,
      allowedHosts: config.zohoAllowedHosts,
      sandboxUrl: config.sandboxUrl,
      credentials: (connectionId) => createCredentialStore({ prisma: database.prisma, sealer, connectionId }),
      ledger: createQuotaLedger(database.prisma),
      holder: crypto.randomUUID(),
    });
    const sets = new MappingSets(config.mappingsDir);
    const { tables } = await sets.forRun(connection);
    const session = await access.openForRun(connection.id);
    try {
      const effects: TableEffect[] = [];
      for (const table of tables) {
        effects.push(
          await effectOf({
            pool: database.pool,
            session,
            table,
            connectionId: connection.id,
            hash: createHasher(appKey),
            signal: AbortSignal.timeout(PLAN_MS_MAX),
          }),
        );
      }
      const before = await appliedPlans(database, connection.id);
      const limits = access.limits(connection);
      const sum = (side: 'books' | 'fsm') => effects.reduce((all, effect) => all + effect.calls[side], 0);
      return {
        connection: connection.name,
        set: connection.mappingSet,
        before,
        after: lockedPlans(tables.map(({ plan }) => plan)),
        effects,
        cost: {
          books: costOf(sum('books'), await limits.limits('books')),
          fsm: costOf(sum('fsm'), await limits.limits('fsm')),
        },
      };
    } finally {
      await session.close();
    }
  } finally {
    await database.close();
  }
}

/** Reading both sides of a large organisation under Zoho's limits takes minutes. */
const PLAN_MS_MAX = 30 * 60_000;

async function appliedPlans(database: Database, connectionId: string): Promise<LockedSet | null> {
  const version = await database.prisma.mappingVersion.findFirst({
    where: { connectionId },
    orderBy: { appliedAt: 'desc' },
    select: { plan: true },
  });
  return version === null ? null : lockedPlans(readPlans(version.plan));
}
