/** Bodies of the control plane. Unknown members are refused: a misspelt one would otherwise do nothing, silently. */
import { z } from 'zod';
import { BOOKS_EDITIONS, FSM_EDITIONS } from '../../zoho-api/index.ts';
import { isTimeZone } from '../core/zone.ts';
import { switchesSchema } from '../switches.ts';

/** Records of one kind in one organisation at most: keeps a typing error from filling the memory. */
const COUNT_MAX = 500_000;

const count = z.int().min(0).max(COUNT_MAX).default(0);
const milliseconds = z.number().min(0).max(31_536_000_000);
const timeZone = z.string().refine(isTimeZone, 'must be an IANA time zone such as America/New_York');

/** Tax editions of Books (docs/zoho.md, books-api.md 4.1) and of FSM (fsm-api.md 9). */
const TAX_EDITIONS = ['us', 'ca', 'uk', 'eu', 'in', 'au', 'gcc', 'mx', 'ke', 'za', 'global'];
const EDITIONS = [...new Set<string>([...BOOKS_EDITIONS, ...FSM_EDITIONS]), ...TAX_EDITIONS];

/** A plan (`Professional`) or a tax edition (`us`), case aside. */
const edition = z
  .string()
  .refine(
    (name) => EDITIONS.some((known) => known.toLowerCase() === name.toLowerCase()),
    `must be one of ${EDITIONS.join(', ')}`,
  );

const syncType = z.string().min(1).max(20).nullable();
const currencyCodes = z.array(z.string().regex(/^[A-Z]{3}$/, 'must be an ISO code such as EUR'));

export const resetBody = z.strictObject({
  seed: z.union([z.string(), z.number()]).default('fieldledger'),
  now: z.union([z.iso.datetime({ offset: true }), z.number()]).optional(),
  switches: switchesSchema.partial().optional(),
  organizations: z
    .array(
      z.strictObject({
        name: z.string().min(1).max(200).optional(),
        product: z.enum(['books', 'invoice']).default('books'),
        edition: edition.optional(),
        timeZone: timeZone.default('America/New_York'),
        crmSyncType: syncType.optional(),
        services: count,
        parts: count,
        items: count,
        companies: count,
        contacts: count,
        customers: count,
        overlap: count,
      }),
    )
    .default([]),
});
export type ResetBody = z.input<typeof resetBody>;
export type ResetPlan = z.output<typeof resetBody>;

const faultEffect = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('status'),
    status: z.int().min(200).max(599),
    code: z.union([z.number(), z.string()]).optional(),
  }),
  z.strictObject({ kind: z.literal('delay'), ms: z.number().min(0).max(600_000) }),
  z.strictObject({ kind: z.literal('drop'), when: z.enum(['before', 'after']) }),
  z.strictObject({ kind: z.literal('truncate') }),
  z.strictObject({ kind: z.literal('html') }),
]);

export const faultBody = z.strictObject({
  organizationId: z.string().optional(),
  product: z.enum(['books', 'invoice', 'fsm', 'oauth']).optional(),
  method: z.string().optional(),
  route: z.string().startsWith('/').optional(),
  nth: z.int().min(1).optional(),
  times: z.int().min(1).optional(),
  probability: z.number().min(0).max(1).optional(),
  effect: faultEffect,
});

export const clockBody = z.strictObject({
  advanceMs: milliseconds.optional(),
  skewMs: z.number().min(-31_536_000_000).max(31_536_000_000).optional(),
});

export const organizationBody = z.strictObject({
  taxesEnabled: z.strictObject({ books: z.boolean().optional(), fsm: z.boolean().optional() }).optional(),
  crmSync: z.strictObject({ running: z.boolean().optional(), type: syncType.optional() }).optional(),
  allowDuplicateNames: z.boolean().optional(),
  edition: edition.optional(),
  currencies: z
    .union([
      currencyCodes,
      z.strictObject({ books: currencyCodes.optional(), fsm: currencyCodes.optional() }),
    ])
    .optional(),
  capabilities: z
    .strictObject({
      fsmSortBy: z.boolean().optional(),
      fsmModifiedSearch: z.boolean().optional(),
      booksModifiedFilter: z.boolean().optional(),
      uniqueField: z.boolean().optional(),
      processSync: z.boolean().optional(),
      workflowEchoMs: milliseconds.nullable().optional(),
      listLagMs: milliseconds.nullable().optional(),
      hidePii: z.boolean().optional(),
      refuseDeletes: z.boolean().optional(),
    })
    .optional(),
});
export type OrganizationChange = z.output<typeof organizationBody>;

export const fieldBody = z.strictObject({
  pii: z.boolean().optional(),
  ephi: z.boolean().optional(),
  required: z.boolean().optional(),
  maxLength: z.int().min(1).nullable().optional(),
  removed: z.boolean().optional(),
});

const limit = z.int().min(1).nullable().optional();

export const limitsBody = z.strictObject({
  organizationId: z.string().optional(),
  product: z.enum(['books', 'invoice', 'fsm']).optional(),
  perMinute: limit,
  perDay: limit,
  concurrent: limit,
});
export type LimitsChange = z.output<typeof limitsBody>;
