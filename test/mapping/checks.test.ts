import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fieldCheck, fieldSchema } from '#mapping';
import { FIELD_KINDS, type FieldKind, type FieldPlan } from '../../src/mapping/plan.ts';

function field(kind: FieldKind, more: Partial<FieldPlan> = {}): FieldPlan {
  const base = {
    service: 'books',
    module: 'items',
    apiName: 'x',
    label: 'X',
    mandatory: false,
    readOnly: false,
  } as const;
  return { ...base, kind, ...more };
}

const code = (plan: FieldPlan, value: string | boolean | null): string | null =>
  fieldCheck(plan, true)(value)?.code ?? null;

/** Values of every kind, and values that just miss being one. */
const anyValue = fc.oneof(
  fc.constant(null),
  fc.boolean(),
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.string({
    unit: fc.constantFrom('1', '0', '.', '-', 'a', '@', ' ', '\n', '\u2029', '😀', '\ud83d', 'é'),
    maxLength: 12,
  }),
  fc.bigInt().map(String),
  fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e6, max: 1e6 }).map(String),
  fc
    .tuple(fc.nat(9999), fc.nat(14), fc.nat(32))
    .map(([y, m, d]) => [y, m, d].map((part, i) => String(part).padStart(i === 0 ? 4 : 2, '0')).join('-')),
  fc
    .date({ noInvalidDate: true, min: new Date('0001-01-01'), max: new Date('9999-12-31') })
    .map((date) => date.toISOString()),
  fc
    .date({ noInvalidDate: true, min: new Date('0001-01-01'), max: new Date('9999-12-31') })
    .map((date) => date.toISOString().slice(0, 10)),
  fc.constantFrom(
    'goods',
    'service',
    'a@b',
    '2026-02-29T10:00:00+0530',
    '2026-02-28T10:00:00+0530',
    '1.10',
    '1.123',
    '460000000000001',
  ),
);

const anyTraits = fc.record(
  {
    service: fc.constantFrom('fsm' as const, 'books' as const),
    mandatory: fc.boolean(),
    maxLength: fc.integer({ min: 1, max: 12 }),
    scale: fc.integer({ min: 0, max: 3 }),
    options: fc.subarray(['goods', 'service', 'a', '1'], { minLength: 1 }),
  },
  { requiredKeys: ['service', 'mandatory'] },
);

describe('checks before a write', () => {
  it.each(FIELD_KINDS)('%s: the fast check and the zod schema agree', (kind) => {
    const outcomes = new Set<boolean>();
    fc.assert(
      fc.property(anyTraits, anyValue, (traits, value) => {
        const plan = field(kind, traits);
        const passes = fieldCheck(plan, true)(value) === null;
        outcomes.add(passes);
        expect(fieldSchema(plan).safeParse(value).success).toBe(passes);
      }),
      { numRuns: 400 },
    );
    expect(outcomes.size).toBe(2);
  });

  it('[P1] no message holds the value', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...FIELD_KINDS),
        anyTraits,
        fc.string({ minLength: 6, maxLength: 20 }),
        (kind, traits, noise) => {
          const value = `secret ${noise}\n😀`;
          const violation = fieldCheck(field(kind, traits), true)(value);
          if (violation !== null)
            expect(JSON.stringify(violation)).not.toContain(JSON.stringify(value).slice(1, -1));
        },
      ),
    );
  });

  it('lets nothing pass only where the field is optional', () => {
    expect(code(field('text'), null)).toBeNull();
    expect(code(field('text', { mandatory: true }), null)).toBe('MANDATORY_EMPTY');
  });

  it('refuses text that FSM would cut at an emoji, and only there', () => {
    expect(code(field('text', { service: 'fsm' }), 'pump 😀')).toBe('TEXT_NOT_REPRESENTABLE');
    expect(code(field('text', { service: 'fsm' }), 'Größe – ½')).toBeNull();
    expect(code(field('text'), 'pump 😀')).toBeNull();
    expect(code(field('text'), 'half \ud83d')).toBe('TEXT_NOT_REPRESENTABLE');
  });

  it('counts length in UTF-16 code units', () => {
    expect(code(field('text', { maxLength: 2 }), '😀')).toBeNull();
    expect(code(field('text', { maxLength: 3 }), '😀😀')).toBe('VALUE_TOO_LONG');
  });

  it('refuses decimals beyond the scale and never rounds; trailing zeros do not count', () => {
    const rate = field('decimal', { scale: 2 });
    expect(code(rate, '1.005')).toBe('SCALE_EXCEEDED');
    expect(code(rate, '1.25')).toBeNull();
    expect(code(rate, '1.2500')).toBeNull();
    expect(code(rate, '1e3')).toBe('WRONG_KIND');
    expect(code(rate, '')).toBe('WRONG_KIND');
  });

  it('knows only the listed values of a picklist', () => {
    const type = field('picklist', { options: ['goods', 'service'] });
    expect(code(type, 'goods')).toBeNull();
    expect(code(type, 'Goods')).toBe('NOT_IN_PICKLIST');
  });

  it('names place, problem and remedy, and a change of the rule only where the rule can be changed', () => {
    const plan = field('text', { maxLength: 5 });
    expect(fieldCheck(plan, true)('too long')?.message).toBe(
      'books.items.x: the value is longer than the 5 characters it can hold; shorten it in FSM, or add .via(truncate(5)) to the rule',
    );
    expect(fieldCheck(plan, false)('too long')?.message).toBe(
      'books.items.x: the value is longer than the 5 characters it can hold; shorten it in FSM',
    );
  });
});
