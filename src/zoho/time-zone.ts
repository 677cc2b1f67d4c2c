/** Time zones as Zoho names them: IANA names, and abbreviations where an organisation was set up with one (books-api.md 7.1). */

/**
 * What people mean by an abbreviation. Several have more than one meaning; chosen is the one with the most organisations
 * that could have it. This runtime's own reading is an old one and follows other laws: `EST` without summer time, `BST`
 * in Bangladesh, `ART` in Egypt. A wrong choice shifts S3's day and the blackout hours; the day of the quota ends when
 * Books says so all the same.
 */
const ABBREVIATIONS: Readonly<Record<string, string>> = {
  PST: 'America/Los_Angeles',
  PDT: 'America/Los_Angeles',
  // Arizona's clocks, which know no summer time, are called so as well.
  MST: 'America/Denver',
  MDT: 'America/Denver',
  // Not China, not Cuba.
  CST: 'America/Chicago',
  CDT: 'America/Chicago',
  // Not the east of Australia, which is AEST.
  EST: 'America/New_York',
  EDT: 'America/New_York',
  // The Atlantic's; neither Alaska's, which is AKST, nor Arabia's.
  AST: 'America/Halifax',
  ADT: 'America/Halifax',
  AKST: 'America/Anchorage',
  AKDT: 'America/Anchorage',
  HST: 'Pacific/Honolulu',
  // Newfoundland's; New Zealand's is NZST.
  NST: 'America/St_Johns',
  NDT: 'America/St_Johns',
  BRT: 'America/Sao_Paulo',
  ART: 'America/Argentina/Buenos_Aires',
  CLT: 'America/Santiago',
  COT: 'America/Bogota',
  PET: 'America/Lima',
  // Britain's summer; Bangladesh's is BDT.
  BST: 'Europe/London',
  WEST: 'Europe/Lisbon',
  CEST: 'Europe/Paris',
  EEST: 'Europe/Athens',
  MSK: 'Europe/Moscow',
  TRT: 'Europe/Istanbul',
  WAT: 'Africa/Lagos',
  SAST: 'Africa/Johannesburg',
  // The Gulf's, not South Georgia's.
  GST: 'Asia/Dubai',
  PKT: 'Asia/Karachi',
  // India's; neither Israel's nor Ireland's.
  IST: 'Asia/Kolkata',
  NPT: 'Asia/Kathmandu',
  BDT: 'Asia/Dhaka',
  ICT: 'Asia/Bangkok',
  WIB: 'Asia/Jakarta',
  MYT: 'Asia/Kuala_Lumpur',
  SGT: 'Asia/Singapore',
  HKT: 'Asia/Hong_Kong',
  PHT: 'Asia/Manila',
  JST: 'Asia/Tokyo',
  KST: 'Asia/Seoul',
  AWST: 'Australia/Perth',
  ACST: 'Australia/Adelaide',
  ACDT: 'Australia/Adelaide',
  AEST: 'Australia/Sydney',
  AEDT: 'Australia/Sydney',
  NZST: 'Pacific/Auckland',
  NZDT: 'Pacific/Auckland',
};

/** The IANA name of a time zone as Zoho names it; null where neither we nor this runtime know it. */
export function ianaZone(name: string): string | null {
  const abbreviation = name.toUpperCase();
  if (Object.hasOwn(ABBREVIATIONS, abbreviation)) return ABBREVIATIONS[abbreviation] ?? null;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone;
  } catch {
    return null;
  }
}
