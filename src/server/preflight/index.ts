/** The checks before a sync: asks what is worth a call, keeps what was found, and says no where a check fails. */
import { RunRefused } from '../../engine/errors.ts';
import type { Connection, PrismaClient } from '../../store/generated/prisma/client.ts';
import { accountFacts, type ZohoSession } from '../../zoho/index.ts';
import { type Findings, judge, type Reads, readsBefore, readsBeforeCarrying, stopping } from './decide.ts';
import { type FactName, type Facts, withAnswers } from './facts.ts';
import { type Asking, readAnswers } from './read.ts';
import { countsOf, keep, keptCrm, knownOf } from './store.ts';

export { createInquiries, type Inquiries } from './inquiries.ts';

export interface PreflightDependencies {
  readonly prisma: PrismaClient;
  readonly nowMs: () => number;
  /** Names in lower case (E5). */
  readonly editionsWithoutSync: readonly string[];
}

export interface PreflightRun {
  readonly runId: string;
  readonly connectionId: string;
  readonly session: ZohoSession;
  readonly signal: AbortSignal;
}

export interface Passed {
  /** Calls that its own reading took, and the one that a person's request took for it. */
  readonly calls: number;
  /** What is left to be looked at before a record is carried; null: nothing. @throws RunRefused */
  readonly beforeCarrying: (() => Promise<void>) | null;
}

/** A run that has carried something goes on: its checks were made then. */
const CARRYING: Passed = { calls: 0, beforeCarrying: null };
const NOTHING: Reads = { crm: false, facts: [], counts: [] };

/** @throws RunRefused with the code of the check that fails, and what calls throw */
export async function preflight(deps: PreflightDependencies, run: PreflightRun): Promise<Passed> {
  const { prisma, nowMs } = deps;
  const row = await prisma.syncRun.findUniqueOrThrow({
    where: { id: run.runId },
    include: { connection: true },
  });
  const { startedAt, connection } = row;
  if (row.booksWrites + row.fsmWrites > 0) return CARRYING;
  const counts = await countsOf(prisma, connection.id);
  const known = knownOf(connection, row, counts);
  // One that had begun was let begin; what is owed before the first record is carried still is.
  const resumed = startedAt !== null;
  const reads = resumed ? NOTHING : readsBefore(known, nowMs());
  const asking = askingOf(deps, run, connection, known.facts);
  const answers = await readAnswers(asking, reads);
  const at = new Date(nowMs());
  const facts = withAnswers(known.facts, answers.facts);
  const found: Findings = {
    product: connection.product,
    syncType: connection.syncType,
    atMs: at.getTime(),
    crm: answers.crm ?? keptCrm(connection),
    crmAtMs: answers.crm === null ? (connection.crmCheckedAt ?? at).getTime() : at.getTime(),
    facts,
    tooMany: answers.tooMany,
    asked: namesOf(answers.facts),
    knownEdition: connection.fsmEdition,
    editionsWithoutSync: deps.editionsWithoutSync,
  };
  if (!resumed) await conclude(deps, run, found, answers);
  return {
    calls: answers.calls + (reads.crm || resumed ? 0 : 1),
    beforeCarrying: theRest(deps, run, { asking, reads, found }),
  };
}

function askingOf(
  { nowMs }: PreflightDependencies,
  { session, signal }: PreflightRun,
  { syncType, booksOrganizationId }: Connection,
  known: Facts,
): Asking {
  return {
    account: accountFacts(session.lines, booksOrganizationId),
    declared: syncType,
    known,
    nowMs,
    signal,
  };
}

/** The names are those of `Facts` by its type; keys of objects are typed as any text. */
const namesOf = (facts: Facts): readonly FactName[] => Object.keys(facts) as FactName[];

/** Keeps what was found, and stops the run if it must not begin. */
async function conclude(
  { prisma }: PreflightDependencies,
  run: PreflightRun,
  found: Findings,
  { crm, timeZone }: Pick<Awaited<ReturnType<typeof readAnswers>>, 'crm' | 'timeZone'>,
): Promise<void> {
  const checks = judge(found);
  await keep(prisma, run, { checks, facts: found.facts, crm, timeZone, at: new Date(found.atMs) });
  const failed = stopping(checks);
  if (failed !== null) throw new RunRefused(failed.code, failed.message);
}

/**
 * A sync that carries something is no quiet one: it can afford to look at the taxes whatever was known of them (X4), and
 * at the number of records, which may have jumped since they were counted (X3).
 */
function theRest(
  deps: PreflightDependencies,
  run: PreflightRun,
  { asking, reads, found }: { readonly asking: Asking; readonly reads: Reads; readonly found: Findings },
): Passed['beforeCarrying'] {
  const rest = readsBeforeCarrying(found, reads);
  if (rest.facts.length + rest.counts.length === 0) return null;
  return async () => {
    const answers = await readAnswers({ ...asking, known: found.facts }, rest);
    await conclude(
      deps,
      run,
      {
        ...found,
        facts: withAnswers(found.facts, answers.facts),
        asked: [...found.asked, ...namesOf(answers.facts)],
        tooMany: { ...found.tooMany, ...answers.tooMany },
        atMs: deps.nowMs(),
      },
      answers,
    );
  };
}
