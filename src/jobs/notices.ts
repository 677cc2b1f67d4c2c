/** What the end of a run comes to for those who want to be told: a table from codes to triggers. */
import type { NotificationTrigger } from '../store/generated/prisma/enums.ts';
import type { Notice } from '../store/notices.ts';
import type { RunEnd } from '../store/runs.ts';

/**
 * Codes that have a trigger of their own; any other failure is SYNC_FAILED. A sync that an error disables needs no line:
 * that is read from the connection (`noticeDisabled`).
 */
const TRIGGER_OF_CODE: Readonly<Record<string, NotificationTrigger>> = {
  MAPPING_INVALID: 'MAPPING_INVALID',
  REAUTHORISATION_REQUIRED: 'REAUTHORISATION_REQUIRED',
  DEACTIVATION_GUARD: 'GUARD_STOPPED',
};

/** What there is to say of a run that ended; null for one that a person ended or that did not fail. */
export function noticeOf({ state, error }: Pick<RunEnd, 'state' | 'error'>): Notice | null {
  if (state !== 'FAILED' || error === null) return null;
  return { trigger: TRIGGER_OF_CODE[error.code] ?? 'SYNC_FAILED', ...error };
}

/** What there is to say of a run that rests until a quota is free. */
export const noticeOfRest = (reason: string): Notice => ({
  trigger: 'QUOTA_WAIT',
  code: 'QUOTA_WAIT',
  message: reason,
});
