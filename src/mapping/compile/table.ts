import type { TaxEdition } from '../catalog/specs.ts';
import { ruleFingerprint, tableFingerprint, transformPlan } from '../fingerprint.ts';
import { fieldCheck } from '../kinds/field-check.ts';
import type { TableDefinition } from '../pairs/definition.ts';
import type { PairTable } from '../pairs/pair.ts';
import {
  type CompiledRule,
  type CompiledTable,
  type ConflictPolicy,
  type FieldPlan,
  PLAN_VERSION,
  type RulePlan,
  type TablePlan,
} from '../plan.ts';
import type { Transform } from '../transforms/transform.ts';
import { checkEntries } from '../verdict/check.ts';
import { readCatalog, type TableCatalog } from './catalog.ts';
import { type Entry, readEntry } from './entries.ts';
import { imageThrough } from './images.ts';
import type { MappingViolation } from './violations.ts';

export interface CompileOptions {
  /** Tax edition of the organisation: rules on fields it lacks are left out. Null or absent: every field counts. */
  readonly edition?: TaxEdition | null;
}

/** A rule that the compiled table does not have, and why. */
export interface OmittedRule {
  readonly key: string;
  readonly reason: string;
}

export type CompileResult =
  | { readonly ok: true; readonly table: CompiledTable; readonly omitted: readonly OmittedRule[] }
  | { readonly ok: false; readonly violations: readonly MappingViolation[] };

const POLICIES: Readonly<Record<ConflictPolicy, true>> = {
  latestWins: true,
  fsmWins: true,
  booksWins: true,
  mergeFields: true,
};

function isPolicy(value: unknown): value is ConflictPolicy {
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
  const { fsm } = plan.source;
  return {
    plan,
    imageInBooks: plan.direction === 'toFsm' ? null : imageThrough(transforms, 'toBooks', fsm, plan.books),
    imageInFsm: plan.direction === 'toBooks' ? null : imageThrough(transforms, 'toFsm', plan.books, fsm),
    checkBooks,
    checkFsm: fieldCheck(fsm, adjustable),
  };
}

function carriedRules(pair: PairTable, catalog: TableCatalog): CompiledRule[] {
  const rules: CompiledRule[] = [];
  for (const { books, fsm, identity } of pair.carried) {
    const booksSpec = catalog.books.all.get(books);
    const fsmSpec = catalog.fsm.all.get(fsm);
    if (booksSpec === undefined || fsmSpec === undefined) continue;
    const plan = seal({
      key: books,
      direction: 'both',
      origin: 'pair',
      identity,
      books: catalog.books.plan(books, booksSpec),
      source: { kind: 'field', fsm: catalog.fsm.plan(fsm, fsmSpec) },
      transforms: [],
    });
    rules.push(withFunctions(plan, []));
  }
  return rules;
}

function fileRule(entry: Entry, catalog: TableCatalog): CompiledRule {
  const steps = entry.rule === 'field' ? entry.steps : [];
  const plan = seal({
    key: entry.key,
    direction: entry.direction,
    origin: 'file',
    identity: false,
    books: catalog.books.plan(entry.key, entry.books.spec),
    source:
      entry.rule === 'field'
        ? { kind: 'field', fsm: catalog.fsm.plan(entry.fsm.name, entry.fsm.spec) }
        : { kind: 'constant', value: entry.value },
    transforms: steps.map(transformPlan),
  });
  return withFunctions(plan, steps);
}

/** What the organisation's tax edition lacks; null when it has both fields. */
function lacking(entry: Entry, catalog: TableCatalog, edition: TaxEdition | null): string | null {
  const named: FieldPlan[] = [catalog.books.plan(entry.key, entry.books.spec)];
  if (entry.rule === 'field') named.push(catalog.fsm.plan(entry.fsm.name, entry.fsm.spec));
  const absent = named.find((field) => !catalog[field.service].has(field.apiName));
  return absent === undefined
    ? null
    : `the tax edition ${edition} has no ${absent.service}.${absent.module}.${absent.apiName}`;
}

function assemble(pair: PairTable, conflict: ConflictPolicy, rules: readonly CompiledRule[]): CompiledTable {
  const plan: Omit<TablePlan, 'fingerprint'> = {
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

/**
 * Turns a table's definition into the plan and the functions the engine runs on, or says everything that is wrong with
 * it (E4, P1). Nothing the definition's types promise is trusted.
 */
export function compileTable(
  definition: TableDefinition,
  pair: PairTable,
  options: CompileOptions = {},
): CompileResult {
  const edition = options.edition ?? null;
  const read = readCatalog(definition, pair, edition);
  if (!read.ok) return read;
  const { catalog } = read;
  const violations: MappingViolation[] = [];
  const complain = (code: string, key: string | null, message: string): void => {
    violations.push({ code, path: key === null ? [pair.table] : [pair.table, key], message });
  };
  const { conflict } = definition;
  if (!isPolicy(conflict)) {
    complain(
      'UNKNOWN_POLICY',
      null,
      `conflict is not a policy: use ${Object.keys(POLICIES)
        .join(', ')
        .replace(/, (\w+)$/, ' or $1')}`,
    );
  }
  const entries: Entry[] = [];
  const omitted: OmittedRule[] = [];
  for (const [key, given] of Object.entries(definition.entries)) {
    const result = readEntry(key, given, catalog, pair);
    if (!result.ok) {
      complain(result.finding.code, key, result.finding.message);
      continue;
    }
    const reason = lacking(result.entry, catalog, edition);
    if (reason === null) entries.push(result.entry);
    else omitted.push({ key, reason });
  }
  const named = new Set(Object.keys(definition.entries));
  for (const found of checkEntries(entries, named, catalog, pair))
    complain(found.code, found.key, found.message);
  if (violations.length > 0 || !isPolicy(conflict)) return { ok: false, violations };
  // Sorted, so that moving a line in the file moves nothing in bases, logs and the lock.
  const rules = entries.toSorted((a, b) => (a.key < b.key ? -1 : 1)).map((entry) => fileRule(entry, catalog));
  return { ok: true, table: assemble(pair, conflict, [...carriedRules(pair, catalog), ...rules]), omitted };
}
