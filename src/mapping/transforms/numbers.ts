import type { Leg, Transform } from './transform.ts';

interface Integer {
  readonly kind: 'integer';
}
interface Text {
  readonly kind: 'text';
}

/** Whole numbers in FSM as text in Books. Text that is not a plain whole number (`007`, `+7`) does not go back. */
export const integerAsText: Transform<'integerAsText', Leg<Integer, Text>, Leg<Text, Integer>> = {
  transform: 'v1',
  id: 'integerAsText',
  version: 1,
  toBooks: { accepts: { kind: 'integer' }, yields: { kind: 'text' }, apply: plainInteger },
  toFsm: { accepts: { kind: 'text' }, yields: { kind: 'integer' }, apply: plainInteger },
  data: null,
};

function plainInteger(value: string | boolean): string | { readonly refused: string } {
  if (typeof value === 'string' && /^(?:0|-?[1-9]\d*)$/.test(value)) return value;
  return { refused: 'is not a plain whole number' };
}

interface AnyDecimal {
  readonly kind: 'decimal';
}
type ScaledLeg<Scale extends number> = Leg<AnyDecimal, { readonly kind: 'decimal'; readonly scale: Scale }>;

/** Rounds a canonical decimal half away from zero, on its digits: no binary fraction comes near money. */
function round(decimal: string, scale: number): string {
  const parts = /^(-?)(\d+)(?:\.(\d+))?$/.exec(decimal);
  if (parts === null) return decimal;
  const [, sign = '', whole = '0', fraction = ''] = parts;
  const kept = BigInt(whole + fraction.slice(0, scale).padEnd(scale, '0'));
  const roundsUp = fraction.charAt(scale) >= '5';
  const digits = (roundsUp ? kept + 1n : kept).toString().padStart(scale + 1, '0');
  const point = digits.length - scale;
  const tail = digits.slice(point).replace(/0+$/, '');
  const rounded = tail === '' ? digits.slice(0, point) : `${digits.slice(0, point)}.${tail}`;
  return /[1-9]/.test(rounded) ? sign + rounded : rounded;
}

/**
 * Rounds to so many decimals, half away from zero, whichever way the number goes. Without it a number with more
 * decimals than a field keeps is refused, never rounded.
 * @throws RangeError when the scale is not a whole number from 0 to 30
 */
export function decimalScale<const Scale extends number>(
  scale: Scale,
): Transform<`decimalScale(${Scale})`, ScaledLeg<Scale>, ScaledLeg<Scale>> {
  if (!Number.isSafeInteger(scale) || scale < 0 || scale > 30) {
    throw new RangeError('decimalScale needs a whole number of decimals from 0 to 30');
  }
  const leg: ScaledLeg<Scale> = {
    accepts: { kind: 'decimal' },
    yields: { kind: 'decimal', scale },
    apply: (value) => (typeof value === 'string' ? round(value, scale) : { refused: 'is not a number' }),
  };
  return { transform: 'v1', id: `decimalScale(${scale})`, version: 1, toBooks: leg, toFsm: leg, data: scale };
}
