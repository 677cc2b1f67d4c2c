import { z } from 'zod';
import { type Kind, wrongKind } from './kind.ts';

const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const DATETIME =
  /^(\d{4}-\d{2}-\d{2})T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?(?:Z|[+-](?:[01]\d|2[0-3]):?[0-5]\d)$/;
const DAYS_OF_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

const NO_DATE = wrongKind('a date (YYYY-MM-DD)');
const NO_DATETIME = wrongKind('a date and time with its offset');

/** Computed on the digits: the mapping folder has no clock, and `Date` would roll 30 February over. */
function isDate(text: string): boolean {
  const parts = DATE.exec(text);
  if (parts === null) return false;
  const [year, month, day] = [Number(parts[1]), Number(parts[2]), Number(parts[3])];
  const leapDay = month === 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 1 : 0;
  return day >= 1 && day <= (DAYS_OF_MONTH[month - 1] ?? 0) + leapDay;
}

export const date = {
  fits: ['date'],
  check: () => (value) => (typeof value === 'string' && isDate(value) ? null : NO_DATE),
  schema: () => z.iso.date(),
} as const satisfies Kind;

export const datetime = {
  fits: ['datetime'],
  check: () => (value) => {
    const day = typeof value === 'string' ? DATETIME.exec(value)?.[1] : undefined;
    return day !== undefined && isDate(day) ? null : NO_DATETIME;
  },
  schema: () =>
    z
      .string()
      .regex(DATETIME)
      .refine((value) => z.iso.date().safeParse(value.slice(0, 10)).success),
} as const satisfies Kind;
