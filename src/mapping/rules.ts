import type { RuleDirection } from './plan.ts';

/**
 * One line of a mapping table, between the Books field it stands under and an FSM field.
 * `via` adds a transform; several run in order from FSM to Books, and in reverse the other way.
 */
export interface Rule<Direction extends RuleDirection, Ref, Steps extends readonly unknown[]> {
  readonly rule: 'field';
  readonly direction: Direction;
  readonly source: Ref;
  readonly steps: Steps;
  via<const Step>(step: Step): Rule<Direction, Ref, [...Steps, Step]>;
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
): Rule<Direction, Ref, Steps> {
  return {
    rule: 'field',
    direction,
    source,
    steps,
    via: (step) => makeRule(direction, source, [...steps, step]),
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
