/** A mapping set as the lock keeps it: what each rule means, in words a reviewer can read in a diff. */
import { digest } from '../fingerprint-data.ts';
import { addressOf } from '../kinds/field-check.ts';
import type { MappingSet } from '../load.ts';
import type { AnyTablePlan, FieldPlan, RuleDirection, RulePlan, RuleSource, SyncTypeName } from '../plan.ts';
import { PLAN_VERSION } from '../plan.ts';

export interface LockedRule {
  readonly direction: RuleDirection;
  /**
   * `fsm.Companies.Website (text)`, several as `concat(fsm.Companies.Phone (phone), …) with " / "`, or the constant as
   * JSON after `always `.
   */
  readonly from: string;
  /** Kind of the Books field. */
  readonly into: string;
  /** Transforms from FSM to Books: `itemType v1 0f3a…, truncate(100) v1 9b…`. */
  readonly via?: string;
  readonly carriedByPair?: true;
  readonly identity?: true;
  readonly onCreate?: true;
  readonly notPersonal?: string;
  readonly fingerprint: string;
}

export interface LockedTable {
  readonly pair: string;
  readonly fsmModule: string;
  readonly booksModule: string;
  readonly conflict: string;
  readonly rules: Readonly<Record<string, LockedRule>>;
  readonly fingerprint: string;
}

export interface LockedSet {
  /** `any` for a set that serves every sync type. */
  readonly syncType: SyncTypeName | 'any';
  readonly planVersion: number;
  readonly tables: Readonly<Record<string, LockedTable>>;
  readonly fingerprint: string;
}

const CONCAT = 'concat';

/** Whether a rule joins several fields, by what the lock says of its source. */
export const isConcat = ({ from }: Pick<LockedRule, 'from'>): boolean => from.startsWith(`${CONCAT}(`);

const withKind = (field: FieldPlan): string => `${addressOf(field)} (${field.kind})`;

function lockedSource(source: RuleSource): string {
  if (source.kind === 'constant') return `always ${JSON.stringify(source.value)}`;
  if (source.kind === 'field') return withKind(source.fsm);
  return `${CONCAT}(${source.fsm.map(withKind).join(', ')}) with ${JSON.stringify(source.separator)}`;
}

function lockedRule(rule: RulePlan): LockedRule {
  const via = rule.transforms.map(({ id, version, digest: data }) =>
    `${id} v${version} ${data ?? ''}`.trim(),
  );
  return {
    direction: rule.direction,
    from: lockedSource(rule.source),
    into: rule.books.kind,
    ...(via.length === 0 ? {} : { via: via.join(', ') }),
    ...(rule.origin === 'pair' ? { carriedByPair: true } : {}),
    ...(rule.identity ? { identity: true } : {}),
    ...(rule.onCreate === true ? { onCreate: true } : {}),
    ...(rule.notPersonal === undefined ? {} : { notPersonal: rule.notPersonal }),
    fingerprint: rule.fingerprint,
  };
}

function sorted<T>(entries: readonly (readonly [string, T])[]): Readonly<Record<string, T>> {
  return Object.fromEntries(entries.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** A table's plan in the lock's form. */
export function lockedTable(plan: AnyTablePlan): LockedTable {
  return {
    pair: plan.pair,
    fsmModule: plan.fsmModule,
    booksModule: plan.booksModule,
    conflict: plan.conflict,
    rules: sorted(plan.rules.map((rule) => [rule.key, lockedRule(rule)])),
    fingerprint: plan.fingerprint,
  };
}

/** The plans of a set, whatever they belong to. */
export function plansOf(set: MappingSet): readonly AnyTablePlan[] {
  const customers = Object.values(set.customers?.tables ?? {});
  const invoices = set.invoices === null ? [] : [set.invoices];
  return [set.items, ...customers, ...invoices].map(({ plan }) => plan);
}

/** The lock's form of plans that are not part of a whole set, e.g. those a run applied. */
export function lockedPlans(
  plans: readonly AnyTablePlan[],
  syncType: SyncTypeName | 'any' = 'any',
): LockedSet {
  const tables = sorted(plans.map((plan) => [plan.table, lockedTable(plan)]));
  const meaning = Object.entries(tables).map(([name, { fingerprint }]) => [name, fingerprint]);
  return {
    syncType,
    planVersion: PLAN_VERSION,
    tables,
    fingerprint: digest({ syncType, planVersion: PLAN_VERSION, meaning }),
  };
}

/** A set in the lock's form. Compile it without an edition: the lock holds every rule. */
export function lockedSet(set: MappingSet): LockedSet {
  return lockedPlans(plansOf(set), set.customers?.syncType ?? 'any');
}
