import type { z } from 'zod';
import type { FieldKind, FieldPlan } from '../plan.ts';

/** What is wrong with a value for a field. `problem` and `remedy` are halves of a sentence and never hold the value. */
export interface Complaint {
  readonly code: string;
  readonly problem: string;
  readonly remedy: string;
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
  readonly schema: (field: FieldPlan) => z.ZodType;
}

export function wrongKind(expected: string): Complaint {
  return {
    code: 'WRONG_KIND',
    problem: `is not ${expected}`,
    remedy: 'correct it in the other service, or add a transform to the rule',
  };
}
