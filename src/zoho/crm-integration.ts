/**
 * The account's CRM-Books integration, whose sync type an existing organisation's sync takes over (E6, X2) and whose sync
 * must not run beside ours (S9). No such call is documented: where the organisation does not answer, what the connection
 * declares stands in.
 */
import { z } from 'zod';
import { AuthorisationLost } from '../engine/errors.ts';
import type { ServiceLines } from './call/lines.ts';
import { CollectionRefused } from './errors.ts';

const CRM_SYNC_TYPES = ['TYPE_I', 'TYPE_II', 'TYPE_III', 'TYPE_IV'] as const;
export type CrmSyncType = (typeof CRM_SYNC_TYPES)[number];

export interface CrmIntegration {
  /**
   * `organisation`: it answered, also when it has no such integration (no sync type then). `declared`: it did not, and
   * the connection's own type stands in. `none`: nothing is known.
   */
  readonly source: 'organisation' | 'declared' | 'none';
  readonly syncType: CrmSyncType | null;
  /** Whether the CRM's sync is under way just now; null where nobody tells. */
  readonly running: boolean | null;
}

export interface CrmIntegrationReader {
  /**
   * @param declared the connection's own sync type; null: it has not been chosen
   * @throws ServiceUnavailable, QuotaExhausted
   */
  read(declared: CrmSyncType | null, signal: AbortSignal): Promise<CrmIntegration>;
}

const CRM_INTEGRATION_PATH = '/settings/integrations/zohocrm';

const answerSchema = z.looseObject({
  integration: z.looseObject({
    is_enabled: z.boolean(),
    sync_type: z.string().nullish(),
    is_sync_running: z.boolean().nullish(),
  }),
});

/** `type_i`, `TYPE_I` or `I`; null for another word. */
function typeOf(word: string | null | undefined): CrmSyncType | null {
  const short = (word ?? '')
    .trim()
    .toUpperCase()
    .replace(/^TYPE[_ ]/, '');
  return CRM_SYNC_TYPES.find((type) => type === `TYPE_${short}`) ?? null;
}

export function crmIntegrationReader(
  lines: Pick<ServiceLines, 'books' | 'organization'>,
): CrmIntegrationReader {
  return {
    async read(declared, signal) {
      const said = await ask(lines, signal);
      const unanswered: CrmIntegration = {
        source: declared === null ? 'none' : 'declared',
        syncType: declared,
        running: null,
      };
      if (said === null) return unanswered;
      const running = said.is_sync_running ?? null;
      // Said to run is believed even of an integration that is said to be off: it may have been switched off meanwhile (S9).
      if (!said.is_enabled) return { source: 'organisation', syncType: null, running: running === true };
      const syncType = typeOf(said.sync_type);
      // An integration of a type we cannot read still tells whether its sync runs.
      return syncType === null ? { ...unanswered, running } : { source: 'organisation', syncType, running };
    },
  };
}

/** Null where the path does not exist or is refused: for an undocumented call that is no fault. */
async function ask(
  { books, organization }: Pick<ServiceLines, 'books' | 'organization'>,
  signal: AbortSignal,
) {
  try {
    const { body } = await books.call({
      method: 'GET',
      path: `${CRM_INTEGRATION_PATH}?${organization}`,
      repetition: 'read',
      about: 'collection',
      schema: answerSchema.or(z.unknown().transform(() => null)),
      signal,
    });
    return body?.integration ?? null;
  } catch (error) {
    if (error instanceof CollectionRefused || error instanceof AuthorisationLost) return null;
    throw error;
  }
}
