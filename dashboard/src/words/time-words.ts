/** Times and spans in words. The clock is passed in. */
const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

const pair = (big: number, bigUnit: string, small: number, smallUnit: string): string =>
  small === 0 ? `${big} ${bigUnit}` : `${big} ${bigUnit} ${small} ${smallUnit}`;

/** A span that still grows, in whole seconds: tenths that tick are no information. */
export const durationSoFar = (ms: number): string =>
  ms < SECOND_MS ? '0 s' : durationInWords(ms).replace(/\.\d s$/, ' s');

/** A span in its two largest units, e.g. `2 min 5 s`. */
export function durationInWords(ms: number): string {
  if (ms < SECOND_MS) return 'under a second';
  if (ms < 10 * SECOND_MS) return `${(Math.floor(ms / 100) / 10).toFixed(1)} s`;
  if (ms < MINUTE_MS) return `${Math.floor(ms / SECOND_MS)} s`;
  if (ms < HOUR_MS)
    return pair(Math.floor(ms / MINUTE_MS), 'min', Math.floor((ms % MINUTE_MS) / SECOND_MS), 's');
  if (ms < DAY_MS) return pair(Math.floor(ms / HOUR_MS), 'h', Math.floor((ms % HOUR_MS) / MINUTE_MS), 'min');
  const days = Math.floor(ms / DAY_MS);
  return pair(days, days === 1 ? 'day' : 'days', Math.floor((ms % DAY_MS) / HOUR_MS), 'h');
}

/** What is left, rounded as an estimate deserves: `about 20 s`, `about 2 h 10 min`. */
export function estimateInWords(ms: number): string {
  if (ms < 10 * SECOND_MS) return 'a few seconds';
  if (ms < 90 * SECOND_MS) return `about ${Math.round(ms / (5 * SECOND_MS)) * 5} s`;
  if (ms < HOUR_MS) return `about ${Math.round(ms / MINUTE_MS)} min`;
  const rounded = Math.round(ms / (10 * MINUTE_MS)) * 10 * MINUTE_MS;
  return `about ${durationInWords(rounded)}`;
}

const RELATIVE = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });

/** How far a moment is from now, e.g. `in 3 hours`, `5 minutes ago`. */
export function relativeInWords(atMs: number, nowMs: number): string {
  const ahead = atMs - nowMs;
  const distance = Math.abs(ahead);
  const sign = Math.sign(ahead);
  if (distance < 45 * SECOND_MS) {
    const seconds = Math.round(distance / SECOND_MS);
    return seconds < 5 ? 'just now' : RELATIVE.format(sign * seconds, 'second');
  }
  if (distance < 59.5 * MINUTE_MS) return RELATIVE.format(sign * Math.round(distance / MINUTE_MS), 'minute');
  if (distance < 23.5 * HOUR_MS) return RELATIVE.format(sign * Math.round(distance / HOUR_MS), 'hour');
  return RELATIVE.format(sign * Math.round(distance / DAY_MS), 'day');
}

/** When a scheduled moment comes; one that has passed is due, not "ago". */
export const dueInWords = (atMs: number, nowMs: number): string =>
  atMs <= nowMs ? 'due now' : relativeInWords(atMs, nowMs);

/** A moment of the same day as now by its time alone, any other with its date; in the reader's zone and language. */
export function momentInWords(atMs: number, nowMs: number, locale?: string, timeZone?: string): string {
  const zone = timeZone === undefined ? {} : { timeZone };
  const day = new Intl.DateTimeFormat('en-CA', { dateStyle: 'short', ...zone });
  const time = { hour: '2-digit', minute: '2-digit' } as const;
  if (day.format(atMs) === day.format(nowMs))
    return new Intl.DateTimeFormat(locale, { ...time, ...zone }).format(atMs);
  return new Intl.DateTimeFormat(locale, {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    ...time,
    ...zone,
  }).format(atMs);
}

const MOMENT_IN_TEXT = /\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?Z/g;

/** A message of the server as a sentence, with the moments in it told in the reader's own time. */
export function messageInWords(text: string, nowMs: number, locale?: string, timeZone?: string): string {
  const local = text
    .trim()
    .replaceAll(MOMENT_IN_TEXT, (moment) => momentInWords(Date.parse(moment), nowMs, locale, timeZone));
  const sentence = local.charAt(0).toUpperCase() + local.slice(1);
  return /[.!?]$/.test(sentence) ? sentence : `${sentence}.`;
}
