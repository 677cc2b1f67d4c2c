/** Onboarding: logins to Zoho, the organisations they reach, and the connections made of them. */
import type { Answer } from '../../jobs/control.ts';
import type { LoginOrganizations, Onboarding } from '../../jobs/onboarding.ts';
import { refuse } from '../../jobs/refusals.ts';
import type { DataCenter } from '../../store/generated/prisma/enums.ts';
import { DATA_CENTER_HOSTS } from '../../zoho-api/index.ts';
import {
  type AuthoriseDependencies,
  acceptRedirect,
  beginAuthorisation,
  completeAuthorisation,
  viewOf,
} from './authorise.ts';
import { capabilityWords } from './capability-words.ts';
import { loginOrganizations } from './login-organizations.ts';
import { memoryCredentials } from './memory-credentials.ts';
import { refusalOf } from './refusals.ts';
import { type ReplaceCredentialDependencies, replaceCredential } from './replace-credential.ts';

export { createConnection } from './create-connection.ts';
export { forgetLogins } from './forget-logins.ts';

export type OnboardingDependencies = AuthoriseDependencies & ReplaceCredentialDependencies;

export function createOnboarding(deps: OnboardingDependencies): Onboarding {
  const now = () => new Date(deps.clock.nowMs());
  return {
    beginAuthorisation: (input) => beginAuthorisation(deps, input),
    completeAuthorisation: (input) => completeAuthorisation(deps, input),
    acceptRedirect: (redirect) => acceptRedirect(deps, redirect),
    authorisation: async (id) => {
      const row = await deps.authorisations.find(id);
      return row === null ? null : viewOf(row, now());
    },
    organizations: (id) => organizations(deps, id, now()),
    newInvoiceOrganization: (dataCenter) => newInvoiceOrganization(dataCenter, deps.sandboxUrl),
    replaceCredential: (input, actor) => replaceCredential(deps, input, actor),
    probeConnection: ({ connectionId }) => probeConnection(deps, connectionId),
    capabilities: capabilityWords,
  };
}

async function organizations(
  deps: OnboardingDependencies,
  id: string,
  at: Date,
): Promise<LoginOrganizations> {
  const found = await deps.authorisations.login(id, at);
  if (found === null) return { organizations: [], unanswered: [] };
  const credentials = memoryCredentials(found.login, (token) =>
    deps.authorisations.saveAccessToken(id, token),
  );
  return loginOrganizations(deps.access, found.row, credentials);
}

/**
 * `POST /organizations` is listed in Zoho's documentation without what it takes (books-api.md 7.1), and an organisation
 * made wrongly cannot be taken back: a person makes it where Zoho asks for all it needs.
 */
function newInvoiceOrganization(dataCenter: DataCenter, sandboxUrl: string) {
  return {
    url: dataCenter === 'SANDBOX' ? sandboxUrl : DATA_CENTER_HOSTS[dataCenter].invoiceWeb,
    note:
      'Sign in there as the user who authorises here and add an organisation. ' +
      'It appears in this list afterwards, and its sync is of Type IV unless another type is chosen.',
    syncType: 'TYPE_IV' as const,
  };
}

async function probeConnection(
  deps: OnboardingDependencies,
  connectionId: string,
): Promise<Answer<{ connectionId: string }>> {
  const connection = await deps.prisma.connection.findUnique({ where: { id: connectionId } });
  if (connection === null) return refuse('NOT_FOUND', 'There is no such connection.');
  try {
    await deps.access.probe(connection);
    return { ok: true, value: { connectionId } };
  } catch (error) {
    return refusalOf(error);
  }
}
