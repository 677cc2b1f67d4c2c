/** Faults that the control plane injects, and which calls they strike. */
import type { Random } from './random.ts';
import type { Product } from './stats.ts';

export type FaultEffect =
  | { kind: 'status'; status: number; code?: number | string | undefined }
  | { kind: 'delay'; ms: number }
  | { kind: 'drop'; when: 'before' | 'after' }
  | { kind: 'truncate' }
  | { kind: 'html' };

export interface FaultRule {
  organizationId?: string | undefined;
  product?: Product | undefined;
  method?: string | undefined;
  /** Path pattern as in the stats, with `{id}`. */
  route?: string | undefined;
  /** Strikes from the nth matching call on, counted from 1. */
  nth?: number | undefined;
  /** Strikes at most this often; with `nth` alone once, else without end. */
  times?: number | undefined;
  /** Chance that a call that would be struck is. */
  probability?: number | undefined;
  effect: FaultEffect;
}

/** A call as faults see it; `organizationIds` holds both ids of its organisation. */
export interface FaultTarget {
  organizationIds: readonly string[];
  product: Product;
  method: string;
  route: string;
}

interface ActiveFault {
  id: string;
  rule: FaultRule;
  matched: number;
  struck: number;
}

export class FaultBook {
  #faults: ActiveFault[] = [];
  #made = 0;
  readonly #random: Random;

  constructor(random: Random) {
    this.#random = random;
  }

  add(rule: FaultRule): string {
    this.#made += 1;
    const id = `fault-${this.#made}`;
    this.#faults.push({ id, rule, matched: 0, struck: 0 });
    return id;
  }

  clear(): void {
    this.#faults = [];
  }

  /** The effect on this call: of the first fault that strikes. Every fault that matches counts the call. */
  strike(target: FaultTarget): FaultEffect | null {
    let effect: FaultEffect | null = null;
    for (const fault of this.#faults) {
      if (!matches(fault.rule, target)) continue;
      fault.matched += 1;
      if (effect !== null || !this.#strikes(fault)) continue;
      fault.struck += 1;
      effect = fault.rule.effect;
    }
    return effect;
  }

  #strikes({ rule, matched, struck }: ActiveFault): boolean {
    const timesMax = rule.times ?? (rule.nth === undefined ? Number.POSITIVE_INFINITY : 1);
    if (matched < (rule.nth ?? 1) || struck >= timesMax) return false;
    return rule.probability === undefined || this.#random.next() < rule.probability;
  }
}

function matches(rule: FaultRule, target: FaultTarget): boolean {
  if (rule.organizationId !== undefined && !target.organizationIds.includes(rule.organizationId))
    return false;
  if (rule.product !== undefined && rule.product !== target.product) return false;
  if (rule.method !== undefined && rule.method.toUpperCase() !== target.method) return false;
  return rule.route === undefined || rule.route === target.route;
}
