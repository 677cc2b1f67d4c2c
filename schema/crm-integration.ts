/** What is known of the account's CRM-Books integration, which the sync type must equal (E6, X2). */
import type { Connection as ConnectionRow } from '../src/store/generated/prisma/client.ts';
import type { CrmSource as CrmSourceName } from '../src/store/generated/prisma/enums.ts';
import { builder } from './builder.ts';
import { Connection } from './connection.ts';
import { CrmSource, SyncType } from './enums.ts';

interface CrmIntegrationRow {
  readonly source: CrmSourceName;
  readonly syncType: ConnectionRow['crmSyncType'];
  readonly running: boolean | null;
  readonly checkedAt: Date;
}

const CrmIntegration = builder.objectRef<CrmIntegrationRow>('CrmIntegration').implement({
  description: "The account's CRM-Books integration, as far as it can be read.",
  fields: (t) => ({
    source: t.expose('source', { type: CrmSource, description: 'Who says so.' }),
    syncType: t.expose('syncType', {
      type: SyncType,
      nullable: true,
      description: 'Its sync type; null where there is no integration or nobody tells.',
    }),
    running: t.exposeBoolean('running', {
      nullable: true,
      description: 'Whether its sync was under way at that time; null where nobody tells.',
    }),
    checkedAt: t.expose('checkedAt', { type: 'DateTime', description: 'When it was looked at.' }),
  }),
});

builder.prismaObjectField(Connection, 'crmIntegration', (t) =>
  t.field({
    type: CrmIntegration,
    nullable: true,
    description: "The account's CRM-Books integration when it was last looked at; null: never.",
    resolve: ({ crmSource, crmSyncType, crmRunning, crmCheckedAt }): CrmIntegrationRow | null =>
      crmSource === null || crmCheckedAt === null
        ? null
        : { source: crmSource, syncType: crmSyncType, running: crmRunning, checkedAt: crmCheckedAt },
  }),
);
