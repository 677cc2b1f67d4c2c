/** Zones as Books names them. */
import { expect, it } from 'vitest';
import { ianaZone } from '../../src/zoho/time-zone.ts';

const JANUARY_MS = Date.UTC(2026, 0, 15, 12);
const JULY_MS = Date.UTC(2026, 6, 15, 12);

function offsets(name: string): readonly string[] {
  const zone = ianaZone(name);
  if (zone === null) throw new Error(`${name} is unknown`);
  return [JANUARY_MS, JULY_MS].map(
    (atMs) => Temporal.Instant.fromEpochMilliseconds(atMs).toZonedDateTimeISO(zone).offset,
  );
}

it.each([
  ['PST', '-08:00', '-07:00'],
  ['EST', '-05:00', '-04:00'],
  ['EDT', '-05:00', '-04:00'],
  ['MST', '-07:00', '-06:00'],
  ['CST', '-06:00', '-05:00'],
  ['AST', '-04:00', '-03:00'],
  ['BST', '+00:00', '+01:00'],
  ['CEST', '+01:00', '+02:00'],
  ['IST', '+05:30', '+05:30'],
  ['ist', '+05:30', '+05:30'],
  ['GST', '+04:00', '+04:00'],
  ['ART', '-03:00', '-03:00'],
  ['NZST', '+13:00', '+12:00'],
  ['Asia/Dhaka', '+06:00', '+06:00'],
  ['GMT', '+00:00', '+00:00'],
])('[S3] an organisation in %s has its days at %s, and at %s in July', (name, january, july) => {
  expect(offsets(name)).toEqual([january, july]);
});

it.each(['', 'XYZ', 'constructor', 'the office'])("'%s' is no zone", (name) => {
  expect(ianaZone(name)).toBeNull();
});
