/** What a request budget is asked for, and what it answers. */
import type { EngineClock } from '../../engine/services.ts';
import type { LimitsSource } from '../ports.ts';
import type { QuotaAccount } from './account.ts';
import type { DayReport } from './day.ts';

/** `background`: a sync, which leaves the reserve alone; `people`: someone waits for the answer. */
export type Priority = 'background' | 'people';

export type ServiceKey = 'books' | 'fsm';

/** What the headers of an answer said: the day (Books) or the width of the minute window (FSM). */
export interface LimitReport {
  readonly day: DayReport | null;
  readonly perMinute: number | null;
}

/** Leave to make one call; released with what the answer's headers said. */
export interface Permit {
  /** `accepted`: the service took the call, so that a pause it had asked for is over. */
  release(report?: LimitReport, accepted?: boolean): void;
}

export interface Waiter {
  readonly priority: Priority;
  readonly grant: (permit: Permit) => void;
  readonly refuse: (error: unknown) => void;
}

export type Room =
  | { readonly kind: 'now' }
  | { readonly kind: 'wait'; readonly ms: number | null }
  /** The next block of the shared quota has to be asked for. */
  | { readonly kind: 'ask' }
  | { readonly kind: 'quota'; readonly resumeAtMs: number };

export interface BudgetOptions {
  readonly service: ServiceKey;
  readonly limits: LimitsSource;
  readonly clock: EngineClock;
  readonly reserveShare?: number;
  /** What is shared with other processes; left out: this process counts for itself. */
  readonly account?: QuotaAccount;
}
