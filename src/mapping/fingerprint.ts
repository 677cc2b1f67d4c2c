import type { Shape } from './catalog/specs.ts';
import { digest } from './fingerprint-data.ts';
import type { AnyTablePlan, FieldPlan, RulePlan, RuleSource, TransformPlan } from './plan.ts';
import { PLAN_VERSION } from './plan.ts';
import type { SourceOf } from './source/closure.ts';
import { functionText } from './source/function-text.ts';
import type { AnyLeg, Transform, Yield } from './transforms/transform.ts';

export { canonicalJson, digest } from './fingerprint-data.ts';

function shapeData(shape: Shape | Yield): unknown {
  // The order in which values are listed says nothing.
  return { ...shape, options: shape.options?.toSorted() };
}

function legData(leg: AnyLeg | null): unknown {
  return leg === null ? null : { accepts: shapeData(leg.accepts), yields: shapeData(leg.yields) };
}

/** What a transform of one's own is made of: the code in the set's files, or else the text of its functions. */
function sourceData(transform: Transform, sourceOf: SourceOf | undefined): unknown {
  const { own } = transform;
  if (own === undefined) return undefined;
  return sourceOf?.(own.id) ?? own.functions.map((written) => functionText(String(written)));
}

/**
 * A transform as a plan names it. The functions of those that come with the product are covered by `version`; of one's
 * own, by their source too, so that a version nobody raised does no harm.
 */
export function transformPlan(transform: Transform, sourceOf?: SourceOf): TransformPlan {
  const { id, version, data } = transform;
  return {
    id,
    version,
    digest: digest({
      data,
      toBooks: legData(transform.toBooks),
      toFsm: legData(transform.toFsm),
      source: sourceData(transform, sourceOf),
    }),
  };
}

/** What decides the canonical form of a field's values; labels, lengths and marks change no value. */
function fieldData(field: FieldPlan): unknown {
  return { service: field.service, module: field.module, apiName: field.apiName, kind: field.kind };
}

function ruleSourceData(source: RuleSource): unknown {
  if (source.kind === 'constant') return { constant: source.value };
  if (source.kind === 'field') return { field: fieldData(source.fsm) };
  return { fields: source.fsm.map(fieldData), separator: source.separator };
}

/** Changes exactly when the meaning of the rule does: what it writes where, from what, through what. */
export function ruleFingerprint(rule: Omit<RulePlan, 'fingerprint'>): string {
  return digest({
    version: PLAN_VERSION,
    key: rule.key,
    direction: rule.direction,
    origin: rule.origin,
    identity: rule.identity,
    onCreate: rule.onCreate,
    books: fieldData(rule.books),
    source: ruleSourceData(rule.source),
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
