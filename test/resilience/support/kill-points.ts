/**
 * Moments to kill the product at. Each of many accounts is held at a call of its own, so that one kill is many kill points
 * at once.
 */
import type { Product } from './product.ts';
import type { Account, Scene } from './scene.ts';
import type { TappedCall } from './tap.ts';

export interface KillPoint {
  /** Counts the account's calls since the latest start. */
  readonly call: number;
  readonly when: TappedCall['when'];
}

/** One point in each of `count` equal parts of the run, by turns just before a call takes place and just after. */
export function killPoints(random: () => number, count: number, from: number, to: number): KillPoint[] {
  const step = (to - from) / count;
  return Array.from({ length: count }, (_, index) => ({
    call: Math.floor(from + (index + random()) * step),
    when: index % 2 === 0 ? 'before' : 'after',
  }));
}

/** Holds each account at its point; kills the product once all are held, or nothing has moved for a while. Answers how many were. */
export async function killWhenAllAreHeld(
  scene: Scene,
  product: Product,
  points: ReadonlyMap<Account, KillPoint>,
): Promise<number> {
  const waiting = new Map([...points].map(([account, point]) => [account.key, point]));
  const held = new Set<string>();
  const released = Promise.withResolvers<void>();
  const allHeld = Promise.withResolvers<void>();
  scene.tap.restartCounts();
  scene.tap.listener = async ({ account, number, when }) => {
    const point = waiting.get(account);
    if (point !== undefined && number >= point.call && when === point.when) {
      waiting.delete(account);
      held.add(account);
      if (waiting.size === 0) allHeld.resolve();
    }
    // Its other calls must not carry the account on while it waits for the rest.
    if (held.has(account)) await released.promise;
  };
  const patience = setTimeout(allHeld.resolve, 15_000);
  await allHeld.promise;
  clearTimeout(patience);
  await product.kill();
  scene.tap.listener = null;
  released.resolve();
  return held.size;
}
