/** The API's view of the mapping sets: read only, since the repository is the only writer of mappings. */
import { z } from 'zod';
import type { MappingReader, MappingView } from '../../schema/context.ts';
import { classifySet } from '../mapping/diff/classify.ts';
import { describeRule, fsmFieldsOf } from '../mapping/index.ts';
import { lineOf } from '../mapping/lines.ts';
import type { FileViolation } from '../mapping/load.ts';
import { lockedPlans } from '../mapping/lock/locked.ts';
import type { CompiledTable, TablePlan } from '../mapping/plan.ts';
import type { PrismaClient } from '../store/generated/prisma/client.ts';
import type { MappingSets } from './mapping-sets.ts';

export function createMappingReader(prisma: PrismaClient, sets: MappingSets): MappingReader {
  return {
    async mappings(connections) {
      const applied = await appliedPlans(
        prisma,
        connections.map(({ id }) => id),
      );
      const views = connections.map(
        async (connection): Promise<readonly [string, readonly MappingView[]]> => {
          const { id, mappingSet } = connection;
          const result = await sets.load(connection);
          if (!result.ok) return [id, [invalidView(sets, mappingSet, result.violations)]];
          const known = applied.get(id) ?? [];
          return [id, result.mapping.tables.map((table) => viewOf(table, known))];
        },
      );
      return new Map(await Promise.all(views));
    },
    fields: (connection, product, module) => sets.fields(connection, product, module),
  };
}

/** Enough to tell a plan from something else; its writer is the compiler of this or an earlier version. */
const storedPlan = z.looseObject({
  table: z.string(),
  pair: z.string(),
  fsmModule: z.string(),
  booksModule: z.string(),
  conflict: z.string(),
  fingerprint: z.string(),
  rules: z.array(z.looseObject({ key: z.string(), fingerprint: z.string() })),
});

/** By connection, the plans that its last run applied. */
async function appliedPlans(
  prisma: PrismaClient,
  connectionIds: readonly string[],
): Promise<ReadonlyMap<string, readonly TablePlan[]>> {
  const versions = await prisma.$queryRaw<{ connectionId: string; plan: unknown }[]>`
    SELECT v."connectionId", v."plan" FROM unnest(${[...connectionIds]}::uuid[]) AS c("id")
    CROSS JOIN LATERAL (
      SELECT * FROM "MappingVersion" v WHERE v."connectionId" = c."id" ORDER BY v."appliedAt" DESC LIMIT 1
    ) v`;
  return new Map(versions.map(({ connectionId, plan }) => [connectionId, readPlans(plan)]));
}

export function readPlans(stored: unknown): readonly TablePlan[] {
  const parsed = z.array(storedPlan).safeParse(stored);
  // The compiler wrote what it says; the members checked above are those that are compared.
  return parsed.success ? (parsed.data as unknown as readonly TablePlan[]) : [];
}

function fsmNames({ source }: TablePlan['rules'][number]): string | null {
  const names = fsmFieldsOf(source).map(({ apiName }) => apiName);
  return names.length === 0 ? null : names.join(', ');
}

function viewOf({ plan }: CompiledTable, applied: readonly TablePlan[]): MappingView {
  const before = applied.find(({ table }) => table === plan.table);
  const change = before === undefined ? null : classifySet(lockedPlans([before]), lockedPlans([plan]));
  return {
    table: plan.table,
    pair: plan.pair,
    fsmModule: plan.fsmModule,
    booksModule: plan.booksModule,
    conflictPolicy: plan.conflict,
    fingerprint: plan.fingerprint,
    appliedFingerprint: before?.fingerprint ?? null,
    pendingChanges: (change?.changes ?? []).map(({ key, class: kind, why }) => ({ key, class: kind, why })),
    // What no run has applied yet is compared in full.
    pendingResync: change?.resync ?? 'full',
    violations: [],
    rules: plan.rules.map((rule) => ({
      key: rule.key,
      direction: rule.direction,
      origin: rule.origin,
      identity: rule.identity,
      inWords: describeRule(rule),
      fsmField: fsmNames(rule),
      booksField: rule.books.apiName,
      transforms: rule.transforms.map(({ id }) => id),
    })),
  };
}

/** A set that does not compile has no rules to show, only what is wrong with it. */
function invalidView(sets: MappingSets, set: string, violations: readonly FileViolation[]): MappingView {
  return {
    table: 'items',
    pair: 'ITEMS',
    fsmModule: 'Service_And_Parts',
    booksModule: 'items',
    conflictPolicy: 'latestWins',
    fingerprint: '',
    appliedFingerprint: null,
    pendingChanges: [],
    pendingResync: 'none',
    rules: [],
    violations: violations.map(({ code, file, path, message }) => ({
      code,
      file: `mappings/${set}/${file}`,
      line: lineOf(sets.pathOf(set, file), path),
      field: path.join('.'),
      message,
    })),
  };
}
