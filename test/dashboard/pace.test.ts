import { describe, expect, test } from 'vitest';
import {
  PACE_NEEDS_MS,
  PACE_WINDOW_MS,
  remainingMs,
  type Sample,
  withSample,
} from '../../dashboard/src/progress/pace.ts';

const steady = (perSecond: number, seconds: number): readonly Sample[] =>
  Array.from({ length: seconds + 1 }, (_, second) => ({
    atMs: second * 1_000,
    done: second * perSecond,
  })).reduce<readonly Sample[]>((samples, sample) => withSample(samples, sample), []);

describe('time left', () => {
  test('follows a steady pace', () => {
    expect(remainingMs(steady(10, 20), 500, 20_000)).toBe(30_000);
  });

  test('is not known before there is a total, a pace or a long enough look', () => {
    expect(remainingMs([], 100, 0)).toBeNull();
    expect(remainingMs(steady(10, 20), null, 20_000)).toBeNull();
    expect(remainingMs(steady(0, 20), 100, 20_000)).toBeNull();
    expect(remainingMs(steady(10, 1), 100, PACE_NEEDS_MS - 1)).toBeNull();
    expect(remainingMs(steady(10, 1), 100, PACE_NEEDS_MS)).not.toBeNull();
  });

  test('is nothing when all is done, even with more done than was expected', () => {
    expect(remainingMs(steady(10, 10), 100, 10_000)).toBe(0);
    expect(remainingMs(steady(10, 10), 60, 10_000)).toBe(0);
  });

  test('grows while nothing moves: a standstill is no progress', () => {
    const samples = steady(10, 10);
    const atOnce = remainingMs(samples, 200, 10_000);
    const later = remainingMs(samples, 200, 40_000);
    expect([atOnce, later]).toEqual([10_000, 40_000]);
  });

  test('forgets what is older than the window', () => {
    const slowThenFast = [
      { atMs: 0, done: 0 },
      { atMs: PACE_WINDOW_MS, done: 10 },
      { atMs: 2 * PACE_WINDOW_MS, done: 1_010 },
    ].reduce<readonly Sample[]>((samples, sample) => withSample(samples, sample), []);
    expect(slowThenFast.map(({ done }) => done)).toEqual([10, 1_010]);
    expect(remainingMs(slowThenFast, 2_010, 2 * PACE_WINDOW_MS)).toBe(PACE_WINDOW_MS);
  });

  test('begins anew when the count goes back, as after a restart of the run', () => {
    expect(withSample(steady(10, 10), { atMs: 11_000, done: 4 })).toEqual([{ atMs: 11_000, done: 4 }]);
  });
});
