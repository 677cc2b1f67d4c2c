/** What the checks of a connection rest on, and where their verdicts are kept. */

import { type Check, checksFromJson } from '../../store/checks.ts';
import type { Connection, Prisma, PrismaClient } from '../../store/generated/prisma/client.ts';
import type { RunMode, RunTrigger } from '../../store/generated/prisma/enums.ts';
import { type CrmIntegration, ianaZone } from '../../zoho/index.ts';
import { crmColumns } from '../onboarding/crm-columns.ts';
import { type Counts, type Known, stopping } from './decide.ts';
import { type Facts, factsFromJson } from './facts.ts';

/** Records of Books as the last sync counted them (X3). */
export async function countsOf(prisma: PrismaClient, connectionId: string): Promise<Counts> {
  const rows = await prisma.watermark.findMany({
    where: { connectionId, side: 'BOOKS', module: { in: ['contacts', 'items'] } },
    select: { module: true, knownCount: true },
  });
  const countOf = (name: string) => rows.find(({ module }) => module === name)?.knownCount ?? null;
  return { contacts: countOf('contacts'), items: countOf('items') };
}

export function knownOf(
  connection: Connection,
  run: { readonly trigger: RunTrigger; readonly mode: RunMode; readonly requestedAt: Date },
  counts: Counts,
): Known {
  // Whoever asks for an import or a preview asks the CRM nothing: an answer of a moment ago belongs to something else.
  const asked = run.trigger === 'MANUAL' && (run.mode === 'SYNC' || run.mode === 'APPLY');
  return {
    product: connection.product,
    crmCheckedAtMs: connection.crmCheckedAt?.getTime() ?? null,
    requestedAtMs: asked ? run.requestedAt.getTime() : null,
    facts: factsFromJson(connection.preflightFacts),
    counts,
    lastFailed: stopping(checksFromJson(connection.checks)) !== null,
  };
}

const SOURCES = { ORGANISATION: 'organisation', DECLARED: 'declared', NONE: 'none' } as const;

/** The CRM integration as the connection keeps it, the opposite of `crmColumns`. */
export function keptCrm({ crmSource, crmSyncType, crmRunning }: Connection): CrmIntegration {
  return { source: SOURCES[crmSource ?? 'NONE'], syncType: crmSyncType, running: crmRunning };
}

export interface Outcome {
  readonly checks: readonly Check[];
  readonly facts: Facts;
  /** Null: it was not asked for. */
  readonly crm: CrmIntegration | null;
  readonly timeZone: string | null;
  readonly at: Date;
}

/** Keeps the outcome with the connection and with the run. */
export async function keep(
  prisma: PrismaClient,
  { connectionId, runId }: { readonly connectionId: string; readonly runId: string },
  { checks, facts, crm, timeZone, at }: Outcome,
): Promise<void> {
  const edition = facts.fsmOrganization?.edition ?? null;
  const zone = timeZone === null ? null : ianaZone(timeZone);
  const json = checks.map((check): Prisma.InputJsonObject => ({ ...check }));
  await prisma.$transaction([
    prisma.connection.update({
      where: { id: connectionId },
      data: {
        checks: json,
        // Prisma's type of JSON has no `undefined` members, which JSON itself drops.
        preflightFacts: facts as Prisma.InputJsonObject,
        ...(crm === null ? {} : crmColumns(crm, at)),
        ...(edition === null ? {} : { fsmEdition: edition }),
        ...(zone === null ? {} : { timeZone: zone }),
      },
    }),
    prisma.syncRun.update({ where: { id: runId }, data: { checks: json } }),
  ]);
}
