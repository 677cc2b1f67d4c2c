import { describe, expect, test } from 'vitest';
import {
  dueInWords,
  durationInWords,
  durationSoFar,
  estimateInWords,
  messageInWords,
  momentInWords,
  relativeInWords,
} from '../../dashboard/src/words/time-words.ts';

const S = 1_000;
const MIN = 60 * S;
const H = 60 * MIN;
const DAY = 24 * H;

describe('spans', () => {
  test.each([
    [0, 'under a second'],
    [999, 'under a second'],
    [3_149, '3.1 s'],
    [9_999, '9.9 s'],
    [59_999, '59 s'],
    [2 * MIN, '2 min'],
    [2 * MIN + 5 * S, '2 min 5 s'],
    [3 * H + 59 * MIN + 59 * S, '3 h 59 min'],
    [DAY, '1 day'],
    [5 * DAY + 2 * H, '5 days 2 h'],
  ])('%i ms last %s', (ms, words) => {
    expect(durationInWords(ms)).toBe(words);
  });

  test('a span that grows has no tenths', () => {
    expect([400, 6_490, 75_000].map((ms) => durationSoFar(ms))).toEqual(['0 s', '6 s', '1 min 15 s']);
  });

  test.each([
    [2 * S, 'a few seconds'],
    [31 * S, 'about 30 s'],
    [89 * S, 'about 90 s'],
    [91 * S, 'about 2 min'],
    [44 * MIN + 40 * S, 'about 45 min'],
    [2 * H + 8 * MIN, 'about 2 h 10 min'],
    [4 * DAY + 5 * H, 'about 4 days 5 h'],
  ])('an estimate of %i ms is %s', (ms, words) => {
    expect(estimateInWords(ms)).toBe(words);
  });
});

describe('moments', () => {
  const now = Date.parse('2026-03-14T12:00:00Z');

  test.each([
    [now, 'just now'],
    [now - 4 * S, 'just now'],
    [now - 20 * S, '20 seconds ago'],
    [now - 5 * MIN, '5 minutes ago'],
    [now + 59.6 * MIN, 'in 1 hour'],
    [now + 3 * H, 'in 3 hours'],
    [now - DAY, 'yesterday'],
    [now - 9 * DAY, '9 days ago'],
  ])('%i is %s', (at, words) => {
    expect(relativeInWords(at, now)).toBe(words);
  });

  test('a scheduled moment that has come is due, never "ago"', () => {
    expect(dueInWords(now - 5 * MIN, now)).toBe('due now');
    expect(dueInWords(now + 5 * MIN, now)).toBe('in 5 minutes');
  });

  test("today is told by the time alone, in the reader's zone", () => {
    const late = Date.parse('2026-03-14T23:30:00Z');
    expect(momentInWords(late, now, 'en-GB', 'UTC')).toBe('23:30');
    expect(momentInWords(late, now, 'en-GB', 'Asia/Tokyo')).toBe('15 Mar 2026, 08:30');
    expect(momentInWords(now - 400 * DAY, now, 'en-GB', 'UTC')).toBe('7 Feb 2025, 12:00');
  });

  test('a message of the server becomes a sentence in local time', () => {
    const text = 'the quota is used up; the sync goes on at 2026-03-15T06:00:00.028Z';
    expect(messageInWords(text, now, 'en-GB', 'UTC')).toBe(
      'The quota is used up; the sync goes on at 15 Mar 2026, 06:00.',
    );
    expect(messageInWords('Done. ', now)).toBe('Done.');
  });
});
