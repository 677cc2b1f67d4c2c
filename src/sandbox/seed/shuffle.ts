/** Mixing generated records, so that no kind of them stands together. */
import type { Random } from '../core/random.ts';

/** Shuffles in place and returns the same array. */
export function shuffle<T>(values: T[], random: Random): T[] {
  for (let last = values.length - 1; last > 0; last -= 1) {
    const other = random.integer(0, last);
    const [a, b] = [values[last], values[other]];
    if (a !== undefined && b !== undefined) [values[last], values[other]] = [b, a];
  }
  return values;
}
