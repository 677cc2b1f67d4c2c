import type { Shape } from '../catalog/specs.ts';
import type { CanonicalValue, FieldKind } from '../plan.ts';

/** A transform's refusal of a value: what is wrong with it, as the second half of a sentence, without the value. */
export interface Refusal {
  readonly refused: string;
}

/** What a transform's function answers: the value for the other side, or a refusal. Empty values never reach it. */
export type Outcome = CanonicalValue | Refusal;

/** `same`: the kind that went in comes out (text stays text, several lines stay several lines). */
export type YieldedKind = FieldKind | 'same';

/** What comes out of a transform. */
export interface Yield extends Omit<Shape, 'kind'> {
  readonly kind: YieldedKind;
}

/** One direction of a transform: what it takes, what it makes, and how. */
export interface Leg<Accepts extends Shape, Yields extends Yield> {
  readonly accepts: Accepts;
  readonly yields: Yields;
  readonly apply: (value: string | boolean) => Outcome;
}
export type AnyLeg = Leg<Shape, Yield>;

/** Data a transform is made of; goes into its fingerprint. */
export type TransformData = null | boolean | number | string | readonly TransformData[] | TransformDataRecord;
export interface TransformDataRecord {
  readonly [key: string]: TransformData;
}

/**
 * A two-way step between an FSM value and a Books value. `toBooks` takes what FSM has, `toFsm` what Books has; a
 * direction that is null does not exist. Pure and total: it sees one value, knows no clock, and refuses, never throws.
 */
export interface Transform<
  Id extends string = string,
  ToBooks extends AnyLeg | null = AnyLeg | null,
  ToFsm extends AnyLeg | null = AnyLeg | null,
> {
  readonly transform: 'v1';
  readonly id: Id;
  /** Raised by hand when the meaning of the functions changes; part of the fingerprint. */
  readonly version: number;
  readonly toBooks: ToBooks;
  readonly toFsm: ToFsm;
  /** What the transform was declared with, such as a choice table; part of the fingerprint. */
  readonly data: TransformData;
  /** Of a transform made with `defineTransform`: its id there, and the functions as they were written. */
  readonly own?: { readonly id: string; readonly functions: readonly unknown[] };
}

/**
 * Refuses a value in a transform.
 * @param problem - second half of a sentence, `is not a whole number`; must not contain the value
 */
export function refuse(problem: string): Refusal {
  return { refused: problem };
}

export function isRefusal(outcome: unknown): outcome is Refusal {
  return (
    typeof outcome === 'object' &&
    outcome !== null &&
    'refused' in outcome &&
    typeof outcome.refused === 'string'
  );
}
