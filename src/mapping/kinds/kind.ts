import type { z } from 'zod';
import type { FieldKind, FieldPlan } from '../plan.ts';

/** What is wrong with a value for a field; halves of a sentence that never hold the value. */
export interface Complaint {
  readonly code: string;
  /** After `the value`: `is longer than the 100 characters it can hold`. */
  readonly problem: string;
  /** What to do with the record, given the name of the service the value comes from. */
  readonly remedy: (source: string) => string;
  /** What to do with the rule instead, where a rule can be changed. */
  readonly ruleRemedy?: string;
}

/** Says what is wrong with a value that is not null, or null when the field can hold it. Pure, total and fast. */
export type ValueCheck = (value: string | boolean) => Complaint | null;

/**
 * A kind of field answers for itself: which kinds it can take without a transform, what it accepts, and the same said
 * once more in zod, declaratively; a property test holds the two together.
 */
export interface Kind {
  /** Kinds whose every value is also a value of this kind. */
  readonly fits: readonly FieldKind[];
  readonly check: (field: FieldPlan) => ValueCheck;
  /** Brings canonical text into the kind's own form, where it has one; text that is no value of the kind stays as it is. */
  readonly canonical?: (text: string) => string;
  readonly schema: (field: FieldPlan) => z.ZodType;
}

export function wrongKind(expected: string): Complaint {
  return {
    code: 'WRONG_KIND',
    problem: `is not ${expected}`,
    remedy: (source) => `correct it in ${source}`,
    ruleRemedy: 'add a transform to the rule',
  };
}
