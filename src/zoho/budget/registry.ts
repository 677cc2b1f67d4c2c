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

  /** A session is done with the budget; the last one leaves to other processes what this one holds of the quota. */
  async leave(key: string): Promise<void> {
    const known = this.#budgets.get(key);
    if (known === undefined) return;
    known.users -= 1;
    if (known.users === 0) await known.budget.rest();
  }
}
