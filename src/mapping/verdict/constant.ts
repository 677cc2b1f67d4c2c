/** What the type checker says of a constant; `check.ts` says the same at run time, and lengths too. */
import type { Shape } from '../catalog/specs.ts';

type ValueKind<Value> = Value extends boolean ? 'boolean' : Value extends number ? 'number' : 'text';

type ConstantFits<Spec extends Shape, Value> = Spec['kind'] extends 'boolean'
  ? Value extends boolean
    ? true
    : false
  : Value extends boolean
    ? false
    : Spec['kind'] extends 'decimal'
      ? `${Value & (string | number)}` extends `${number}`
        ? true
        : false
      : Spec['kind'] extends 'integer' | 'reference'
        ? `${Value & (string | number)}` extends `${bigint}`
          ? true
          : false
        : Value extends string
          ? true
          : false;

/** Whether the Books field can hold what `always` gives: `unknown`, or a sentence. */
export type ConstantVerdict<Key extends string, Spec extends Shape, Value extends string | number | boolean> =
  ConstantFits<Spec, Value> extends true
    ? Spec extends { readonly kind: 'picklist'; readonly options: readonly (infer Option)[] }
      ? Value extends Option
        ? unknown
        : `${Key} does not list ${Value}, which always gives: use a listed value`
      : unknown
    : `${Key} is ${Spec['kind']} but always gives ${ValueKind<Value>}: give it a value of that kind`;
