/** Limits of organisations, as the control plane sets and tells them. */
import type { ApiLimits } from '../../zoho-api/index.ts';
import type { Organization } from '../core/organization.ts';
import type { LimitsChange } from './schemas.ts';

export function limitsOf(organization: Organization): { books: ApiLimits; fsm: ApiLimits } {
  return { books: organization.limiters.books.limits, fsm: organization.limiters.fsm.limits };
}

/** Without a product both services of the organisation change; null switches a limit off. */
export function changeLimits(organization: Organization, change: LimitsChange): void {
  for (const side of ['books', 'fsm'] as const) {
    if (change.product !== undefined && (change.product === 'fsm') !== (side === 'fsm')) continue;
    const limiter = organization.limiters[side];
    const { perMinute, perDay, concurrent } = limiter.limits;
    limiter.limits = {
      perMinute: change.perMinute === undefined ? perMinute : change.perMinute,
      perDay: change.perDay === undefined ? perDay : change.perDay,
      concurrent: change.concurrent === undefined ? concurrent : change.concurrent,
    };
  }
}
