/** Refusals that several operations share. */
import { EngineError } from '../engine/errors.ts';
import type { Refusal } from './control.ts';

export type Refused = { readonly ok: false; readonly refusal: Refusal };

export const refuse = (code: Refusal['code'], message: string, issues?: Refusal['issues']): Refused => ({
  ok: false,
  refusal: { code, message, ...(issues === undefined ? {} : { issues }) },
});

export const NOT_FOUND = refuse(
  'NOT_FOUND',
  'There is no such connection. Ask for `connections` to see their ids.',
);

/** X1. */
export const supportRequired = (): Refused =>
  refuse(
    'SUPPORT_REQUIRED',
    'The sync was disabled by an error and only the support role can enable it again. See disabledReason for what to put right.',
  );

/** E2, S6. */
export const importInProgress = (): Refused =>
  refuse(
    'IMPORT_IN_PROGRESS',
    'An import into FSM is under way for this connection. Wait until it has ended, or cancel it.',
  );

/** S9, as a refusal and as the failure of a run. */
export const CRM_SYNC_RUNS =
  "The account's own CRM sync is under way. Wait until it is over and sync again; the automatic sync tries again by itself.";

/** S7. */
export const syncInProgress = (): Refused =>
  refuse(
    'SYNC_IN_PROGRESS',
    'A sync of this connection is under way. Follow it with syncProgress, or cancel it.',
  );

/** Faults of the services and of the mapping answer a person's request; anything else is a bug and goes on. */
export function refusalOfFault(error: unknown): Refusal {
  if (error instanceof DOMException && error.name === 'TimeoutError') {
    return { code: 'SERVICE_UNAVAILABLE', message: 'The services did not answer in time. Try again later.' };
  }
  if (!(error instanceof Error && 'code' in error)) throw error;
  const { code, message } = error;
  if (code === 'MAPPING_INVALID' || code === 'REAUTHORISATION_REQUIRED') return { code, message };
  if (error instanceof EngineError) return { code: 'SERVICE_UNAVAILABLE', message };
  throw error;
}
