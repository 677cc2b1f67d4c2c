/** Quotas and hours, in sentences. */
import type { EtaBasis, Product, Weekday } from '../gql/graphql.ts';
import { grouped } from './number-words.ts';

export interface Quota {
  readonly service: Product;
  readonly limit: number | null;
  readonly used: number;
  readonly reserve: number;
}

export const ETA_BASIS_WORDS: Readonly<Record<EtaBasis, string>> = {
  PACE: 'at the present pace',
  QUOTA: 'as fast as the quotas of Zoho allow',
};

/** `412 of 1,000 calls used today; syncs leave the last 150 to people.` */
export function quotaInWords({ limit, used, reserve }: Quota): string {
  if (limit === null) return `${grouped(used)} calls used today; there is no limit.`;
  const kept =
    reserve === 0 ? 'syncs may use all of them' : `syncs leave the last ${grouped(reserve)} to people`;
  return `${grouped(used)} of ${grouped(limit)} calls used today; ${kept}.`;
}

const DAY_WORDS: Readonly<Record<Weekday, string>> = {
  MONDAY: 'Mon',
  TUESDAY: 'Tue',
  WEDNESDAY: 'Wed',
  THURSDAY: 'Thu',
  FRIDAY: 'Fri',
  SATURDAY: 'Sat',
  SUNDAY: 'Sun',
};

/** `22:00 to 06:00 (Fri, Sat)`. */
export function blackoutInWords(window: {
  readonly from: string;
  readonly to: string;
  readonly days: readonly Weekday[];
}): string {
  const days = window.days.map((day) => DAY_WORDS[day]).join(', ');
  return `${window.from} to ${window.to}${days === '' ? '' : ` (${days})`}`;
}
