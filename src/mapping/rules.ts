import { isNotPersonal, type NotPersonal, notPersonal } from './not-personal.ts';
import type { RuleDirection } from './plan.ts';

/** Steps with one more; a statement about the rule is none. */
type With<Steps extends readonly unknown[], Step> = Step extends NotPersonal ? Steps : [...Steps, Step];

/**
 * One line of a mapping table, between the Books field it stands under and an FSM field.
 * `via` adds a transform; several run in order from FSM to Books, and in reverse the other way.
 */
export interface Rule<Direction extends RuleDirection, Ref, Steps extends readonly unknown[]> {
  readonly rule: 'field';
  readonly direction: Direction;
  readonly source: Ref;
  readonly steps: Steps;
  /** Why the fields are not personal, where their names look as if they were. */
  readonly why?: string;
  via<const Step>(step: Step): Rule<Direction, Ref, With<Steps, Step>>;
  /** The same as `.via(notPersonal(why))`. */
  notPersonal(why: string): Rule<Direction, Ref, Steps>;
}

/** A Books field that always gets the same value. */
export interface Always<Value extends string | number | boolean> {
  readonly rule: 'constant';
  readonly direction: 'toBooks';
  readonly value: Value;
}

/** Whatever may stand under a Books field in a mapping table. */
export type AnyRule = Rule<RuleDirection, unknown, readonly unknown[]> | Always<string | number | boolean>;

function makeRule<Direction extends RuleDirection, Ref, Steps extends readonly unknown[]>(
  direction: Direction,
  source: Ref,
  steps: Steps,
  why?: string,
): Rule<Direction, Ref, Steps> {
  return {
    rule: 'field',
    direction,
    source,
    steps,
    ...(why === undefined ? {} : { why }),
    // Mirrors `With`, which TypeScript does not see.
    via: <const Step>(step: Step) =>
      (isNotPersonal(step)
        ? makeRule(direction, source, steps, step.why)
        : makeRule(direction, source, [...steps, step], why)) as Rule<Direction, Ref, With<Steps, Step>>,
    notPersonal: (reason) => makeRule(direction, source, steps, notPersonal(reason).why),
  };
}

/** Keeps the Books field and the FSM field equal, both ways. */
export function both<Ref>(field: Ref): Rule<'both', Ref, []> {
  return makeRule('both', field, []);
}

/** Carries the FSM field to the Books field; edits in Books stay in Books. */
export function toBooks<Ref>(field: Ref): Rule<'toBooks', Ref, []> {
  return makeRule('toBooks', field, []);
}

/** Carries the Books field to the FSM field; edits in FSM stay in FSM. */
export function toFsm<Ref>(field: Ref): Rule<'toFsm', Ref, []> {
  return makeRule('toFsm', field, []);
}

/** Gives the Books field the same value in every record. */
export function always<const Value extends string | number | boolean>(value: Value): Always<Value> {
  return { rule: 'constant', direction: 'toBooks', value };
}
