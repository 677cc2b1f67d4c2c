/** Where limits come from: the documented table, or the sandbox's own word. */
import { z } from 'zod';
import { BOOKS_EDITIONS, BOOKS_LIMITS, FSM_EDITIONS, FSM_LIMITS, INVOICE_LIMITS } from '../zoho-api/index.ts';
import type { LimitsSource, ServiceLimits } from './ports.ts';
import type { Product } from './transport/hosts.ts';

/** The lower figure of Zoho's two pages (fsm-api.md 2); the answers' headers name the true one. */
const FSM_PER_MINUTE_UNTIL_TOLD = 2_500;
const SANDBOX_TIMEOUT_MS = 5_000;

function entryOf<T>(
  table: Readonly<Record<string, T>>,
  names: readonly string[],
  wanted: string | null,
): T | null {
  const name = names.find((candidate) => candidate.toLowerCase() === wanted?.trim().toLowerCase());
  return name === undefined ? null : (table[name] ?? null);
}

/**
 * The documented limits of a plan and an edition; the lowest where they are not known. What the services' headers say
 * replaces them (books-api.md 2, fsm-api.md 2).
 */
export function documentedLimits(account: {
  readonly product: Product;
  readonly booksPlan?: string | null;
  readonly fsmEdition?: string | null;
}): LimitsSource {
  const books =
    account.product === 'INVOICE'
      ? INVOICE_LIMITS
      : (entryOf(BOOKS_LIMITS, BOOKS_EDITIONS, account.booksPlan ?? null) ?? BOOKS_LIMITS.Free);
  const fsm = entryOf(FSM_LIMITS, FSM_EDITIONS, account.fsmEdition ?? null) ?? FSM_LIMITS.Free;
  const byService = { books, fsm: { ...fsm, perMinute: FSM_PER_MINUTE_UNTIL_TOLD } };
  return { limits: async (service) => byService[service] };
}

const limit = z.number().int().positive().nullable();
const serviceLimits = z.looseObject({ perMinute: limit, perDay: limit, concurrent: limit });
const sandboxAnswer = z.looseObject({ books: serviceLimits, fsm: serviceLimits });

/**
 * The limits the sandbox has in force for an organisation (null: none). Where it does not tell, the documented ones,
 * which are the lower.
 */
export function sandboxLimits(sandboxUrl: string, organizationId: string): LimitsSource {
  const documented = documentedLimits({ product: 'BOOKS' });
  const address = new URL('/sandbox/limits', sandboxUrl);
  address.searchParams.set('organizationId', organizationId);
  return {
    limits: async (service): Promise<ServiceLimits> => {
      try {
        const response = await fetch(address, {
          signal: AbortSignal.timeout(SANDBOX_TIMEOUT_MS),
          redirect: 'error',
        });
        const said = sandboxAnswer.safeParse(response.ok ? await response.json() : null);
        if (said.success) return said.data[service];
      } catch {
        // Not reachable or no JSON: the calls themselves will say so if it lasts.
      }
      return await documented.limits(service);
    },
  };
}
