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
export type { SharedQuota } from './budget/account.ts';

export { BudgetRegistry } from './budget/registry.ts';
export type { Priority } from './budget/terms.ts';
export { type Capabilities, capabilitiesFromJson } from './capabilities.ts';
export { fsmCanStore } from './codec/values.ts';
export type { RecordCount } from './count-records.ts';
export { HostNotAllowed } from './errors.ts';
export { documentedLimits, sandboxLimits } from './limits.ts';
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
  quotaPlace,
  type SessionOptions,
  type ZohoConnection,
  type ZohoSession,
} from './session.ts';
export type { ConnectionDataCenter, Product } from './transport/hosts.ts';
export type { HttpAnswer, HttpFetch, HttpRequest } from './transport/http.ts';
