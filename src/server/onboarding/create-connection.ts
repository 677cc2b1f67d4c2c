/** Makes a connection: asks both organisations first, stores afterwards, and nothing when anything is wrong. */
import { EngineError } from '../engine/errors.ts';
import type { Answer, NewConnection, Refusal } from '../jobs/control.ts';
import { taxEditionOf } from '../mapping/index.ts';
import type { PrismaClient } from '../store/generated/prisma/client.ts';
import { Prisma } from '../store/generated/prisma/client.ts';
import type { FsmOrganization, OrganizationDetail } from '../zoho/index.ts';
import type { MappingSets } from './mapping-sets.ts';
import { memoryCredentials } from './memory-credentials.ts';
import type { ZohoAccess } from './zoho-access.ts';

export interface CreateConnectionDependencies {
  readonly prisma: PrismaClient;
  readonly access: ZohoAccess;
  readonly mappings: MappingSets;
  readonly newId: () => string;
  /** Seals the secrets of a credential for the connection of this id. */
  readonly seal: (
    connectionId: string,
    secrets: { clientSecret: string; refreshToken: string },
  ) => {
    readonly clientSecret: Uint8Array<ArrayBuffer>;
    readonly refreshToken: Uint8Array<ArrayBuffer>;
  };
}

const CHECK_MS_MAX = 60_000;

export async function createConnection(
  deps: CreateConnectionDependencies,
  input: NewConnection,
): Promise<Answer<{ connectionId: string }>> {
  const id = deps.newId();
  const mappingSet = input.mappingSet ?? 'default';
  // E6: the type of a new organisation.
  const syncType = input.syncType ?? 'TYPE_IV';
  const asked = await askOrganizations(deps, id, input);
  if (!asked.ok) return asked;
  const { books, fsm } = asked.value;
  const taxEdition = taxEditionOf(books.version);
  const issues = await deps.mappings.issues({ mappingSet, taxEdition, syncType });
  if (issues.length > 0)
    return refuse('MAPPING_INVALID', `The mapping set "${mappingSet}" is not valid.`, issues);
  try {
    await deps.prisma.connection.create({
      data: {
        id,
        name: input.name,
        product: input.product,
        syncType,
        dataCenter: input.dataCenter,
        booksOrganizationId: input.booksOrganizationId,
        fsmOrganizationId: input.fsmOrganizationId,
        timeZone: zoneOf(books, fsm),
        mappingSet,
        mailRecipients: [...(input.mailRecipients ?? [])],
        taxEdition,
        booksPlan: books.planName,
        fsmEdition: fsm.edition,
        credential: {
          create: {
            clientId: input.clientId,
            ...deps.seal(id, input),
          },
        },
      },
    });
  } catch (error) {
    if (!(error instanceof Prisma.PrismaClientKnownRequestError) || error.code !== 'P2002') throw error;
    return refuse('VALIDATION_FAILED', 'These two organisations are connected already.', [
      { path: ['booksOrganizationId'], message: 'A connection of this pair of organisations exists.' },
    ]);
  }
  return { ok: true, value: { connectionId: id } };
}

const refuse = (
  code: Refusal['code'],
  message: string,
  issues?: Refusal['issues'],
): { ok: false; refusal: Refusal } => ({
  ok: false,
  refusal: { code, message, ...(issues === undefined ? {} : { issues }) },
});

/** The day of S3 and of the quota is the Books organisation's (books-api.md 2); a zone we cannot use falls back. */
function zoneOf(books: OrganizationDetail, fsm: FsmOrganization): string {
  for (const zone of [books.timeZone, fsm.timeZone]) {
    if (zone === null) continue;
    try {
      return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone;
    } catch {
      // Not an IANA name of this runtime: the next one may be.
    }
  }
  return 'UTC';
}

async function askOrganizations(
  deps: CreateConnectionDependencies,
  id: string,
  input: NewConnection,
): Promise<Answer<{ books: OrganizationDetail; fsm: FsmOrganization }>> {
  try {
    const account = deps.access.openAccount({ ...input, id }, memoryCredentials(input));
    try {
      const signal = AbortSignal.timeout(CHECK_MS_MAX);
      const books = await account.organization(signal);
      if (books === null) return notTheLogins('booksOrganizationId', 'Books or Invoice');
      const fsm = await account.fsmOrganization(signal);
      if (fsm.organizationId !== null && fsm.organizationId !== input.fsmOrganizationId) {
        return notTheLogins('fsmOrganizationId', 'FSM');
      }
      return { ok: true, value: { books, fsm } };
    } finally {
      await account.close();
    }
  } catch (error) {
    return refusalOf(error);
  }
}

function notTheLogins(field: string, service: string): { ok: false; refusal: Refusal } {
  return refuse('VALIDATION_FAILED', `This login has no such ${service} organisation.`, [
    {
      path: [field],
      message: `Use the id of a ${service} organisation that the refresh token's user belongs to.`,
    },
  ]);
}

/** Faults of the account as refusals: the credential, or a service that cannot be reached. */
function refusalOf(error: unknown): { ok: false; refusal: Refusal } {
  if (!(error instanceof EngineError)) {
    if (error instanceof Error && 'code' in error && typeof error.code === 'string') {
      return refuse('SERVICE_UNAVAILABLE', error.message);
    }
    throw error;
  }
  const code = error.code === 'REAUTHORISATION_REQUIRED' ? 'REAUTHORISATION_REQUIRED' : 'SERVICE_UNAVAILABLE';
  return refuse(code, error.message);
}
