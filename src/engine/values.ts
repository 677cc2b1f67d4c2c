/** The values a write carries: images of the source's values, each checked against the field it goes to. */
import { decodeParts, fsmFieldsOf } from '../mapping/parts.ts';
import type { CanonicalValue, CompiledRule, CompiledTable, Violation } from '../mapping/plan.ts';
import { valueOn } from './fingerprint.ts';
import type { Direction, Reason } from './model.ts';
import { sourceOf } from './model.ts';
import type { ServiceRecord } from './services.ts';

export type Values =
  | { readonly ok: true; readonly values: Readonly<Record<string, CanonicalValue>> }
  | { readonly ok: false; readonly reason: Reason };

/** Values of the named rules for an update. */
export function valuesForUpdate(
  table: CompiledTable,
  direction: Direction,
  source: ServiceRecord,
  keys: readonly string[],
): Values {
  const wanted = new Set(keys);
  return gather(
    table.rules.filter((rule) => wanted.has(rule.plan.key)),
    direction,
    source,
    false,
  );
}

/** Values of every rule that goes this way, without the empty ones; mandatory fields must have one. */
export function valuesForCreate(table: CompiledTable, direction: Direction, source: ServiceRecord): Values {
  const against = direction === 'TO_BOOKS' ? 'toFsm' : 'toBooks';
  return gather(
    table.rules.filter((rule) => rule.plan.direction !== against),
    direction,
    source,
    true,
  );
}

function gather(
  rules: readonly CompiledRule[],
  direction: Direction,
  source: ServiceRecord,
  leaveOutEmpty: boolean,
): Values {
  const values: Record<string, CanonicalValue> = {};
  for (const rule of rules) {
    const own = valueOn(rule, sourceOf(direction), source);
    if (own === undefined) continue; // hidden by the service: never written as empty (P3)
    const carry = direction === 'TO_BOOKS' ? rule.imageInBooks : rule.imageInFsm;
    if (carry === null || targetField(rule, direction) === null) continue;
    const converted = rule.plan.source.kind === 'constant' ? { ok: true as const, value: own } : carry(own);
    if (!converted.ok) return refused(converted.violation);
    const violation = (direction === 'TO_BOOKS' ? rule.checkBooks : rule.checkFsm)(converted.value);
    if (violation !== null) return refused(violation);
    if (leaveOutEmpty && converted.value === null) continue;
    Object.assign(values, valuesByField(rule, direction, converted.value, leaveOutEmpty));
  }
  return { ok: true, values };
}

/** The fields a rule writes to in this direction; none for a constant in FSM. */
function targetFields({ plan }: CompiledRule, direction: Direction): readonly string[] {
  const fields = direction === 'TO_BOOKS' ? [plan.books] : fsmFieldsOf(plan.source);
  return fields.map(({ apiName }) => apiName);
}

/** The first field that each write of the rule in this direction names; null for a constant, which has none in FSM. */
export function targetField(rule: CompiledRule, direction: Direction): string | null {
  return targetFields(rule, direction)[0] ?? null;
}

/** A rule's value by the fields it goes to: the parts of one that is split, up to the last filled one on a create. */
function valuesByField(
  rule: CompiledRule,
  direction: Direction,
  value: CanonicalValue,
  leaveOutEmpty: boolean,
): Readonly<Record<string, CanonicalValue>> {
  const fields = targetFields(rule, direction);
  const split = direction === 'TO_FSM' && rule.plan.source.kind === 'fields';
  const parts = split ? (decodeParts(value, fields.length) ?? []) : [value];
  const count = leaveOutEmpty ? parts.findLastIndex((part) => part !== null) + 1 : fields.length;
  return Object.fromEntries(fields.slice(0, count).map((field, index) => [field, parts[index] ?? null]));
}

function refused(violation: Violation): Values {
  return {
    ok: false,
    reason: { code: violation.code, message: violation.message, field: violation.field },
  };
}

/** The record as it must look after the values were written, until the service is asked. */
export function withValues(
  record: ServiceRecord,
  written: Readonly<Record<string, CanonicalValue>>,
): ServiceRecord {
  return { ...record, values: { ...record.values, ...written } };
}

/** A record that was just created and not read back: what is not written is empty. */
export function createdRecord(
  table: CompiledTable,
  direction: Direction,
  id: string,
  atMs: number,
  written: Readonly<Record<string, CanonicalValue>>,
): ServiceRecord {
  const values: Record<string, CanonicalValue> = {};
  for (const rule of table.rules) {
    for (const field of targetFields(rule, direction)) values[field] = null;
  }
  return {
    id,
    active: true,
    createdAtMs: atMs,
    modifiedAtMs: atMs,
    counterpartId: null,
    values: { ...values, ...written },
  };
}
