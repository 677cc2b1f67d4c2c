/** What a letter is about: one notice, and the connection it happened to. */
import type { NotificationTrigger } from '../../store/generated/prisma/enums.ts';

export interface About {
  readonly connection: AboutConnection;
  readonly trigger: NotificationTrigger;
  readonly code: string;
  /** The run's own sentences: they name fields and files, never a value. */
  readonly reason: string;
  /** As the API shows it; null when no run is concerned. */
  readonly runId: string | null;
  readonly at: Date;
  /** Reasons of failed records in words, where there are any. */
  readonly details: readonly string[];
}

export interface AboutConnection {
  readonly name: string;
  /** As the API shows it. */
  readonly id: string;
  readonly mappingSet: string;
  /** Null: people start the next sync. */
  readonly nextSyncAt: Date | null;
  /** Where the dashboard is; null when that is not known here. */
  readonly dashboardUrl: string | null;
}

export const minute = (at: Date): string => `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`;

export const nextSync = ({ nextSyncAt }: AboutConnection): string =>
  nextSyncAt === null
    ? 'Start a sync: the automatic one is switched off.'
    : `Start a sync, or wait for the automatic one at ${minute(nextSyncAt)}.`;
