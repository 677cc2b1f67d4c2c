/** Onboarding in memory, without Zoho. */
import { randomUUID } from 'node:crypto';
import type { Answer } from '../../src/jobs/control.ts';
import type {
  Actor,
  AuthorisationView,
  NewAuthorisationInput,
  Onboarding,
  Redirect,
} from '../../src/jobs/onboarding.ts';

/** Notes what it is asked beside the calls of the control, and does nothing. */
export class FakeOnboarding implements Onboarding {
  readonly #calls: { readonly name: string; readonly input: unknown }[];
  readonly #views = new Map<string, AuthorisationView>();

  constructor(calls: { readonly name: string; readonly input: unknown }[]) {
    this.#calls = calls;
  }

  #answer<T>(name: string, input: unknown, value: T): Promise<Answer<T>> {
    this.#calls.push({ name, input });
    return Promise.resolve({ ok: true, value });
  }

  /** An authorisation that is ready, for a connection or, with null, for a new one. */
  add(connectionId: string | null): AuthorisationView {
    const view: AuthorisationView = {
      id: randomUUID(),
      state: 'READY',
      reason: null,
      dataCenter: 'EU',
      product: 'BOOKS',
      connectionId,
      redirectUri: null,
      consentUrl: null,
      scopes: [],
      expiresAt: new Date(),
    };
    this.#views.set(view.id, view);
    return view;
  }

  beginAuthorisation(input: NewAuthorisationInput) {
    return this.#answer('beginAuthorisation', input, this.add(input.connectionId));
  }

  completeAuthorisation(input: { authorisationId: string; code: string }) {
    return this.#answer('completeAuthorisation', input, this.add(null));
  }

  async acceptRedirect(redirect: Redirect) {
    this.#calls.push({ name: 'acceptRedirect', input: redirect });
    return 'unknown' as const;
  }

  async authorisation(id: string) {
    return this.#views.get(id) ?? null;
  }

  async organizations(authorisationId: string) {
    this.#calls.push({ name: 'organizations', input: authorisationId });
    return { organizations: [], unanswered: [] };
  }

  newInvoiceOrganization() {
    return { url: 'https://invoice.zoho.eu', note: 'There.', syncType: 'TYPE_IV' } as const;
  }

  replaceCredential(input: Parameters<Onboarding['replaceCredential']>[0], actor: Actor) {
    const { connectionId } = input;
    return this.#answer('replaceCredential', { ...input, actor }, { connectionId });
  }

  probeConnection(input: { connectionId: string }) {
    return this.#answer('probeConnection', input, input);
  }

  capabilities() {
    return [];
  }
}
