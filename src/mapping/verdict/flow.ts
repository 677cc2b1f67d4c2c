/** A value's way through the transforms of a rule, followed by the type checker. */
import type { Shape } from '../catalog/specs.ts';
import type { FieldKind, RuleDirection } from '../plan.ts';
import type { Leg, Transform, Yield } from '../transforms/transform.ts';
import type { FieldWords, Fit, Trait, TransformWords } from './fit.ts';

type SameKind<Kind> = Kind extends 'multiline' ? 'multiline' : 'text';

/** What comes out of a leg, given what went in. */
export type Yielded<Source extends Shape, Y extends Yield> = {
  readonly kind: Y['kind'] extends FieldKind ? Y['kind'] : SameKind<Source['kind']>;
} & (Trait<Y, 'maxLength'> extends number ? { readonly maxLength: Trait<Y, 'maxLength'> } : unknown) &
  (Trait<Y, 'scale'> extends number ? { readonly scale: Trait<Y, 'scale'> } : unknown) &
  (Trait<Y, 'options'> extends readonly string[] ? { readonly options: Trait<Y, 'options'> } : unknown) &
  (Trait<Y, 'refersTo'> extends string ? { readonly refersTo: Trait<Y, 'refersTo'> } : unknown);

type Way = 'toBooks' | 'toFsm';

/** Steps in the order a value meets them on its way. */
export type Ordered<Steps, To extends Way> = To extends 'toBooks' ? Steps : Reversed<Steps>;
type Reversed<Steps> = Steps extends readonly [infer First, ...infer Rest] ? [...Reversed<Rest>, First] : [];

/**
 * Follows `Source` through `Steps` into the field `Target`: `unknown`, or the first sentence that says why it cannot.
 * `Key` and `Direction` name the rule where a transform lacks a direction.
 */
export type Flow<
  Key extends string,
  Direction extends RuleDirection,
  To extends Way,
  Source extends Shape,
  SourceName extends string,
  Steps,
  Target extends Shape,
  TargetName extends string,
> = Steps extends readonly [infer Step, ...infer Rest]
  ? Through<Key, Direction, To, Source, SourceName, Step, Rest, Target, TargetName>
  : Fit<Source, SourceName, Target, TargetName, FieldWords>;

// A step that is not typed was already complained about, or comes from JavaScript: the compiler will tell.
type Through<
  Key extends string,
  Direction extends RuleDirection,
  To extends Way,
  Source extends Shape,
  SourceName extends string,
  Step,
  Rest,
  Target extends Shape,
  TargetName extends string,
> = Step extends Transform
  ? string extends Step['id']
    ? unknown
    : Step[To] extends Leg<infer Accepts, infer Yields>
      ? Fit<
          Source,
          SourceName,
          Accepts,
          `transform ${Step['id']}`,
          TransformWords
        > extends infer Unfit extends string
        ? Unfit
        : Flow<
            Key,
            Direction,
            To,
            Yielded<Source, Yields>,
            `transform ${Step['id']}`,
            Rest,
            Target,
            TargetName
          >
      : `${Key}: transform ${Step['id']} has no ${To}, which ${Direction} needs: ${To extends 'toFsm' ? 'use toBooks, or another transform' : 'use another transform'}`
  : `${Key} goes through something that is no transform: use defineTransform`;
