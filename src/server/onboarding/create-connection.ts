/** Makes a connection: asks both organisations first, stores afterwards, and nothing when anything is wrong. */

import type { EngineClock } from '../../engine/services.ts';
import type { Answer, NewConnection } from '../../jobs/control.ts';
import { refuse } from '../../jobs/refusals.ts';
import { taxEditionOf } from '../../mapping/index.ts';
import type { Authorisations } from '../../store/authorisations.ts';
import { type Connection, Prisma, type PrismaClient } from '../../store/generated/prisma/client.ts';
import type { DataCenter } from '../../store/generated/prisma/enums.ts';
import { type FsmOrganization, ianaZone, type OrganizationDetail } from '../../zoho/index.ts';
import type { MappingSets } from '../mapping-sets.ts';
import type { ZohoAccess } from '../zoho-access.ts';
import { crmColumns } from './crm-columns.ts';
import {
  AuthorisationUsed,
  type ReachedAccount,
  type ResolvedLogin,
  reachAccount,
  resolveLogin,
  takeLogin,
} from './logins.ts';
import { notReady } from './refusals.ts';
import type { SealLogin } from './seal-login.ts';

export interface CreateConnectionDependencies {
  readonly prisma: PrismaClient;
  readonly access: Pick<ZohoAccess, 'openAccount'>;
  readonly mappings: MappingSets;
  readonly authorisations: Authorisations;
  readonly clock: EngineClock;
  readonly newId: () => string;
  readonly seal: SealLogin;
}

export async function createConnection(
  deps: CreateConnectionDependencies,
  input: NewConnection,
): Promise<Answer<{ connectionId: string }>> {
  const id = deps.newId();
  const at = new Date(deps.clock.nowMs());
  const wanted = { product: input.product, dataCenter: input.dataCenter ?? null, connectionId: null };
  const resolved = await resolveLogin(deps.authorisations, input, wanted, at);
  if (!resolved.ok) return resolved;
  const dataCenter = input.dataCenter ?? resolved.value.authorisation?.dataCenter;
  if (dataCenter === undefined) return dataCenterMissing();
  const declaredSyncType = input.syncType ?? null;
  const meant = { ...input, id, dataCenter, declaredSyncType, knownFsmRecords: [] };
  const reached = await reachAccount(deps.access, meant, resolved.value.login);
  if (!reached.ok) return reached;
  if (!reached.value.books.active) return inactive();
  const mappingSet = input.mappingSet ?? 'default';
  const taxEdition = taxEditionOf(reached.value.books.version);
  // E6: the CRM integration's type where it is told, else the one given, else that of a new organisation.
  const syncType = reached.value.crm.syncType ?? declaredSyncType ?? 'TYPE_IV';
  const issues = await deps.mappings.issues({ mappingSet, taxEdition, syncType });
  if (issues.length > 0)
    return refuse('MAPPING_INVALID', `The mapping set "${mappingSet}" is not valid.`, issues);
  const row = { ...rowOf(input, dataCenter, reached.value, at), id, syncType, mappingSet, taxEdition };
  return store(deps, row, reached.value, resolved.value);
}

/** E6: one of the active organisations. */
const inactive = () => {
  const message = 'The organisation is not active: activate it in Zoho, or choose another one.';
  return refuse('VALIDATION_FAILED', message, [{ path: ['booksOrganizationId'], message }]);
};

const dataCenterMissing = () => {
  const message = 'is needed: the data centre that holds both organisations';
  return refuse('VALIDATION_FAILED', 'The input is not usable.', [{ path: ['dataCenter'], message }]);
};

type NewRow = Omit<Prisma.ConnectionUncheckedCreateInput, 'credential'> & Pick<Connection, 'id'>;

function rowOf(
  input: NewConnection,
  dataCenter: DataCenter,
  { books, fsm, crm }: ReachedAccount,
  at: Date,
): Omit<NewRow, 'id' | 'syncType'> {
  return {
    name: input.name,
    product: input.product,
    dataCenter,
    booksOrganizationId: input.booksOrganizationId,
    fsmOrganizationId: input.fsmOrganizationId,
    timeZone: zoneOf(books, fsm),
    mailRecipients: [...(input.mailRecipients ?? [])],
    booksPlan: books.planName,
    fsmEdition: fsm.edition,
    ...crmColumns(crm, at),
  };
}

async function store(
  deps: CreateConnectionDependencies,
  row: NewRow,
  { credential }: ReachedAccount,
  login: ResolvedLogin,
): Promise<Answer<{ connectionId: string }>> {
  const { id } = row;
  try {
    await deps.prisma.$transaction(async (transaction) => {
      await takeLogin(transaction, login);
      const data = { ...row, credential: { create: deps.seal(id, credential) } };
      await transaction.connection.create({ data });
    });
  } catch (error) {
    if (error instanceof AuthorisationUsed) return notReady();
    if (!(error instanceof Prisma.PrismaClientKnownRequestError) || error.code !== 'P2002') throw error;
    return refuse('VALIDATION_FAILED', 'These two organisations are connected already.', [
      { path: ['booksOrganizationId'], message: 'A connection of this pair of organisations exists.' },
    ]);
  }
  return { ok: true, value: { connectionId: id } };
}

/** The day of S3 and of the quota is the Books organisation's (books-api.md 2); a zone we cannot use falls back. */
function zoneOf(books: OrganizationDetail, fsm: FsmOrganization): string {
  for (const zone of [books.timeZone, fsm.timeZone]) {
    const usable = zone === null ? null : ianaZone(zone);
    if (usable !== null) return usable;
  }
  return 'UTC';
}
