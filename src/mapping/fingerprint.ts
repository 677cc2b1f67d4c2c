import { createHash } from 'node:crypto';
import type { Shape } from './catalog/specs.ts';
import type { AnyTablePlan, CanonicalValue, FieldPlan, RulePlan, TransformPlan } from './plan.ts';
import { PLAN_VERSION } from './plan.ts';
import type { AnyLeg, Transform, Yield } from './transforms/transform.ts';

/** JSON with sorted keys and without absent members: equal data gives equal text. */
export function canonicalJson(data: unknown): string {
  if (Array.isArray(data)) return `[${data.map(canonicalJson).join(',')}]`;
  if (typeof data !== 'object' || data === null) return JSON.stringify(data) ?? 'null';
  const members = Object.entries(data)
    .filter(([, value]) => value !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, value]) => `${JSON.stringify(key)}:${canonicalJson(value)}`);
  return `{${members.join(',')}}`;
}

/** SHA-256 of the canonical JSON, the first 16 hexadecimal digits (64 bits: enough to notice a change). */
export function digest(data: unknown): string {
  return createHash('sha256').update(canonicalJson(data)).digest('hex').slice(0, 16);
}

function shapeData(shape: Shape | Yield): unknown {
  // The order in which values are listed says nothing.
  return { ...shape, options: shape.options?.toSorted() };
}

function legData(leg: AnyLeg | null): unknown {
  return leg === null ? null : { accepts: shapeData(leg.accepts), yields: shapeData(leg.yields) };
}

/** A transform as a plan names it. Its functions are covered by `version`, all it was declared with by the digest. */
export function transformPlan(transform: Transform): TransformPlan {
  const { id, version, data } = transform;
  return {
    id,
    version,
    digest: digest({ data, toBooks: legData(transform.toBooks), toFsm: legData(transform.toFsm) }),
  };
}

/** What decides the canonical form of a field's values; labels, lengths and marks change no value. */
function fieldData(field: FieldPlan): unknown {
  return { service: field.service, module: field.module, apiName: field.apiName, kind: field.kind };
}

/** Changes exactly when the meaning of the rule does: what it writes where, from what, through what. */
export function ruleFingerprint(rule: Omit<RulePlan, 'fingerprint'>): string {
  const source: unknown =
    rule.source.kind === 'field'
      ? { field: fieldData(rule.source.fsm) }
      : { constant: rule.source.value satisfies CanonicalValue };
  return digest({
    version: PLAN_VERSION,
    key: rule.key,
    direction: rule.direction,
    origin: rule.origin,
    identity: rule.identity,
    onCreate: rule.onCreate,
    books: fieldData(rule.books),
    source,
    transforms: rule.transforms,
  });
}

/** Changes when a rule, the conflict policy or the modules of the table do; the order of the rules says nothing. */
export function tableFingerprint(table: Omit<AnyTablePlan, 'fingerprint'>): string {
  return digest({
    version: table.version,
    table: table.table,
    pair: table.pair,
    fsmModule: table.fsmModule,
    booksModule: table.booksModule,
    conflict: table.conflict,
    rules: table.rules
      .map((rule) => [rule.key, rule.fingerprint])
      .sort(([a = ''], [b = '']) => (a < b ? -1 : 1)),
  });
}
