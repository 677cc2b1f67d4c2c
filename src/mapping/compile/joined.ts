/** The functions of a rule whose source is several FSM fields: joined for Books, split for FSM, and every part checked. */
import { addressOf, fieldCheck } from '../kinds/field-check.ts';
import { decodeParts, encodeParts, joinParts, splitParts } from '../parts.ts';
import type { CanonicalValue, CompiledRule, Converted, RulePlan, RuleSource, Violation } from '../plan.ts';
import { isRefusal, type Transform } from '../transforms/transform.ts';
import { endOf, type ImageEnd, imageThrough } from './images.ts';

type Fields = Extract<RuleSource, { readonly kind: 'fields' }>;

/** `fsm.Companies.Phone, fsm.Companies.Fax`: the fields as one end of the rule. */
function fsmEnd({ fsm }: Fields): ImageEnd {
  return { name: fsm.map(addressOf).join(', '), service: 'fsm', kind: 'multiline' };
}

function refused(code: string, field: string, message: string): Converted {
  return { ok: false, violation: { code, field, message: `${field}: ${message}` } };
}

function intoBooks(
  plan: RulePlan,
  source: Fields,
  transforms: readonly Transform[],
): CompiledRule['imageInBooks'] {
  if (plan.direction === 'toFsm') return null;
  const { separator, fsm } = source;
  const from = fsmEnd(source);
  const onwards = imageThrough(transforms, 'toBooks', from, endOf(plan.books));
  return (value) => {
    const parts = decodeParts(value, fsm.length);
    const joined = parts === null ? null : joinParts(parts, separator, plan.direction === 'both');
    if (!isRefusal(joined)) return onwards(joined);
    const message = `a value of ${from.name} ${joined.refused}; correct it in FSM, or join with another separator`;
    return refused('PARTS_NOT_JOINED', addressOf(plan.books), message);
  };
}

function intoFsm(
  plan: RulePlan,
  source: Fields,
  transforms: readonly Transform[],
): CompiledRule['imageInFsm'] {
  if (plan.direction === 'toBooks') return null;
  const { separator, fsm } = source;
  const into = fsmEnd(source);
  const address = addressOf(plan.books);
  const before = imageThrough(transforms, 'toFsm', endOf(plan.books), into);
  return (value) => {
    const text = before(value);
    if (!text.ok || text.value === null) return text;
    const parts = typeof text.value === 'string' ? splitParts(text.value, separator, fsm.length) : null;
    if (parts !== null) return { ok: true, value: encodeParts(parts) };
    const message = `the value of ${address} does not split into these ${fsm.length} fields at ${JSON.stringify(separator)}; correct it in Books`;
    return refused('PARTS_NOT_SPLIT', into.name, message);
  };
}

/** Each field's own check of its part; the first that refuses. */
function checkParts({ fsm }: Fields, adjustable: boolean): (value: CanonicalValue) => Violation | null {
  const checks = fsm.map((field) => fieldCheck(field, adjustable));
  return (value) => {
    const parts = decodeParts(value, fsm.length);
    for (const [index, check] of checks.entries()) {
      const violation = check(parts?.[index] ?? null);
      if (violation !== null) return violation;
    }
    return null;
  };
}

/** A rule of several fields with its functions. Their FSM value is the one `encodeParts` makes of all parts. */
export function joinedRule(plan: RulePlan, source: Fields, transforms: readonly Transform[]): CompiledRule {
  const adjustable = plan.origin === 'file';
  return {
    plan,
    imageInBooks: intoBooks(plan, source, transforms),
    imageInFsm: intoFsm(plan, source, transforms),
    checkBooks: fieldCheck(plan.books, adjustable),
    checkFsm: checkParts(source, adjustable),
  };
}
