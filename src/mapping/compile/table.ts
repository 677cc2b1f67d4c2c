import type { TaxEdition } from '../catalog/specs.ts';
import { ruleFingerprint, tableFingerprint, transformPlan } from '../fingerprint.ts';
import { fieldCheck } from '../kinds/field-check.ts';
import type { TableDefinition } from '../pairs/definition.ts';
import type { PairTable } from '../pairs/pair.ts';
import {
  type AnyTablePlan,
  type Compiled,
  type CompiledRule,
  type ConflictPolicy,
  type FieldPlan,
  PLAN_VERSION,
  type RulePlan,
  type RuleSource,
} from '../plan.ts';
import type { SourceOf } from '../source/closure.ts';
import type { Transform } from '../transforms/transform.ts';
import { checkEntries, type TableFinding } from '../verdict/check.ts';
import { readCatalog, type TableCatalog } from './catalog.ts';
import { type Entry, type NamedField, readEntry } from './entries.ts';
import { endOf, imageThrough } from './images.ts';
import { joinedRule } from './joined.ts';
import type { MappingViolation } from './violations.ts';

export interface CompileOptions {
  /** Tax edition of the organisation: rules on fields it lacks are left out. Null or absent: every field counts. */
  readonly edition?: TaxEdition | null;
  /** The source of the author's own transforms, where the files are at hand. */
  readonly sourceOf?: SourceOf;
}

/** A rule that the compiled table does not have, and why. */
export interface OmittedRule {
  readonly key: string;
  readonly reason: string;
}

/** The plan of a table of the pair. */
export type PlanOf<Pair extends PairTable> = AnyTablePlan<Pair['table'], Pair['pair']>;

export type CompileResult<Plan extends AnyTablePlan = AnyTablePlan> =
  | { readonly ok: true; readonly table: Compiled<Plan>; readonly omitted: readonly OmittedRule[] }
  | { readonly ok: false; readonly violations: readonly MappingViolation[] };

const POLICIES: Readonly<Record<ConflictPolicy, true>> = {
  latestWins: true,
  fsmWins: true,
  booksWins: true,
  mergeFields: true,
};

/** Whether the value names a conflict policy. */
export function isPolicy(value: unknown): value is ConflictPolicy {
  return typeof value === 'string' && Object.hasOwn(POLICIES, value);
}

function seal(rule: Omit<RulePlan, 'fingerprint'>): RulePlan {
  return { ...rule, fingerprint: ruleFingerprint(rule) };
}

/** Adds the functions. A direction the rule does not have is null. */
function withFunctions(plan: RulePlan, transforms: readonly Transform[]): CompiledRule {
  const adjustable = plan.origin === 'file';
  const checkBooks = fieldCheck(plan.books, adjustable);
  if (plan.source.kind === 'constant') {
    const { value } = plan.source;
    return {
      plan,
      imageInBooks: () => ({ ok: true, value }),
      imageInFsm: null,
      checkBooks,
      checkFsm: () => null,
    };
  }
  if (plan.source.kind === 'fields') return joinedRule(plan, plan.source, transforms);
  const { fsm } = plan.source;
  const [there, back] = [endOf(fsm), endOf(plan.books)];
  return {
    plan,
    imageInBooks: plan.direction === 'toFsm' ? null : imageThrough(transforms, 'toBooks', there, back),
    imageInFsm: plan.direction === 'toBooks' ? null : imageThrough(transforms, 'toFsm', back, there),
    checkBooks,
    checkFsm: fieldCheck(fsm, adjustable),
  };
}

function carriedRules(pair: PairTable, catalog: TableCatalog): CompiledRule[] {
  const rules: CompiledRule[] = [];
  for (const { books, fsm, identity, onCreate } of pair.carried) {
    const booksSpec = catalog.books.all.get(books);
    const fsmSpec = catalog.fsm.all.get(fsm);
    if (booksSpec === undefined || fsmSpec === undefined) continue;
    const plan = seal({
      key: books,
      direction: onCreate === true ? 'toBooks' : 'both',
      origin: 'pair',
      identity,
      ...(onCreate === true ? { onCreate } : {}),
      books: catalog.books.plan(books, booksSpec),
      source: { kind: 'field', fsm: catalog.fsm.plan(fsm, fsmSpec) },
      transforms: [],
    });
    rules.push(withFunctions(plan, []));
  }
  return rules;
}

function sourceOfEntry(entry: Entry, catalog: TableCatalog): RuleSource {
  if (entry.rule === 'constant') return { kind: 'constant', value: entry.value };
  const planned = ({ name, spec }: NamedField): FieldPlan => catalog.fsm.plan(name, spec);
  const { source } = entry;
  if (source.kind === 'field') return { kind: 'field', fsm: planned(source.fields[0]) };
  return { kind: 'fields', fsm: source.fields.map(planned), separator: source.separator };
}

function fileRule(entry: Entry, catalog: TableCatalog, sourceOf: SourceOf | undefined): CompiledRule {
  const steps = entry.rule === 'field' ? entry.steps : [];
  const plan = seal({
    key: entry.key,
    direction: entry.direction,
    origin: 'file',
    identity: false,
    books: catalog.books.plan(entry.key, entry.books.spec),
    source: sourceOfEntry(entry, catalog),
    transforms: steps.map((step) => transformPlan(step, sourceOf)),
    ...(entry.books.spec.createOnly === true && entry.direction !== 'toFsm' ? { onCreate: true } : {}),
    ...(entry.rule === 'field' && entry.notPersonal !== null ? { notPersonal: entry.notPersonal } : {}),
  });
  return withFunctions(plan, steps);
}

/** What the organisation's tax edition lacks; null when it has both fields. */
function lacking(entry: Entry, catalog: TableCatalog, edition: TaxEdition | null): string | null {
  const named: FieldPlan[] = [catalog.books.plan(entry.key, entry.books.spec)];
  if (entry.rule === 'field') {
    named.push(...entry.source.fields.map(({ name, spec }) => catalog.fsm.plan(name, spec)));
  }
  const absent = named.find((field) => !catalog[field.service].has(field.apiName));
  return absent === undefined
    ? null
    : `the tax edition ${edition} has no ${absent.service}.${absent.module}.${absent.apiName}`;
}

function assemble<Pair extends PairTable>(
  pair: Pair,
  conflict: ConflictPolicy,
  rules: readonly CompiledRule[],
): Compiled<PlanOf<Pair>> {
  const plan: Omit<PlanOf<Pair>, 'fingerprint'> = {
    version: PLAN_VERSION,
    table: pair.table,
    pair: pair.pair,
    fsmModule: pair.fsmModule,
    booksModule: pair.booksModule,
    conflict,
    rules: rules.map((rule) => rule.plan),
  };
  return { plan: { ...plan, fingerprint: tableFingerprint(plan) }, rules };
}

interface ReadEntries {
  readonly entries: readonly Entry[];
  readonly omitted: readonly OmittedRule[];
  readonly findings: readonly TableFinding[];
}

/** Reads every entry of a table; those on fields the edition lacks are left out, with the reason. */
function readEntries(
  definition: TableDefinition,
  catalog: TableCatalog,
  pair: PairTable,
  edition: TaxEdition | null,
): ReadEntries {
  const entries: Entry[] = [];
  const omitted: OmittedRule[] = [];
  const findings: TableFinding[] = [];
  for (const [key, given] of Object.entries(definition.entries)) {
    const result = readEntry(key, given, catalog, pair);
    if (!result.ok) {
      findings.push({ ...result.finding, key });
      continue;
    }
    const reason = lacking(result.entry, catalog, edition);
    if (reason === null) entries.push(result.entry);
    else omitted.push({ key, reason });
  }
  const named = new Set(Object.keys(definition.entries));
  return { entries, omitted, findings: [...findings, ...checkEntries(entries, named, catalog, pair)] };
}

/** What is wrong with a policy that is none; null when it is one. */
export function policyFinding(conflict: unknown): { readonly code: string; readonly message: string } | null {
  if (isPolicy(conflict)) return null;
  const policies = Object.keys(POLICIES)
    .join(', ')
    .replace(/, (\w+)$/, ' or $1');
  return { code: 'UNKNOWN_POLICY', message: `conflict is not a policy: use ${policies}` };
}

/**
 * Turns a table's definition into the plan and the functions the engine runs on, or says everything that is wrong with
 * it (E4, P1). Nothing the definition's types promise is trusted.
 */
export function compileTable<Pair extends PairTable>(
  definition: TableDefinition,
  pair: Pair,
  options: CompileOptions = {},
): CompileResult<PlanOf<Pair>> {
  const edition = options.edition ?? null;
  const read = readCatalog(definition, pair, edition);
  if (!read.ok) return read;
  const { catalog } = read;
  const { conflict } = definition;
  const { entries, omitted, findings } = readEntries(definition, catalog, pair, edition);
  const policy = policyFinding(conflict);
  const found = policy === null ? findings : [{ ...policy, key: null }, ...findings];
  if (found.length > 0) {
    const violations = found.map(({ code, key, message }): MappingViolation => {
      return { code, path: key === null ? [pair.table] : [pair.table, key], message };
    });
    return { ok: false, violations };
  }
  // Sorted, so that moving a line in the file moves nothing in bases, logs and the lock.
  const rules = entries
    .toSorted((a, b) => (a.key < b.key ? -1 : 1))
    .map((entry) => fileRule(entry, catalog, options.sourceOf));
  return { ok: true, table: assemble(pair, conflict, [...carriedRules(pair, catalog), ...rules]), omitted };
}
