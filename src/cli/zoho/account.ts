/** The account that a probe looks at: a connection of this installation, or a login given for the occasion. */
import { text } from 'node:stream/consumers';
import { z } from 'zod';
import { resolveAppKey } from '../../server/app-key.ts';
import { systemClock } from '../../server/clock.ts';
import { type Config, readConfig } from '../../server/config.ts';
import { createLog } from '../../server/log.ts';
import { memoryCredentials } from '../../server/onboarding/memory-credentials.ts';
import { ZohoAccess } from '../../server/zoho-access.ts';
import { createCredentialStore } from '../../store/credentials.ts';
import { type Database, openDatabase } from '../../store/database.ts';
import { createQuotaLedger } from '../../store/quota.ts';
import { createSealer } from '../../store/sealing.ts';
import {
  documentedLimits,
  openAccountClient,
  type SessionOptions,
  sandboxLimits,
  type ZohoConnection,
} from '../../zoho/index.ts';
import { databaseId } from '../mappings/connection.ts';
import { CommandError } from '../mappings/sets.ts';

export interface AccountOptions {
  readonly connection?: string;
  readonly dataCenter?: ZohoConnection['dataCenter'];
  readonly product: ZohoConnection['product'];
  readonly booksOrganization?: string;
  readonly clientId?: string;
  readonly clientSecret?: string;
  readonly refreshToken?: string;
  readonly loginFromStdin?: boolean;
}

const loginSchema = z.object({
  clientId: z.string().min(1),
  clientSecret: z.string().min(1),
  refreshToken: z.string().min(1),
});
type GivenLogin = z.infer<typeof loginSchema>;

// The command's own words are on standard output; the log of the clients would stand between them.
const log = createLog({ level: 'silent' });
const LIST_MS_MAX = 30_000;

/** Opens the account for as long as `use` takes. @throws CommandError, ConfigError, and what the services answer */
export async function withAccount<T>(
  options: AccountOptions,
  use: (session: SessionOptions) => Promise<T>,
): Promise<T> {
  const config = readConfig(process.env);
  if (options.connection !== undefined) return withStored(config, options.connection, use);
  const { dataCenter } = options;
  if (dataCenter === undefined)
    throw new CommandError(
      'Name a connection with --connection, or a login with --data-center and its secrets.',
    );
  return use(await givenAccount(config, { ...options, dataCenter }));
}

async function withStored<T>(
  config: Config,
  given: string,
  use: (session: SessionOptions) => Promise<T>,
): Promise<T> {
  const id = databaseId(given);
  const database: Database = await openDatabase({
    databaseUrl: config.databaseUrl,
    dataDir: config.dataDir,
    log,
  });
  try {
    const { prisma } = database;
    const connection = await prisma.connection.findUnique({ where: { id } });
    if (connection === null) throw new CommandError('there is no such connection in this database.');
    const sealer = createSealer(resolveAppKey(config));
    const credentials = (connectionId: string) => createCredentialStore({ prisma, sealer, connectionId });
    const access = new ZohoAccess({
      prisma,
      clock: systemClock,
      log,
      allowedHosts: config.zohoAllowedHosts,
      sandboxUrl: config.sandboxUrl,
      credentials,
      ledger: createQuotaLedger(prisma),
      holder: crypto.randomUUID(),
    });
    return await use(access.sessionOptions(connection, credentials(id)));
  } finally {
    await database.close();
  }
}

async function givenLogin(options: AccountOptions): Promise<GivenLogin> {
  const given = options.loginFromStdin === true ? parsed(await text(process.stdin)) : options;
  const login = loginSchema.safeParse(given);
  if (login.success) return login.data;
  const missing = login.error.issues.map((issue) => issue.path.join('.')).filter((name) => name !== '');
  throw new CommandError(
    `The login is not complete${missing.length === 0 ? '' : `: ${missing.join(', ')} missing`}. ` +
      'Set ZOHO_CLIENT_ID, ZOHO_CLIENT_SECRET and ZOHO_REFRESH_TOKEN, or pipe JSON to --login-from-stdin.',
  );
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    throw new CommandError('Standard input is not JSON.');
  }
}

async function givenAccount(
  config: Config,
  options: AccountOptions & { readonly dataCenter: ZohoConnection['dataCenter'] },
): Promise<SessionOptions> {
  const { dataCenter, product } = options;
  const { sandboxUrl } = config;
  const session = (booksOrganizationId: string): Omit<SessionOptions, 'credentials'> => ({
    connection: { id: 'probe', product, dataCenter, booksOrganizationId, fsmOrganizationId: '' },
    limits:
      dataCenter === 'SANDBOX'
        ? sandboxLimits(sandboxUrl, booksOrganizationId)
        : documentedLimits({ product }),
    clock: systemClock,
    log,
    allowedHosts: config.zohoAllowedHosts,
    sandboxUrl,
  });
  // Asked once: the question for organisations and the probe share the access token.
  const credentials = memoryCredentials(await givenLogin(options));
  const organizationId = options.booksOrganization ?? (await firstActive({ ...session(''), credentials }));
  return { ...session(organizationId), credentials };
}

async function firstActive(session: SessionOptions): Promise<string> {
  const account = openAccountClient(session);
  try {
    const all = await account.listOrganizations(AbortSignal.timeout(LIST_MS_MAX));
    const found = all.find(({ active }) => active);
    if (found !== undefined) return found.organizationId;
    throw new CommandError(
      'This login has no active organisation of that product: choose another --product.',
    );
  } finally {
    await account.close();
  }
}
