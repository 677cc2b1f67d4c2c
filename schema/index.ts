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
import './inbound-hooks.ts';
import './delivery.ts';
import './run.ts';
import './sync-run.ts';
import './import-run.ts';
import './sync-preview.ts';
import './run-control.ts';
import './record-link.ts';
import './linking.ts';
import './run-record.ts';
import './preview-record.ts';
import './match-suggestion.ts';
import './failure-log.ts';
import './mapping-status.ts';
import './field-catalog.ts';
import './token.ts';
import './audit-entry.ts';
import './sync-progress.ts';
import { builder } from './builder.ts';

export type { Context, MappingReader, Principal, Services } from './context.ts';
export { makeLoaders } from './loaders.ts';

export const schema = builder.toSchema();
