/** The organisations that a login reaches, of all three products (E6). */
import type { LoginOrganization, LoginOrganizations, LoginProduct } from '../../jobs/onboarding.ts';
import type { BooksProduct, DataCenter } from '../../store/generated/prisma/enums.ts';
import type { AccountClient, CredentialStore, OrganizationSummary } from '../../zoho/index.ts';
import type { ZohoAccess } from '../zoho-access.ts';
import { refusalOf } from './refusals.ts';

const LIST_MS_MAX = 30_000;

const booksRow = (product: BooksProduct, row: OrganizationSummary): LoginOrganization => ({
  organizationId: row.organizationId,
  product,
  name: row.name,
  edition: row.planName,
  active: row.active,
  currency: row.currencyCode,
  timeZone: row.timeZone,
});

async function fsmRows(account: AccountClient, signal: AbortSignal): Promise<LoginOrganization[]> {
  const { organizationId, name, edition, timeZone } = await account.fsmOrganization(signal);
  // FSM shows the login's own organisation only, and no flag says whether it is active.
  return [{ organizationId, product: 'FSM', name, edition, active: true, currency: null, timeZone }];
}

interface Question {
  readonly product: LoginProduct;
  readonly ask: (account: AccountClient, signal: AbortSignal) => Promise<readonly LoginOrganization[]>;
}

const listOf = (product: BooksProduct): Question => ({
  product,
  ask: async (account, signal) =>
    (await account.listOrganizations(signal)).map((row) => booksRow(product, row)),
});

const QUESTIONS: readonly Question[] = [listOf('INVOICE'), listOf('BOOKS'), { product: 'FSM', ask: fsmRows }];

/** A product that refuses, as one that the user does not have will, leaves the others their answers. */
export async function loginOrganizations(
  access: Pick<ZohoAccess, 'openLogin'>,
  login: { readonly id: string; readonly dataCenter: DataCenter; readonly product: BooksProduct },
  credentials: CredentialStore,
): Promise<LoginOrganizations> {
  const organizations: LoginOrganization[] = [];
  const unanswered: LoginOrganizations['unanswered'][number][] = [];
  // One after the other: they share one access token, which the first may have to renew.
  for (const { product, ask } of QUESTIONS) {
    const asked = { ...login, product: product === 'FSM' ? login.product : product };
    const account = access.openLogin(asked, credentials);
    try {
      organizations.push(...(await ask(account, AbortSignal.timeout(LIST_MS_MAX))));
    } catch (error) {
      unanswered.push({ product, message: refusalOf(error).refusal.message });
    } finally {
      await account.close();
    }
  }
  return { organizations, unanswered };
}
