import { z } from 'zod';
import { type Complaint, type Kind, wrongKind } from './kind.ts';

/** Canonical numbers are text, so that no digit is lost: no exponent, no grouping, no `+`. */
const DECIMAL = /^-?\d+(?:\.\d+)?$/;
const INTEGER = /^-?\d+$/;

const NO_DECIMAL = wrongKind('a decimal number');
const NO_INTEGER = wrongKind('a whole number');

/** Digits after the point that count: trailing zeros say nothing. */
export function scaleOf(decimal: string): number {
  const point = decimal.indexOf('.');
  if (point < 0) return 0;
  let end = decimal.length;
  while (decimal.charCodeAt(end - 1) === 48) end -= 1;
  return Math.max(0, end - point - 1);
}

/** No needless zeros, no sign for zero: `01.50` is `1.5`, `-0.0` is `0`. */
export function canonicalNumber(text: string): string {
  const parts = /^(-?)0*(\d+?)(?:\.(\d*?)0*)?$/.exec(text);
  if (parts === null) return text;
  const [, sign = '', whole = '0', fraction = ''] = parts;
  const unsigned = fraction === '' ? whole : `${whole}.${fraction}`;
  return unsigned === '0' ? unsigned : sign + unsigned;
}

function scaleExceeded(scale: number): Complaint {
  return {
    code: 'SCALE_EXCEEDED',
    problem: `has more than the ${scale} decimals it can hold`,
    remedy: (source) => `round it in ${source}`,
    ruleRemedy: `add .via(decimalScale(${scale})) to the rule`,
  };
}

export const decimal = {
  fits: ['decimal', 'integer'],
  canonical: canonicalNumber,
  check: (field) => {
    const scale = field.scale ?? Number.POSITIVE_INFINITY;
    const exceeded = scaleExceeded(scale);
    return (value) => {
      if (typeof value !== 'string' || !DECIMAL.test(value)) return NO_DECIMAL;
      return scaleOf(value) > scale ? exceeded : null;
    };
  },
  schema: (field) => {
    const schema = z.string().regex(DECIMAL);
    const { scale } = field;
    if (scale === undefined) return schema;
    return schema.regex(new RegExp(`^-?\\d+(?:\\.\\d{0,${scale}}0*)?$`));
  },
} as const satisfies Kind;

export const integer = {
  fits: ['integer'],
  canonical: canonicalNumber,
  check: () => (value) => (typeof value === 'string' && INTEGER.test(value) ? null : NO_INTEGER),
  schema: () => z.string().regex(INTEGER),
} as const satisfies Kind;
