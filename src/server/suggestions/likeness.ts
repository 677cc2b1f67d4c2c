/** Whether two records of different services may be the same customer: pure, and only ever a suggestion to a person. */
import { distance } from 'fastest-levenshtein';

/** What of a record tells customers apart, as far as the mapping carries it. Never stored. */
export interface Profile {
  readonly names: readonly string[];
  readonly emails: readonly string[];
  readonly phones: readonly string[];
  readonly taxNumbers: readonly string[];
  readonly websites: readonly string[];
}

export type LikenessReason =
  | 'SAME_NAME_BUT_FORM'
  | 'NAME_ALIKE'
  | 'SAME_EMAIL'
  | 'SAME_PHONE'
  | 'SAME_TAX_NUMBER'
  | 'SAME_WEBSITE';

export interface Likeness {
  /** 0 to 1. */
  readonly score: number;
  readonly reasons: readonly LikenessReason[];
}

/** How sure each reason alone makes. */
const WEIGHTS: Readonly<Record<LikenessReason, number>> = {
  SAME_TAX_NUMBER: 0.95,
  SAME_NAME_BUT_FORM: 0.9,
  SAME_EMAIL: 0.9,
  SAME_WEBSITE: 0.7,
  SAME_PHONE: 0.7,
  NAME_ALIKE: 0.75,
};
/** Share of letters in common from which on two names are alike. */
const NAME_SHARE_MIN = 0.85;
/** Shorter names are alike by chance. */
const NAME_LENGTH_MIN = 5;
const PHONE_DIGITS_MIN = 7;
/** Digits at the end that stay the same however the country is written. */
const PHONE_DIGITS = 9;

/** Legal forms as they end a name, without their points. */
const LEGAL_FORMS: ReadonlySet<string> = new Set(
  'ab ag as asa bv co company corp corporation gmbh inc incorporated kg kgaa limited llc llp lp ltd mbh nv oy oyj plc private pte pty pvt sa sarl sas sl spa srl ug'.split(
    ' ',
  ),
);

/** The name without case, accents, punctuation and legal forms at its end. */
export function plainName(name: string): string {
  const words = name
    .normalize('NFKD')
    // Latin accents alone: marks of other scripts are letters of their own.
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFC')
    .toLowerCase()
    .replaceAll('&', ' and ')
    // A point within an abbreviation joins it: `L.L.C.` is `llc`.
    .replace(/[.'’]/g, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
  while (words.length > 1 && LEGAL_FORMS.has(words.at(-1) ?? '')) words.pop();
  return words.join(' ');
}

export const plainPhone = (phone: string): string => phone.replace(/\D/g, '').slice(-PHONE_DIGITS);

const plainCode = (code: string): string => code.replace(/[^\p{L}\p{N}]/gu, '').toLowerCase();

function plainSite(site: string): string {
  const url = URL.parse(site.includes('://') ? site : `https://${site}`);
  return url === null ? '' : url.hostname.replace(/^www\./, '');
}

/** Null: nothing speaks for it. */
export function likenessOf(one: Profile, other: Profile): Likeness | null {
  const reasons: LikenessReason[] = [];
  const names = nameReason(one.names.map(plainName), other.names.map(plainName));
  if (names !== null) reasons.push(names);
  const share = (mine: readonly string[], theirs: readonly string[], plain: (text: string) => string) =>
    mine.some((text) => plain(text) !== '' && theirs.some((its) => plain(its) === plain(text)));
  if (share(one.emails, other.emails, (email) => email.trim().toLowerCase())) reasons.push('SAME_EMAIL');
  const long = (phone: string) => (plainPhone(phone).length < PHONE_DIGITS_MIN ? '' : plainPhone(phone));
  if (share(one.phones, other.phones, long)) reasons.push('SAME_PHONE');
  if (share(one.taxNumbers, other.taxNumbers, plainCode)) reasons.push('SAME_TAX_NUMBER');
  if (share(one.websites, other.websites, plainSite)) reasons.push('SAME_WEBSITE');
  if (reasons.length === 0) return null;
  const doubt = reasons.reduce((left, reason) => left * (1 - WEIGHTS[reason]), 1);
  return { score: Math.round((1 - doubt) * 100) / 100, reasons };
}

function nameReason(mine: readonly string[], theirs: readonly string[]): LikenessReason | null {
  const pairs = mine
    .flatMap((name) => theirs.map((its) => [name, its] as const))
    .filter(([name, its]) => name !== '' && its !== '');
  if (pairs.some(([name, its]) => name === its)) return 'SAME_NAME_BUT_FORM';
  return pairs.some(([name, its]) => isAlike(name, its)) ? 'NAME_ALIKE' : null;
}

function isAlike(name: string, its: string): boolean {
  const longer = Math.max(name.length, its.length);
  if (Math.min(name.length, its.length) < NAME_LENGTH_MIN) return false;
  return 1 - distance(name, its) / longer >= NAME_SHARE_MIN;
}
