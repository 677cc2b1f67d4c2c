import type { FieldKind } from '../plan.ts';
import { email, phone, url } from './addresses.ts';
import { boolean } from './boolean.ts';
import type { Kind } from './kind.ts';
import { date, datetime } from './moments.ts';
import { decimal, integer } from './numbers.ts';
import { picklist } from './picklist.ts';
import { reference } from './reference.ts';
import { multiline, text } from './text.ts';

/** Every kind of field, each answering for itself in its own file. */
export const KINDS = {
  text,
  multiline,
  decimal,
  integer,
  boolean,
  date,
  datetime,
  picklist,
  reference,
  email,
  phone,
  url,
} as const satisfies Record<FieldKind, Kind>;

/** Kinds a field of kind `K` can take as they are, without a transform. */
export type KindsThatFit<K extends FieldKind> = (typeof KINDS)[K]['fits'][number];

/** @returns whether every value of kind `source` is a value of kind `target`. */
export function kindFits(source: FieldKind, target: FieldKind): boolean {
  const fits: readonly FieldKind[] = KINDS[target].fits;
  return fits.includes(source);
}

export type { Complaint, Kind, ValueCheck } from './kind.ts';
