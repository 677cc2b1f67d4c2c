/** What the type checker says of a `concat`; `concat-values.ts` says the same of rules that were never type checked. */
import type { Shape } from '../catalog/specs.ts';
import type { KindsThatFit } from '../kinds/index.ts';
import type { RuleDirection } from '../plan.ts';
import type { Trait } from './fit.ts';
import type { LengthOf, Sum } from './sum.ts';

type AddressOf<Part> = Part extends { readonly address: infer Address extends string } ? Address : never;
type SpecOf<Part> = Part extends { readonly spec: infer Spec } ? Spec : never;

type JoinedNames<Parts, Joined extends string = ''> = Parts extends readonly [infer Part, ...infer Rest]
  ? JoinedNames<Rest, Joined extends '' ? AddressOf<Part> : `${Joined}, ${AddressOf<Part>}`>
  : Joined;

/** The name of several fields in sentences. */
export type JoinedName<Parts> = `concat(${JoinedNames<Parts>})`;

type JoinedLength<Parts, Separator extends string, Total extends number = 0> = Parts extends readonly [
  infer Part,
  ...infer Rest,
]
  ? Trait<SpecOf<Part>, 'maxLength'> extends infer Length extends number
    ? Rest extends readonly []
      ? Sum<Total, Length>
      : JoinedLength<Rest, Separator, Sum<Sum<Total, Length>, LengthOf<Separator>>>
    : undefined
  : undefined;

type JoinedKind<
  Parts extends readonly unknown[],
  Separator extends string,
> = Separator extends `${string}\n${string}`
  ? 'multiline'
  : SpecOf<Parts[number]> extends { readonly kind: KindsThatFit<'text'> }
    ? 'text'
    : 'multiline';

/** Several fields are text, as long as all of them together. */
export type JoinedShape<Parts extends readonly unknown[], Separator extends string> = {
  readonly kind: JoinedKind<Parts, Separator>;
} & (JoinedLength<Parts, Separator> extends infer Length extends number
  ? { readonly maxLength: Length }
  : unknown);

type CountOf<Parts, Address, Seen extends readonly 0[] = []> = Parts extends readonly [
  infer Part,
  ...infer Rest,
]
  ? CountOf<Rest, Address, AddressOf<Part> extends Address ? [...Seen, 0] : Seen>
  : Seen['length'];

type PartVerdict<Address extends string, Spec, D extends RuleDirection, Count> = Count extends 1
  ? Spec extends Shape
    ? Spec['kind'] extends KindsThatFit<'multiline'>
      ? D extends 'toBooks'
        ? unknown
        : Spec extends { readonly options: readonly string[] }
          ? `${Address} lists its values, and what is split from text may be any: use toBooks`
          : unknown
      : `${Address} is ${Spec['kind']}, and concat joins text only: give it a Books field of its own`
    : unknown
  : `${Address} stands twice in concat: name it once`;

/** The first sentence on a part; parts that are no fields were spoken of before. */
type PartsVerdict<All, Parts, D extends RuleDirection> = Parts extends readonly [infer Part, ...infer Rest]
  ? PartVerdict<AddressOf<Part>, SpecOf<Part>, D, CountOf<All, AddressOf<Part>>> extends infer Unfit extends
      string
    ? Unfit
    : PartsVerdict<All, Rest, D>
  : unknown;

type Blank<Text extends string> = Text extends ''
  ? true
  : Text extends `${' ' | '\n' | '\t'}${infer Rest}`
    ? Blank<Rest>
    : false;

/** What is wrong with the parts among themselves: `unknown`, or a sentence. */
export type ConcatVerdict<
  Key extends string,
  D extends RuleDirection,
  Parts extends readonly unknown[],
  Separator extends string,
> = Parts['length'] extends 0 | 1
  ? `${Key}: concat joins two fields or more`
  : PartsVerdict<Parts, Parts, D> extends infer Unfit extends string
    ? Unfit
    : D extends 'toBooks'
      ? unknown
      : Blank<Separator> extends true
        ? `${Key}: white space alone does not tell where to split: use another separator, or toBooks`
        : unknown;
