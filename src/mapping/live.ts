/** A compiled table against the fields an organisation has today: run before each sync, fails closed (P1). */
import type { MappingViolation } from './compile/violations.ts';
import { addressOf } from './kinds/field-check.ts';
import { kindFits } from './kinds/index.ts';
import { fsmFieldsOf } from './parts.ts';
import type { Compiled, FieldKind, FieldPlan, RulePlan, ServiceName } from './plan.ts';

/** A field as the service's own metadata describes it now. */
export interface LiveField {
  /** `Unit_Price`; a member of an object with a dot, or the object alone where metadata does not open it. */
  readonly apiName: string;
  /** Null where the metadata names no kind of ours. */
  readonly kind: FieldKind | null;
  readonly pii: boolean;
  readonly ephi: boolean;
  readonly readOnly?: boolean;
  readonly mandatory?: boolean;
}

/** What the metadata of one module tells. A module whose metadata cannot be read is left out, and not checked. */
export interface LiveModule {
  readonly service: ServiceName;
  readonly module: string;
  /** False where only some fields are told (Books: custom fields only): then a missing one is no sign of anything. */
  readonly complete: boolean;
  readonly fields: readonly LiveField[];
}

interface Use {
  readonly rule: RulePlan;
  readonly field: FieldPlan;
  readonly written: boolean;
}

function usesOf(rule: RulePlan): readonly Use[] {
  const books: Use = { rule, field: rule.books, written: rule.direction !== 'toFsm' };
  const written = rule.direction !== 'toBooks';
  return [books, ...fsmFieldsOf(rule.source).map((field) => ({ rule, field, written }))];
}

/** Text by any name: metadata calls an e-mail address a string as readily as an email, and values are checked anyway. */
const TEXTS: ReadonlySet<FieldKind> = new Set<FieldKind>(['text', 'email', 'phone', 'url']);

function isStill(live: FieldKind, declared: FieldKind): boolean {
  return kindFits(live, declared) || (TEXTS.has(live) && TEXTS.has(declared));
}

type Complain = (code: string, key: string, message: string) => void;

function checkUse({ rule, field, written }: Use, live: LiveModule, complain: Complain): void {
  const address = addressOf(field);
  const group = field.apiName.split('.')[0];
  const exact = live.fields.find((candidate) => candidate.apiName === field.apiName);
  const found = exact ?? live.fields.find((candidate) => candidate.apiName === group);
  if (found === undefined) {
    if (live.complete)
      complain(
        'FIELD_VANISHED',
        rule.key,
        `${address} no longer exists: remove its rule, or pull the catalog`,
      );
    return;
  }
  // The pair's own fields are carried whatever their marks (P2); a mapping file may name no marked field (P1).
  if (rule.origin === 'file' && found.pii) {
    complain('PRIVATE_FIELD', rule.key, `${address} is now marked PII: remove its rule`);
  }
  if (rule.origin === 'file' && found.ephi) {
    complain('PRIVATE_FIELD', rule.key, `${address} is now marked EPHI: remove its rule`);
  }
  if (exact?.kind != null && !isStill(exact.kind, field.kind)) {
    complain(
      'FIELD_KIND_CHANGED',
      rule.key,
      `${address} was ${field.kind} and is now ${exact.kind}: pull the catalog and adapt its rule`,
    );
  }
  if (written && found.readOnly === true) {
    complain(
      'READ_ONLY',
      rule.key,
      `${address} can no longer be written: make its rule one-way, or remove it`,
    );
  }
}

/**
 * @returns what no longer holds: fields that vanished, changed kind, became read-only, PII or EPHI, and fields that
 * became mandatory and are written by no rule; empty when the table may run
 */
export function checkAgainstCatalog(
  table: Compiled,
  live: readonly LiveModule[],
): readonly MappingViolation[] {
  const violations: MappingViolation[] = [];
  const complain: Complain = (code, key, message) => {
    violations.push({ code, path: [table.plan.table, key], message });
  };
  const uses = table.plan.rules.flatMap(usesOf);
  for (const module of live) {
    const here = uses.filter(
      ({ field }) => field.service === module.service && field.module === module.module,
    );
    for (const use of here) checkUse(use, module, complain);
    const isModuleOfTable =
      [table.plan.fsmModule, table.plan.booksModule][module.service === 'fsm' ? 0 : 1] === module.module;
    // An invoice only reads its work order.
    const written = module.service === 'books' || table.plan.pair !== 'INVOICES';
    if (!isModuleOfTable || !written) continue;
    for (const { apiName, mandatory } of module.fields) {
      const writes = ({ field, written }: Use): boolean =>
        written && (field.apiName === apiName || field.apiName.startsWith(`${apiName}.`));
      if (mandatory !== true || here.some(writes)) continue;
      complain(
        'MANDATORY_UNMAPPED',
        apiName,
        `${module.service}.${module.module}.${apiName} is now mandatory and no rule writes it: pull the catalog and map it`,
      );
    }
  }
  return violations;
}
