/**
 * Whether the values of one end fit the other, computed by the type checker, with the sentence to show when they do
 * not. `fit-values.ts` says the same at run time, word for word; tests hold the two together.
 */
import type { Shape } from '../catalog/specs.ts';
import type { KindsThatFit } from '../kinds/index.ts';
import type { FieldKind } from '../plan.ts';

/** A trait of a shape, `undefined` where it is not known. */
export type Trait<S, Name extends string> = S extends { readonly [N in Name]: infer Value }
  ? Value
  : undefined;

type CompareDigit<A extends string, B extends string> = A extends B
  ? 'equal'
  : '0123456789' extends `${string}${A}${string}${B}${string}`
    ? 'less'
    : 'greater';

type CompareDigits<A extends string, B extends string, First = 'equal'> = A extends `${infer X}${infer RestA}`
  ? B extends `${infer Y}${infer RestB}`
    ? CompareDigits<RestA, RestB, First extends 'equal' ? CompareDigit<X, Y> : First>
    : 'greater'
  : B extends ''
    ? First
    : 'less';

/** Whether the number type `A` is greater than `B`; false where one is not known. */
export type Exceeds<A, B> = A extends number
  ? B extends number
    ? number extends A | B
      ? false
      : CompareDigits<`${A}`, `${B}`> extends 'greater'
        ? true
        : false
    : false
  : false;

type JoinMissing<Options, Listed, Joined extends string = ''> = Options extends readonly [
  infer Option extends string,
  ...infer Rest,
]
  ? JoinMissing<
      Rest,
      Listed,
      Option extends Listed ? Joined : Joined extends '' ? Option : `${Joined}, ${Option}`
    >
  : Joined;

/** Options that are not listed: joined where their order is known, a union where it is not, `''` for none. */
export type Missing<Options, Listed> = Options extends readonly string[]
  ? Listed extends readonly string[]
    ? string extends Options[number]
      ? ''
      : number extends Options['length']
        ? [Exclude<Options[number], Listed[number]>] extends [never]
          ? ''
          : Exclude<Options[number], Listed[number]>
        : JoinMissing<Options, Listed[number]>
    : ''
  : '';

type Different<A, B> = A extends string ? (B extends string ? (A extends B ? false : true) : false) : false;

/** Words that differ between a field and a transform as the receiving end. */
export interface FieldWords {
  readonly verb: 'is';
  readonly kindRemedy: 'add .via(transform)';
  readonly optionRemedy: 'add .via(choice(...))';
}
export interface TransformWords {
  readonly verb: 'takes';
  readonly kindRemedy: 'use another transform';
  readonly optionRemedy: 'add it to the table of the transform';
}
export type Words = FieldWords | TransformWords;

type FitLimits<
  Source extends Shape,
  SourceName extends string,
  Target extends Shape,
  TargetName extends string,
> =
  Exceeds<Trait<Source, 'maxLength'>, Trait<Target, 'maxLength'>> extends true
    ? `${TargetName} holds ${Trait<Target, 'maxLength'> & number} characters but ${SourceName} may give ${Trait<Source, 'maxLength'> & number}: add .via(truncate(${Trait<Target, 'maxLength'> & number}))`
    : Exceeds<Trait<Source, 'scale'>, Trait<Target, 'scale'>> extends true
      ? `${TargetName} keeps ${Trait<Target, 'scale'> & number} decimals but ${SourceName} may give ${Trait<Source, 'scale'> & number}: add .via(decimalScale(${Trait<Target, 'scale'> & number}))`
      : Different<Trait<Source, 'refersTo'>, Trait<Target, 'refersTo'>> extends true
        ? `${TargetName} points at ${Trait<Target, 'refersTo'> & string} but ${SourceName} points at ${Trait<Source, 'refersTo'> & string}: map two fields that point at the same`
        : unknown;

/** `unknown` when every value of `Source` fits `Target`, else the sentence that says why not. */
export type Fit<
  Source extends Shape,
  SourceName extends string,
  Target extends Shape,
  TargetName extends string,
  Say extends Words,
> = FieldKind extends Source['kind'] | Target['kind']
  ? unknown
  : Source['kind'] extends KindsThatFit<Target['kind']>
    ? Missing<Trait<Source, 'options'>, Trait<Target, 'options'>> extends infer Lost extends string
      ? Lost extends ''
        ? FitLimits<Source, SourceName, Target, TargetName>
        : `${TargetName} does not list ${Lost}, which ${SourceName} may give: ${Say['optionRemedy']}`
      : unknown
    : `${TargetName} ${Say['verb']} ${Target['kind']} but ${SourceName} is ${Source['kind']}: ${Say['kindRemedy']}`;
