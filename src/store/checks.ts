/** The checks before a sync as the database keeps them, with a connection and with the run they were made for. */
import { z } from 'zod';

/** In the order in which a failure is told: what takes support to put right comes first. */
export const CHECK_CODES = [
  'SYNC_TYPE_MISMATCH',
  'RECORD_LIMIT_EXCEEDED',
  'ORGANIZATION_INACTIVE',
  'CRM_SYNC_IN_PROGRESS',
  'TAX_MISMATCH',
  'EDITION_UNSUPPORTED',
] as const;
export type CheckCode = (typeof CHECK_CODES)[number];

/**
 * What a verdict rests on. `ANSWERED`: the services were asked for this run. `KNOWN`: an earlier answer or a count of our
 * own. `DECLARED`: the connection's own word, as nobody tells. `NONE`: nothing is known.
 */
export const CHECK_SOURCES = ['ANSWERED', 'KNOWN', 'DECLARED', 'NONE'] as const;
export type CheckSource = (typeof CHECK_SOURCES)[number];

export interface Check {
  /** What it is called when it fails. */
  readonly code: CheckCode;
  /** Null: it could not be judged, and stops nothing. */
  readonly passed: boolean | null;
  /** What was found and, where it failed, what to do. */
  readonly message: string;
  readonly source: CheckSource;
  /** When what it rests on was looked at, epoch milliseconds. */
  readonly checkedAtMs: number;
}

const stored = z.array(
  z.object({
    code: z.enum(CHECK_CODES),
    passed: z.boolean().nullable(),
    message: z.string(),
    source: z.enum(CHECK_SOURCES),
    checkedAtMs: z.number(),
  }),
);

/** Empty before the first checks, and for what another version of the product has stored. */
export const checksFromJson = (json: unknown): readonly Check[] => stored.safeParse(json).data ?? [];
