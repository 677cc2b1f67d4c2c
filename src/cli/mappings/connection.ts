/** A connection of the product's database, for commands that ask its organisations something. */

import { resolveAppKey } from '../../server/app-key.ts';
import { systemClock } from '../../server/clock.ts';
import { readConfig } from '../../server/config.ts';
import { createLog } from '../../server/log.ts';
import { ZohoAccess } from '../../server/zoho-access.ts';
import { createCredentialStore } from '../../store/credentials.ts';
import { type Database, openDatabase } from '../../store/database.ts';
import type { Connection } from '../../store/generated/prisma/client.ts';
import { createQuotaLedger } from '../../store/quota.ts';
import { createSealer } from '../../store/sealing.ts';
import type { AccountClient } from '../../zoho/index.ts';
import { CommandError } from './sets.ts';

export interface AccountOfConnection {
  readonly account: AccountClient;
  readonly mappingSet: string;
}

const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/** The id as the API shows it (`Connection:…` in base64), or as it lies in the database. @throws CommandError */
export function databaseId(given: string): string {
  const shown = Buffer.from(given, 'base64')
    .toString('utf8')
    .replace(/^Connection:/, '');
  const id = [given, shown].find((text) => UUID.test(text));
  if (id === undefined)
    throw new CommandError(`"${given}" is no id of a connection: take it from the API or the dashboard.`);
  return id.toLowerCase();
}

/** A connection with what commands need to work on it. */
export interface OpenedConnection {
  readonly database: Database;
  readonly connection: Connection;
  readonly access: ZohoAccess;
  readonly appKey: Uint8Array;
}

/**
 * Opens the database the environment names, for as long as `use` takes; beside a running product, its own.
 * @throws CommandError when there is no such connection; ConfigError, DatabaseError
 */
export async function withOpened(
  given: string,
  use: (opened: OpenedConnection) => Promise<void>,
): Promise<void> {
  const id = databaseId(given);
  const config = readConfig(process.env);
  // The command's own words are on standard output; the log of the clients would stand between them.
  const log = createLog({ level: 'silent' });
  const database = await openDatabase({ databaseUrl: config.databaseUrl, dataDir: config.dataDir, log });
  try {
    const { prisma } = database;
    const connection = await prisma.connection.findUnique({ where: { id } });
    if (connection === null)
      throw new CommandError(
        "there is no such connection in this database: take its id from the API or the dashboard, and see that DATABASE_URL is the server's.",
      );
    const appKey = resolveAppKey(config);
    const sealer = createSealer(appKey);
    const access = new ZohoAccess({
      prisma,
      clock: systemClock,
      log,
      allowedHosts: config.zohoAllowedHosts,
      sandboxUrl: config.sandboxUrl,
      credentials: (connectionId) => createCredentialStore({ prisma, sealer, connectionId }),
      ledger: createQuotaLedger(prisma),
      holder: crypto.randomUUID(),
    });
    await use({ database, connection, access, appKey });
  } finally {
    await database.close();
  }
}

/** The same with a line to the connection's organisations. @throws what `withOpened` throws, and what the services answer */
export async function withConnection(
  given: string,
  use: (connection: AccountOfConnection) => Promise<void>,
): Promise<void> {
  await withOpened(given, async ({ database: { prisma }, connection, access, appKey }) => {
    const credentials = createCredentialStore({
      prisma,
      sealer: createSealer(appKey),
      connectionId: connection.id,
    });
    const account = access.openAccount(connection, credentials);
    try {
      await use({ account, mappingSet: connection.mappingSet });
    } finally {
      await account.close();
    }
  });
}
