/** What the checks before a sync ask of both organisations, one call an answer; null where nobody tells. */
import { z } from 'zod';
import { AuthorisationLost } from '../engine/errors.ts';
import { PAGE_SIZE_MAX } from '../zoho-api/index.ts';
import type { ServiceCaller } from './call/caller.ts';
import type { ServiceLines } from './call/lines.ts';
import { type CrmIntegration, type CrmSyncType, crmIntegrationReader } from './crm-integration.ts';
import { CollectionRefused } from './errors.ts';

export interface BooksSettings {
  readonly active: boolean | null;
  /** An IANA name, or what else Books calls a zone. */
  readonly timeZone: string | null;
  /** An indirect sign that sales tax is on; no flag is documented (books-api.md 7.3). */
  readonly taxRegistered: boolean | null;
}

/** Modules of Books whose records Zoho Invoice limits (X3). */
export const LIMITED_MODULES = ['contacts', 'items'] as const;
export type LimitedModule = (typeof LIMITED_MODULES)[number];

/** All throw what calls throw; a path that is refused or does not exist is no fault but null. */
export interface AccountFacts {
  crmIntegration(declared: CrmSyncType | null, signal: AbortSignal): Promise<CrmIntegration>;
  booksSettings(signal: AbortSignal): Promise<BooksSettings | null>;
  /** Whether Books has any active tax. */
  booksHasTaxes(signal: AbortSignal): Promise<boolean | null>;
  /** Whether FSM shows any tax; the path is inferred (fsm-api.md 9). */
  fsmHasTaxes(signal: AbortSignal): Promise<boolean | null>;
  /** The edition as `license_details` names it; the path is inferred (fsm-api.md 9). */
  fsmEdition(signal: AbortSignal): Promise<string | null>;
  /** Whether a module holds more than `most` records, a multiple of a page's: by the first page beyond them. */
  holdsMoreThan(module: LimitedModule, most: number, signal: AbortSignal): Promise<boolean | null>;
}

const optionalText = z.string().optional().catch(undefined);

const organization = z.looseObject({
  organization: z.looseObject({
    is_org_active: z.boolean().optional(),
    time_zone: optionalText,
    tax_settings: z.looseObject({ is_tax_registered: z.boolean().optional() }).optional(),
  }),
});
const taxes = z.looseObject({ taxes: z.array(z.unknown()) });
const org = z.looseObject({
  org: z.array(z.looseObject({ license_details: z.looseObject({ paid_type: optionalText }).optional() })),
});
const page = z.looseObject({
  contacts: z.array(z.unknown()).optional(),
  items: z.array(z.unknown()).optional(),
});

/** Null where the path is refused; a body of null where there is nothing to tell, or nothing we can read in it. */
async function ask<T>(
  line: ServiceCaller,
  path: string,
  schema: z.ZodType<T>,
  signal: AbortSignal,
): Promise<{ readonly body: T | null } | null> {
  try {
    return await line.call({
      method: 'GET',
      path,
      repetition: 'read',
      about: 'collection',
      // Most of these shapes are inferred: an answer of another one tells nothing, and is no fault of the service.
      schema: schema.or(z.unknown().transform(() => null)),
      signal,
    });
  } catch (error) {
    if (error instanceof CollectionRefused || error instanceof AuthorisationLost) return null;
    throw error;
  }
}

export function accountFacts(lines: ServiceLines, booksOrganizationId: string): AccountFacts {
  const { books, fsm, organization: organizationQuery } = lines;
  return {
    crmIntegration: (declared, signal) => crmIntegrationReader(lines).read(declared, signal),
    async booksSettings(signal) {
      const path = `/organizations/${encodeURIComponent(booksOrganizationId)}?${organizationQuery}`;
      const row = (await ask(books, path, organization, signal))?.body?.organization;
      if (row === undefined) return null;
      return {
        active: row.is_org_active ?? null,
        timeZone: row.time_zone ?? null,
        taxRegistered: row.tax_settings?.is_tax_registered ?? null,
      };
    },
    async booksHasTaxes(signal) {
      const path = `/settings/taxes?${organizationQuery}&page=1&per_page=${PAGE_SIZE_MAX}`;
      const answer = await ask(books, path, taxes, signal);
      return answer === null ? null : (answer.body?.taxes.length ?? 0) > 0;
    },
    async fsmHasTaxes(signal) {
      const answer = await ask(fsm, '/settings/taxes', taxes, signal);
      return answer === null ? null : (answer.body?.taxes.length ?? 0) > 0;
    },
    async fsmEdition(signal) {
      return (await ask(fsm, '/org', org, signal))?.body?.org[0]?.license_details?.paid_type ?? null;
    },
    async holdsMoreThan(module, most, signal) {
      // The filter of everything: inactive records count (books-api.md 3.4).
      const beyond = most / PAGE_SIZE_MAX + 1;
      // Vendors are contacts as well, and count for nothing here.
      const scope = module === 'contacts' ? '&contact_type=customer' : '';
      const query = `filter_by=Status.All${scope}&page=${beyond}&per_page=${PAGE_SIZE_MAX}`;
      const answer = await ask(books, `/${module}?${organizationQuery}&${query}`, page, signal);
      return answer === null ? null : (answer.body?.[module]?.length ?? 0) > 0;
    },
  };
}
