/** The GraphQL schema: importing a subject registers it. */
import './scalars.ts';
import './user-error.ts';
import './connection.ts';
import './crm-integration.ts';
import './capability.ts';
import './authorisation.ts';
import './login-organizations.ts';
import './create-connection.ts';
import './replace-credential.ts';
import './mail.ts';
import './notification.ts';
import './webhook.ts';
import './delivery.ts';
import './sync-run.ts';
import './blackout.ts';
import './quota.ts';
import './preflight-check.ts';
import './support.ts';
import './record-link.ts';
import './linking.ts';
import './sync-type.ts';
import './run-record.ts';
import './failure-log.ts';
import './record-kind.ts';
import './mapping-status.ts';
import './field-catalog.ts';
import './token.ts';
import './audit-entry.ts';
import './sync-progress.ts';
import { builder } from './builder.ts';

export type { Context, MappingReader, Principal, Services } from './context.ts';
export { makeLoaders } from './loaders.ts';

export const schema = builder.toSchema();
