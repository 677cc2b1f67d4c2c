/** Refusals that several operations share. */
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
