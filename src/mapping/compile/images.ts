/** The functions of a rule that carry a value over: pure and total, whatever the author of a transform wrote. */
import { canonicalText } from '../canonical.ts';
import { addressOf } from '../kinds/field-check.ts';
import { KINDS, type Kind, type ValueCheck } from '../kinds/index.ts';
import type { CanonicalValue, Converted, FieldKind, FieldPlan, ServiceName } from '../plan.ts';
import { type AnyLeg, isRefusal, type Transform } from '../transforms/transform.ts';

interface Step {
  readonly id: string;
  readonly apply: AnyLeg['apply'];
  readonly accepts: ValueCheck;
}

function stepOf(id: string, leg: AnyLeg): Step {
  // Books' rules of text are the wider ones; what the target cannot hold is for its own check to say.
  const domain: FieldPlan = {
    service: 'books',
    module: '',
    apiName: '',
    label: '',
    mandatory: false,
    readOnly: false,
    ...leg.accepts,
  };
  return { id, apply: leg.apply, accepts: KINDS[leg.accepts.kind].check(domain) };
}

/** A reason shorter than this cannot be told from one that happens to share letters with the value. */
const TELLING_LENGTH_MIN = 3;

/** An author's reason could quote the value, which no log may see. */
function discreet(reason: string, value: string | boolean): string {
  const text = String(value);
  return text.length >= TELLING_LENGTH_MIN && reason.includes(text)
    ? 'is not what the transform takes'
    : reason;
}

type Applied =
  | { readonly ok: true; readonly value: CanonicalValue }
  | { readonly ok: false; readonly reason: string };

function applyStep(step: Step, value: string | boolean): Applied {
  if (step.accepts(value) !== null) return { ok: false, reason: 'is outside what the transform accepts' };
  let outcome: unknown;
  try {
    outcome = step.apply(value);
  } catch {
    // The error is dropped on purpose: its message may hold the value.
    return { ok: false, reason: 'makes the transform fail' };
  }
  if (isRefusal(outcome)) return { ok: false, reason: discreet(outcome.refused, value) };
  if (typeof outcome === 'string') return { ok: true, value: canonicalText(outcome) };
  if (typeof outcome === 'boolean' || outcome === null) return { ok: true, value: outcome };
  return { ok: false, reason: 'becomes something that is neither text, true or false, nor nothing' };
}

/** Where a value comes from or goes to, as messages name it. */
export interface ImageEnd {
  /** `books.items.rate`, or several fields of FSM. */
  readonly name: string;
  readonly service: ServiceName;
  readonly kind: FieldKind;
}

/** A field as an end of an image. */
export function endOf(field: FieldPlan): ImageEnd {
  return { name: addressOf(field), service: field.service, kind: field.kind };
}

/** The image of a value of `source` in `target`, through the steps of that direction in that order. */
export function imageThrough(
  transforms: readonly Transform[],
  way: 'toBooks' | 'toFsm',
  source: ImageEnd,
  target: ImageEnd,
): (value: CanonicalValue) => Converted {
  const steps: Step[] = [];
  for (const transform of way === 'toBooks' ? transforms : transforms.toReversed()) {
    const leg = transform[way];
    if (leg !== null) steps.push(stepOf(transform.id, leg));
  }
  if (steps.length === 0) return (value) => ({ ok: true, value });
  const from = source.name;
  const into = target.name;
  const service = source.service === 'fsm' ? 'FSM' : 'Books';
  const { canonical }: Kind = KINDS[target.kind];
  return (value) => {
    let current = value;
    for (const step of steps) {
      // Nothing stays nothing: transforms see only what somebody entered.
      if (current === null) break;
      const applied = applyStep(step, current);
      if (!applied.ok) {
        const message = `${into}: the value of ${from} ${applied.reason} (transform ${step.id}); correct it in ${service}, or extend the transform`;
        return { ok: false, violation: { code: 'TRANSFORM_REFUSED', field: into, message } };
      }
      current = applied.value;
    }
    const settled = canonical !== undefined && typeof current === 'string' ? canonical(current) : current;
    return { ok: true, value: settled };
  };
}
