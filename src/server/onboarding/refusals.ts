/** What went wrong with a login or an account, as refusals a client can act on. */
import { EngineError } from '../../engine/errors.ts';
import type { Refusal } from '../../jobs/control.ts';
import { AuthorisationRefused } from '../../zoho/index.ts';

export type Refused = { readonly ok: false; readonly refusal: Refusal };

export const refuse = (code: Refusal['code'], message: string, issues?: Refusal['issues']): Refused => ({
  ok: false,
  refusal: { code, message, ...(issues === undefined ? {} : { issues }) },
});

export function notReady(): Refused {
  return refuse(
    'AUTHORISATION_NOT_READY',
    'The authorisation is not ready: nobody has agreed yet, or it has failed, expired or been used. See authorisation(id), or begin another one.',
  );
}

/** A login that does not reach what it is meant for. */
export function notTheLogins(field: string, service: string): Refused {
  return refuse('VALIDATION_FAILED', `This login has no such ${service} organisation.`, [
    {
      path: [field],
      message: `Use the id of a ${service} organisation that the login's user belongs to.`,
    },
  ]);
}

/** Faults of the account as refusals: the credential, or a service that cannot be reached. Throws what is neither. */
export function refusalOf(error: unknown): Refused {
  if (error instanceof AuthorisationRefused) return refuse('AUTHORISATION_REFUSED', error.message);
  if (!(error instanceof EngineError)) {
    if (error instanceof Error && 'code' in error && typeof error.code === 'string') {
      return refuse('SERVICE_UNAVAILABLE', error.message);
    }
    throw error;
  }
  const code = error.code === 'REAUTHORISATION_REQUIRED' ? 'REAUTHORISATION_REQUIRED' : 'SERVICE_UNAVAILABLE';
  return refuse(code, error.message);
}
