/** Where a mutation's login comes from, typed in or authorised, and what it reaches. */
import type { Answer } from '../../jobs/control.ts';
import type { LoginSource } from '../../jobs/onboarding.ts';
import { refuse } from '../../jobs/refusals.ts';
import { type Authorisations, takeAway } from '../../store/authorisations.ts';
import type { StoredCredential } from '../../store/credentials.ts';
import type { Authorisation, Prisma } from '../../store/generated/prisma/client.ts';
import type { BooksProduct, DataCenter, SyncType } from '../../store/generated/prisma/enums.ts';
import type { AccountClient, CrmIntegration, FsmOrganization, OrganizationDetail } from '../../zoho/index.ts';
import type { ZohoAccess } from '../zoho-access.ts';
import { type Login, memoryCredentials } from './memory-credentials.ts';
import { notReady, notTheLogins, refusalOf } from './refusals.ts';

export interface ResolvedLogin {
  readonly login: Login;
  /** Null: typed in. */
  readonly authorisation: Authorisation | null;
}

/** The login that is meant; an authorisation must be for the same product, data centre and connection. */
export async function resolveLogin(
  authorisations: Authorisations,
  source: LoginSource,
  meant: {
    readonly product: BooksProduct;
    readonly dataCenter: DataCenter | null;
    readonly connectionId: string | null;
  },
  at: Date,
): Promise<Answer<ResolvedLogin>> {
  if (!('authorisationId' in source)) return { ok: true, value: { login: source, authorisation: null } };
  const found = await authorisations.login(source.authorisationId, at);
  if (found === null) return notReady();
  const { row, login } = found;
  if (row.product !== meant.product) {
    return mismatch('product', `The authorisation is for ${row.product}; begin one for ${meant.product}.`);
  }
  if (meant.dataCenter !== null && row.dataCenter !== meant.dataCenter) {
    return mismatch(
      'dataCenter',
      `The login lives in the data centre ${row.dataCenter}, not in ${meant.dataCenter}.`,
    );
  }
  if (row.connectionId !== null && row.connectionId !== meant.connectionId) {
    return mismatch('authorisationId', 'The authorisation was begun for another connection.');
  }
  return { ok: true, value: { login, authorisation: row } };
}

const mismatch = (field: string, message: string) =>
  refuse('VALIDATION_FAILED', message, [{ path: [field], message }]);

export interface ReachedAccount {
  readonly books: OrganizationDetail;
  readonly fsm: FsmOrganization;
  readonly crm: CrmIntegration;
  /** The login with the access token that was used last. */
  readonly credential: Omit<StoredCredential, 'refreshBlockedUntilMs'>;
}

export interface MeantAccount {
  readonly id: string;
  readonly product: BooksProduct;
  readonly dataCenter: DataCenter;
  readonly booksOrganizationId: string;
  readonly fsmOrganizationId: string;
  readonly declaredSyncType: SyncType | null;
  /** FSM records that the connection knows: proof of the organisation where FSM does not tell which it is. */
  readonly knownFsmRecords: readonly { readonly module: string; readonly id: string }[];
}

const CHECK_MS_MAX = 60_000;
const PRODUCT_NAMES = { BOOKS: 'Zoho Books', INVOICE: 'Zoho Invoice' } as const;

/** Asks both organisations with a login that is not stored yet. */
export async function reachAccount(
  access: Pick<ZohoAccess, 'openAccount'>,
  meant: MeantAccount,
  login: Login,
): Promise<Answer<ReachedAccount>> {
  const credentials = memoryCredentials(login);
  try {
    const account = access.openAccount(meant, credentials);
    try {
      const signal = AbortSignal.timeout(CHECK_MS_MAX);
      const books = await account.organization(signal);
      if (books === null) return notTheLogins('booksOrganizationId', PRODUCT_NAMES[meant.product]);
      const fsm = await account.fsmOrganization(signal);
      if (!(await isMeantFsm(account, meant, fsm, signal))) return notTheLogins('fsmOrganizationId', 'FSM');
      const crm = await account.crmIntegration(meant.declaredSyncType, signal);
      return { ok: true, value: { books, fsm, crm, credential: await credentials.read() } };
    } finally {
      await account.close();
    }
  } catch (error) {
    return refusalOf(error);
  }
}

async function isMeantFsm(
  account: AccountClient,
  meant: MeantAccount,
  fsm: FsmOrganization,
  signal: AbortSignal,
): Promise<boolean> {
  if (fsm.organizationId !== null) return fsm.organizationId === meant.fsmOrganizationId;
  // No documented call names the organisation's id; one record found is proof enough, as ids are Zoho-wide.
  for (const { module, id } of meant.knownFsmRecords) {
    if (await account.fsmHas(module, id, signal)) return true;
  }
  return meant.knownFsmRecords.length === 0;
}

/** Takes the authorisation away in the transaction that stores its login. @throws AuthorisationUsed, which rolls it back */
export async function takeLogin(
  transaction: Prisma.TransactionClient,
  { authorisation }: ResolvedLogin,
): Promise<void> {
  if (authorisation !== null && !(await takeAway(transaction, authorisation.id)))
    throw new AuthorisationUsed();
}

/** Somebody else used the authorisation between the look and the deed. */
export class AuthorisationUsed extends Error {
  readonly code = 'AUTHORISATION_USED';
  constructor() {
    super('the authorisation was used by somebody else');
    this.name = 'AuthorisationUsed';
  }
}
