/** Begins logins to Zoho and finishes them with the code that a redirect, or a person, brings. */
import { randomBytes } from 'node:crypto';
import { EngineError } from '../../engine/errors.ts';
import type { EngineClock } from '../../engine/services.ts';
import type { Answer } from '../../jobs/control.ts';
import {
  AUTHORISATION_LIFE_MS,
  type AuthorisationView,
  type NewAuthorisationInput,
  type Redirect,
} from '../../jobs/onboarding.ts';
import type { Authorisations, ClaimedAuthorisation } from '../../store/authorisations.ts';
import type { Authorisation } from '../../store/generated/prisma/client.ts';
import {
  type AccountsPlace,
  AuthorisationRefused,
  accountsOfRedirect,
  accountsPlace,
  consentUrl,
  exchangeCode,
  isTransportFault,
  openHttp,
} from '../../zoho/index.ts';
import { scopesFor } from '../../zoho-api/index.ts';
import { notReady, refusalOf } from './refusals.ts';

export interface AuthoriseDependencies {
  readonly authorisations: Authorisations;
  readonly clock: EngineClock;
  readonly newId: () => string;
  readonly allowedHosts: readonly string[];
  readonly sandboxUrl: string;
}

/** 256 random bits: the redirect has no other secret. */
const SECRET_BYTES = 32;
/** How long a login waits to be used. */
const LOGIN_LIFE_MS = 3_600_000;
/** Longer than any code or state; what is longer is not looked up. */
const PARAMETER_LENGTH_MAX = 512;

export function viewOf(row: Authorisation, at: Date, consent: string | null = null): AuthorisationView {
  const expired = row.state !== 'FAILED' && row.expiresAt <= at;
  const { id, dataCenter, product, connectionId, redirectUri, expiresAt } = row;
  return {
    id,
    dataCenter,
    product,
    connectionId,
    redirectUri,
    expiresAt,
    consentUrl: consent,
    scopes: scopesFor(product),
    state: expired ? 'FAILED' : row.state,
    reason: expired ? expiredReason(row) : reasonOf(row),
  };
}

const reasonOf = ({ reasonCode, reasonMessage }: Authorisation): AuthorisationView['reason'] =>
  reasonCode === null ? null : { code: reasonCode, message: reasonMessage ?? reasonCode };

function expiredReason({ state }: Authorisation): AuthorisationView['reason'] {
  const message =
    state === 'READY'
      ? 'Nobody used the login within an hour. Begin another authorisation.'
      : 'Nobody agreed within ten minutes. Begin another authorisation.';
  return { code: 'AUTHORISATION_EXPIRED', message };
}

export async function beginAuthorisation(
  deps: AuthoriseDependencies,
  input: NewAuthorisationInput,
): Promise<Answer<AuthorisationView>> {
  const secret = randomBytes(SECRET_BYTES).toString('base64url');
  const at = new Date(deps.clock.nowMs());
  try {
    const place = accountsPlace(input.dataCenter, deps.sandboxUrl);
    const url = consentUrl(place, input, secret, scopesFor(input.product));
    const expiresAt = new Date(at.getTime() + AUTHORISATION_LIFE_MS);
    const row = await deps.authorisations.begin({ ...input, id: deps.newId(), secret, expiresAt });
    return { ok: true, value: viewOf(row, at, url) };
  } catch (error) {
    if (error instanceof EngineError) return refusalOf(error);
    throw error;
  }
}

export async function completeAuthorisation(
  deps: AuthoriseDependencies,
  input: { readonly authorisationId: string; readonly code: string },
): Promise<Answer<AuthorisationView>> {
  const { authorisationId: id } = input;
  const claimed = await deps.authorisations.claimById(id, new Date(deps.clock.nowMs()));
  if (claimed === null) return notReady();
  const { dataCenter } = claimed.row;
  try {
    await redeem(deps, claimed, accountsPlace(dataCenter, deps.sandboxUrl), input.code);
  } catch (error) {
    // A mistyped or stale code does no harm: its giver has a token of ours, and may generate another one.
    if (error instanceof AuthorisationRefused && error.code !== 'CODE_REFUSED') await fail(deps, id, error);
    else await deps.authorisations.release(id);
    return refusalOf(error);
  }
  const row = await deps.authorisations.find(id);
  return row === null ? notReady() : { ok: true, value: viewOf(row, new Date(deps.clock.nowMs())) };
}

/** Whoever comes with the right `state` uses it up; whoever does not learns nothing. */
export async function acceptRedirect(
  deps: AuthoriseDependencies,
  redirect: Redirect,
): Promise<'ready' | 'failed' | 'unknown'> {
  const { state, code, error: refusal } = redirect;
  if (state === null || state === '' || state.length > PARAMETER_LENGTH_MAX) return 'unknown';
  const claimed = await deps.authorisations.claimBySecret(state, new Date(deps.clock.nowMs()));
  if (claimed === null) return 'unknown';
  const { id, dataCenter } = claimed.row;
  try {
    if (code === null || code === '' || code.length > PARAMETER_LENGTH_MAX) throw noCode(refusal);
    const asked = accountsPlace(dataCenter, deps.sandboxUrl);
    await redeem(deps, claimed, accountsOfRedirect(asked, redirect), code);
    return 'ready';
  } catch (error) {
    await fail(deps, id, error);
    return 'failed';
  }
}

function noCode(refusal: string | null): AuthorisationRefused {
  const message =
    refusal === 'access_denied'
      ? 'The user did not agree on the consent page. Begin again when they will.'
      : 'Zoho came back without a code. Begin the authorisation again.';
  return new AuthorisationRefused('CONSENT_REFUSED', message);
}

async function redeem(
  deps: AuthoriseDependencies,
  { row, clientSecret }: ClaimedAuthorisation,
  place: AccountsPlace,
  code: string,
): Promise<void> {
  const http = openHttp();
  try {
    const { allowedHosts, sandboxUrl, clock } = deps;
    const client = { clientId: row.clientId, clientSecret, redirectUri: row.redirectUri };
    const login = await exchangeCode({
      fetch: http.fetch,
      clock,
      place,
      allowedHosts,
      sandboxUrl,
      client,
      code,
    });
    const usableUntil = new Date(clock.nowMs() + LOGIN_LIFE_MS);
    await deps.authorisations.ready(row.id, login, { dataCenter: place.dataCenter, usableUntil });
  } finally {
    await http.close();
  }
}

/** Our own errors carry a sentence for people; anything else is a bug, noted as failed and thrown on. */
async function fail(deps: AuthoriseDependencies, id: string, error: unknown): Promise<void> {
  const known =
    error instanceof AuthorisationRefused || error instanceof EngineError || isTransportFault(error);
  await deps.authorisations.fail(
    id,
    known
      ? { code: error.code, message: error.message }
      : { code: 'INTERNAL_ERROR', message: 'Something went wrong here; see the log, and begin again.' },
  );
  if (!known) throw error;
}
