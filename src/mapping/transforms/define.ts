import type { Shape } from '../catalog/specs.ts';
import type { FieldKind } from '../plan.ts';
import type { AnyLeg, Leg, Outcome, Transform, TransformData, Yield } from './transform.ts';

/** One end of a transform: a kind, or a kind with its bounds. */
export type End = FieldKind | Shape;

type ShapeOf<E> = E extends FieldKind ? { readonly kind: E } : E extends Shape ? E : never;
type ValueOf<E> = ShapeOf<E>['kind'] extends 'boolean' ? boolean : string;

/** The functions of a transform; a direction that is left out does not exist. */
export interface Functions<Fsm, Books> {
  readonly toBooks?: (value: ValueOf<Fsm>) => Outcome;
  readonly toFsm?: (value: ValueOf<Books>) => Outcome;
}

type LegOf<Given, Name extends string, From, To> = Given extends {
  readonly [N in Name]: (value: never) => Outcome;
}
  ? Leg<ShapeOf<From>, ShapeOf<To>>
  : null;

function shapeOf(end: End): Shape {
  return typeof end === 'string' ? { kind: end } : end;
}

function legOf(apply: ((value: never) => Outcome) | undefined, from: End, to: End): AnyLeg | null {
  if (apply === undefined) return null;
  const wanted = shapeOf(from).kind === 'boolean' ? 'boolean' : 'string';
  return {
    accepts: shapeOf(from),
    yields: shapeOf(to) satisfies Yield,
    // The guard makes the value what the author's function was typed for.
    apply: (value) =>
      typeof value === wanted
        ? (apply as (value: string | boolean) => Outcome)(value)
        : { refused: 'is of another kind' },
  };
}

/**
 * Defines a transform of one's own. Leave out a direction that does not exist. The functions get one canonical value,
 * never an empty one, and answer a value or `refuse('is not …')`; they must be pure, and `version` is raised whenever
 * their meaning changes. A function that throws refuses the value.
 * @example
 * defineTransform({
 *   id: 'acme.bin', version: 1, accepts: { fsm: 'integer', books: 'text' },
 *   toBooks: (bin) => `BIN-${bin}`,
 *   toFsm: (bin) => bin.startsWith('BIN-') ? bin.slice(4) : refuse('does not start with BIN-'),
 * })
 */
export function defineTransform<
  const Id extends string,
  const Fsm extends End,
  const Books extends End,
  Given extends Functions<Fsm, Books>,
>(
  definition: {
    readonly id: Id;
    readonly version: number;
    /** What the transform takes from each side, and yields on the other. */
    readonly accepts: { readonly fsm: Fsm; readonly books: Books };
    /** Whatever else decides what the functions do; part of the fingerprint. */
    readonly data?: TransformData;
  } & Given,
): Transform<Id, LegOf<Given, 'toBooks', Fsm, Books>, LegOf<Given, 'toFsm', Books, Fsm>> {
  const { id, version, accepts, toBooks, toFsm, data = null } = definition;
  const transform: Transform = {
    transform: 'v1',
    id,
    version,
    toBooks: legOf(toBooks, accepts.fsm, accepts.books),
    toFsm: legOf(toFsm, accepts.books, accepts.fsm),
    data,
    own: { id, functions: [toBooks, toFsm] },
  };
  // `LegOf` mirrors `legOf`, which TypeScript does not see.
  return transform as Transform<Id, LegOf<Given, 'toBooks', Fsm, Books>, LegOf<Given, 'toFsm', Books, Fsm>>;
}
