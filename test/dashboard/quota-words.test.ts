import { describe, expect, test } from 'vitest';
import { blackoutInWords, quotaInWords } from '../../dashboard/src/words/quota-words.ts';

describe('a quota in words', () => {
  test.each([
    [
      { limit: 1_000, used: 412, reserve: 150 },
      '412 of 1,000 calls used today; syncs leave the last 150 to people.',
    ],
    [{ limit: 1_000, used: 0, reserve: 0 }, '0 of 1,000 calls used today; syncs may use all of them.'],
    [{ limit: null, used: 7, reserve: 0 }, '7 calls used today; there is no limit.'],
  ])('%o', (quota, sentence) => {
    expect(quotaInWords({ service: 'BOOKS', ...quota })).toBe(sentence);
  });
});

describe('blackout hours in words', () => {
  test('name the days on which they begin, unless it is every day', () => {
    expect(blackoutInWords({ from: '22:00', to: '06:00', days: [] })).toBe('22:00 to 06:00');
    expect(blackoutInWords({ from: '22:00', to: '06:00', days: ['FRIDAY', 'SATURDAY'] })).toBe(
      '22:00 to 06:00 (Fri, Sat)',
    );
  });
});
