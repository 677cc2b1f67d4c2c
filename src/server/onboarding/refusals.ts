/** What went wrong with a login or an account, as refusals a client can act on. */
import { type Refused, refusalOfFault, refuse } from '../../jobs/refusals.ts';
import { AuthorisationRefused, isTransportFault } from '../../zoho/index.ts';

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
      message: `Use the id of an organisation in ${service} that the login's user belongs to.`,
    },
  ]);
}

/**
 * Faults of the account as refusals: the credential, or a service that cannot be reached or is slow. Throws what is
 * neither, a fault of the database included, whose words are nobody's business.
 */
export function refusalOf(error: unknown): Refused {
  if (error instanceof AuthorisationRefused) return refuse('AUTHORISATION_REFUSED', error.message);
  if (isTransportFault(error)) return refuse('SERVICE_UNAVAILABLE', error.message);
  return { ok: false, refusal: refusalOfFault(error) };
}
