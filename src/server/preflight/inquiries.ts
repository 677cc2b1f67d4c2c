/** Questions that a person's request asks before a run is queued: a few calls, with people's priority, and short. */
import type { EngineClock } from '../../engine/services.ts';
import type { Connection, PrismaClient } from '../../store/generated/prisma/client.ts';
import type { AccountClient, CredentialStore } from '../../zoho/index.ts';
import { liveProblems } from '../live-catalog.ts';
import type { MappingSets } from '../mapping-sets.ts';
import { crmColumns } from '../onboarding/crm-columns.ts';
import type { ZohoAccess } from '../zoho-access.ts';
import { editionProblem } from './decide.ts';

export interface InquiryDependencies {
  readonly prisma: PrismaClient;
  readonly access: Pick<ZohoAccess, 'openAccount'>;
  readonly credentials: (connectionId: string) => CredentialStore;
  readonly mappings: Pick<MappingSets, 'load'>;
  readonly clock: Pick<EngineClock, 'nowMs'>;
  readonly log: { warn(fields: Readonly<Record<string, unknown>>, message: string): void };
  /** Names in lower case (E5). */
  readonly editionsWithoutSync: readonly string[];
}

export interface Inquiries {
  /** S9: whether the account's CRM sync is known to be under way just now. */
  crmSyncRuns(connectionId: string): Promise<boolean>;
  /** E5: why sync cannot be enabled with the FSM edition; null: it can, or nobody tells. */
  editionProblem(connection: Connection): Promise<string | null>;
  /** E4: what the fields of both organisations, as they are now, forbid the mapping; empty where nobody tells. */
  catalogProblems(
    connection: Connection,
  ): Promise<readonly { readonly path: readonly string[]; readonly message: string }[]>;
}

/** Milliseconds: the person waits, and the run asks again. */
const ANSWER_MS_MAX = 5_000;

export function createInquiries(deps: InquiryDependencies): Inquiries {
  const ask = async <T>(connection: Connection, question: Question<T>): Promise<T | null> => {
    const account = deps.access.openAccount(connection, deps.credentials(connection.id));
    try {
      return await question(account, AbortSignal.timeout(ANSWER_MS_MAX));
    } catch (error) {
      // Whatever keeps the services from answering will keep the run from beginning, with a reason of its own.
      deps.log.warn({ connectionId: connection.id, err: error }, 'a question before a sync was not answered');
      return null;
    } finally {
      await account.close();
    }
  };
  return {
    async crmSyncRuns(connectionId) {
      const connection = await deps.prisma.connection.findUnique({ where: { id: connectionId } });
      if (connection === null) return false;
      const crm = await ask(connection, (account, signal) =>
        account.crmIntegration(connection.syncType, signal),
      );
      if (crm === null) return false;
      const at = new Date(deps.clock.nowMs());
      await deps.prisma.connection.update({ where: { id: connectionId }, data: crmColumns(crm, at) });
      return crm.running === true;
    },
    async editionProblem(connection) {
      const told = await ask(connection, (account, signal) => account.fsmOrganization(signal));
      const edition = told?.edition ?? connection.fsmEdition;
      return edition === null ? null : editionProblem(edition, deps.editionsWithoutSync);
    },
    async catalogProblems(connection) {
      const result = await deps.mappings.load(connection);
      if (!result.ok) return [];
      const { tables } = result.mapping;
      const problems = await ask(connection, (account, signal) =>
        liveProblems(
          {
            fsm: (module) => account.fsmFields(module, signal),
            books: (entity) => account.booksFields(entity, signal),
          },
          tables,
        ),
      );
      return problems ?? [];
    },
  };
}

type Question<T> = (account: AccountClient, signal: AbortSignal) => Promise<T>;
