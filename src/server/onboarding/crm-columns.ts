/** The CRM integration as a connection keeps it. */
import type { CrmSource, SyncType } from '../../store/generated/prisma/enums.ts';
import type { CrmIntegration } from '../../zoho/index.ts';

const SOURCES = {
  organisation: 'ORGANISATION',
  declared: 'DECLARED',
  none: 'NONE',
} as const satisfies Readonly<Record<CrmIntegration['source'], CrmSource>>;

export interface CrmColumns {
  readonly crmSource: CrmSource;
  readonly crmSyncType: SyncType | null;
  readonly crmRunning: boolean | null;
  readonly crmCheckedAt: Date;
}

/** The columns of `Connection`, for whoever has asked. */
export function crmColumns({ source, syncType, running }: CrmIntegration, at: Date): CrmColumns {
  return { crmSource: SOURCES[source], crmSyncType: syncType, crmRunning: running, crmCheckedAt: at };
}
