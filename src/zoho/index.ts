/** The Zoho clients: sessions for the engine, a client for account questions, probes, limits. */
export {
  type AccountClient,
  booksFields,
  type Currency,
  type FieldDefinition,
  type FsmOrganization,
  fsmFields,
  type OrganizationDetail,
  type OrganizationSummary,
  openAccountClient,
} from './account.ts';
export {
  type AccountFacts,
  accountFacts,
  type BooksSettings,
  LIMITED_MODULES,
  type LimitedModule,
} from './account-facts.ts';
export {
  type AccountsPlace,
  accountsOfRedirect,
  accountsPlace,
  consentUrl,
  exchangeCode,
  type NewLogin,
  revokeRefreshToken,
} from './authorise.ts';
export type { SharedQuota } from './budget/account.ts';
export { quotaPlace } from './budget/joining.ts';
export { BudgetRegistry } from './budget/registry.ts';
export type { Priority } from './budget/terms.ts';
export { type Capabilities, capabilitiesFromJson } from './capabilities.ts';
export { fsmCanStore } from './codec/values.ts';
export type { RecordCount } from './count-records.ts';
export {
  type CrmIntegration,
  type CrmIntegrationReader,
  type CrmSyncType,
  crmIntegrationReader,
} from './crm-integration.ts';
export { AuthorisationRefused, HostNotAllowed, isTransportFault } from './errors.ts';
export { inquire, QUESTIONS, type Settled } from './inquiry/index.ts';
export { documentedLimits, sandboxLimits } from './limits.ts';
export { DetailMemory } from './modules/customer-details.ts';
export type {
  ClientLog,
  CredentialStore,
  LimitsSource,
  QuotaAsk,
  QuotaGrant,
  QuotaLedger,
  QuotaPlace,
  QuotaReport,
  ServiceLimits,
  ZohoCredential,
} from './ports.ts';
export { probeCapabilities } from './probes.ts';
export {
  openZohoSession,
  type SessionOptions,
  type ZohoConnection,
  type ZohoSession,
} from './session.ts';
export { ianaZone } from './time-zone.ts';
export type { ConnectionDataCenter, Product } from './transport/hosts.ts';
export { type HttpAnswer, type HttpFetch, type HttpRequest, openHttp } from './transport/http.ts';
