import type { ClientLog } from '../ports.ts';
import { RequestBudget } from './budget.ts';
import type { BudgetOptions } from './terms.ts';

/** Sessions of one organisation in this process share one budget per service. */
export class BudgetRegistry {
  readonly #budgets = new Map<string, { readonly budget: RequestBudget; users: number }>();

  /** The budget of `key`, made with `options` when there is none yet; else it takes over what may have changed. */
  budget(key: string, options: BudgetOptions): RequestBudget {
    const known = this.#budgets.get(key);
    if (known !== undefined) {
      known.budget.adopt(options);
      known.users += 1;
      return known.budget;
    }
    const budget = new RequestBudget(options);
    this.#budgets.set(key, { budget, users: 1 });
    return budget;
  }

  /**
   * A session is done with the budget; the last one leaves to other processes what this one holds of the quota. Never
   * throws: a block that cannot be given back is lost until the day is over, which is no reason to fail what the session
   * was opened for.
   */
  async leave(key: string, log: ClientLog): Promise<void> {
    const known = this.#budgets.get(key);
    if (known === undefined) return;
    known.users -= 1;
    if (known.users > 0) return;
    try {
      await known.budget.rest();
    } catch (error) {
      const name = error instanceof Error ? error.name : 'unknown';
      log.warn({ error: name }, 'calls that were not made could not be given back to the quota');
    }
  }
}
