/** What `fit.ts` and `flow.ts` compute on types, computed on data: the same questions in the same words. */
import type { Shape } from '../catalog/specs.ts';
import { kindFits } from '../kinds/index.ts';
import type { RuleDirection } from '../plan.ts';
import type { Transform, Yield } from '../transforms/transform.ts';

/** Something wrong with a rule, as a stable code and a sentence. */
export interface Finding {
  readonly code: string;
  readonly message: string;
}

interface End {
  readonly shape: Shape;
  readonly name: string;
}

interface Words {
  readonly verb: string;
  readonly kindRemedy: string;
  readonly optionRemedy: string;
}
const FIELD_WORDS: Words = {
  verb: 'is',
  kindRemedy: 'add .via(transform)',
  optionRemedy: 'add .via(choice(...))',
};
const TRANSFORM_WORDS: Words = {
  verb: 'takes',
  kindRemedy: 'use another transform',
  optionRemedy: 'add it to the table of the transform',
};

/** Whether one limit is known to go beyond the other. */
function exceeds(source: number | undefined, target: number | undefined): target is number {
  return source !== undefined && target !== undefined && source > target;
}

function fitLimits(source: End, target: End): Finding | null {
  const [from, into] = [source.shape, target.shape];
  if (exceeds(from.maxLength, into.maxLength)) {
    const message = `${target.name} holds ${into.maxLength} characters but ${source.name} may give ${from.maxLength}: add .via(truncate(${into.maxLength}))`;
    return { code: 'LENGTH_MISMATCH', message };
  }
  if (exceeds(from.scale, into.scale)) {
    const message = `${target.name} keeps ${into.scale} decimals but ${source.name} may give ${from.scale}: add .via(decimalScale(${into.scale}))`;
    return { code: 'SCALE_MISMATCH', message };
  }
  if (from.refersTo !== undefined && into.refersTo !== undefined && from.refersTo !== into.refersTo) {
    const message = `${target.name} points at ${into.refersTo} but ${source.name} points at ${from.refersTo}: map two fields that point at the same`;
    return { code: 'REFERENCE_MISMATCH', message };
  }
  return null;
}

function misfit(source: End, target: End, words: Words): Finding | null {
  const [from, into] = [source.shape, target.shape];
  if (!kindFits(from.kind, into.kind)) {
    const message = `${target.name} ${words.verb} ${into.kind} but ${source.name} is ${from.kind}: ${words.kindRemedy}`;
    return { code: 'KIND_MISMATCH', message };
  }
  const { options: listed } = into;
  const missing =
    listed === undefined ? [] : (from.options ?? []).filter((option) => !listed.includes(option));
  if (missing.length > 0) {
    const message = `${target.name} does not list ${missing.join(', ')}, which ${source.name} may give: ${words.optionRemedy}`;
    return { code: 'NOT_IN_PICKLIST', message };
  }
  return fitLimits(source, target);
}

function yielded(source: Shape, made: Yield): Shape {
  if (made.kind !== 'same') return { ...made, kind: made.kind };
  return { ...made, kind: source.kind === 'multiline' ? 'multiline' : 'text' };
}

/** Follows a value's shape from one field through the steps (in that order) into another; null when all is well. */
export function flow(
  rule: { readonly key: string; readonly direction: RuleDirection; readonly to: 'toBooks' | 'toFsm' },
  source: End,
  steps: readonly Transform[],
  target: End,
): Finding | null {
  let current = source;
  for (const step of steps) {
    const name = `transform ${step.id}`;
    const leg = step[rule.to];
    if (leg === null) {
      const remedy = rule.to === 'toFsm' ? 'use toBooks, or another transform' : 'use another transform';
      return {
        code: 'NO_WAY_BACK',
        message: `${rule.key}: ${name} has no ${rule.to}, which ${rule.direction} needs: ${remedy}`,
      };
    }
    const unfit = misfit(current, { shape: leg.accepts, name }, TRANSFORM_WORDS);
    if (unfit !== null) return unfit;
    current = { shape: yielded(current.shape, leg.yields), name };
  }
  return misfit(current, target, FIELD_WORDS);
}
