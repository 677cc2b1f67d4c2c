/** Sums of lengths, as the type checker computes them: a wrong one does not compile. */
import { describe, expect, it } from 'vitest';
import type { LengthOf, Sum } from '../../src/mapping/verdict/sum.ts';

/** Accepts the value only when it is the very type that was computed. */
function exactly<const Computed>() {
  return <const Value>(value: Value & ([Computed] extends [Value] ? unknown : never) & Computed): Value =>
    value;
}

describe('sums in types', () => {
  it('carry from digit to digit, whatever the lengths of the two', () => {
    expect(exactly<Sum<0, 0>>()(0)).toBe(0);
    expect(exactly<Sum<1, 9>>()(10)).toBe(10);
    expect(exactly<Sum<60, 37>>()(97)).toBe(97);
    expect(exactly<Sum<999, 1>>()(1000)).toBe(1000);
    expect(exactly<Sum<7, 32000>>()(32007)).toBe(32007);
    expect(exactly<Sum<65535, 65535>>()(131070)).toBe(131070);
    // @ts-expect-error 97 is the sum
    exactly<Sum<60, 37>>()(98);
  });

  it('count characters', () => {
    expect(exactly<LengthOf<' / '>>()(3)).toBe(' / '.length);
    expect(exactly<LengthOf<'; é'>>()(3)).toBe('; é'.length);
    expect(exactly<LengthOf<''>>()(0)).toBe(''.length);
  });
});
