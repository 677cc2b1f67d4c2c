/** A user at Zoho's consent page, and the API behind it. */
import {
  AuthorisationDocument,
  BeginAuthorisationDocument,
  type BeginAuthorisationInput,
  CompleteAuthorisationDocument,
  ReplaceCredentialDocument,
  type ReplaceCredentialInput,
} from '../gql/graphql.ts';
import type { Api } from './api.ts';
import type { ZohoOrganization } from './zoho.ts';

export interface Client {
  readonly clientId: string;
  readonly clientSecret: string;
}

export class LoginUser {
  readonly #api: Api;
  readonly #zoho: ZohoOrganization;

  constructor(api: Api, zoho: ZohoOrganization) {
    this.#api = api;
    this.#zoho = zoho;
  }

  get redirectUri(): string {
    return `${this.#api.url}/oauth/callback`;
  }

  async tryBegin(changes: Partial<BeginAuthorisationInput> = {}) {
    const { clientId, clientSecret } = this.#zoho.credentials;
    const input: BeginAuthorisationInput = {
      dataCenter: 'SANDBOX',
      product: this.#zoho.product === 'books' ? 'BOOKS' : 'INVOICE',
      clientId,
      clientSecret,
      redirectUri: this.redirectUri,
      ...changes,
    };
    return (await this.#api.run(BeginAuthorisationDocument, { input })).beginAuthorisation;
  }

  async begin(changes: Partial<BeginAuthorisationInput> = {}): Promise<{ id: string; consentUrl: string }> {
    const begun = await this.tryBegin(changes);
    if (begun.__typename !== 'Authorisation' || begun.consentUrl === null)
      throw new Error(`not begun: ${JSON.stringify(begun)}`);
    return { id: begun.id, consentUrl: begun.consentUrl };
  }

  /** Opens the consent page and agrees; answers where Zoho would send the browser. */
  async agree(consentUrl: string): Promise<URL> {
    const response = await fetch(consentUrl, { redirect: 'manual' });
    const location = response.headers.get('location');
    if (location === null) throw new Error(`the consent page answered ${response.status}`);
    return new URL(location);
  }

  /** Generates a code as the API console does for a Self Client. */
  async generatedCode(consentUrl: string): Promise<string> {
    const code = /<code>(.*)<\/code>/.exec(await (await fetch(consentUrl)).text())?.[1];
    if (code === undefined) throw new Error('the console showed no code');
    return code;
  }

  /** From the consent page back to us; the authorisation is ready then. */
  async authorise(changes: Partial<BeginAuthorisationInput> = {}): Promise<string> {
    const { id, consentUrl } = await this.begin(changes);
    const { status } = await this.visit(await this.agree(consentUrl));
    if (status !== 200) throw new Error(`the callback answered ${status}`);
    return id;
  }

  async visit(address: URL, method = 'GET'): Promise<{ status: number; text: string; headers: Headers }> {
    const response = await fetch(address, { method });
    return { status: response.status, text: await response.text(), headers: response.headers };
  }

  async complete(authorisationId: string, code: string) {
    const input = { authorisationId, code };
    return (await this.#api.run(CompleteAuthorisationDocument, { input })).completeAuthorisation;
  }

  async state(id: string) {
    return (await this.#api.run(AuthorisationDocument, { id })).authorisation;
  }

  async replace(input: ReplaceCredentialInput) {
    return (await this.#api.run(ReplaceCredentialDocument, { input })).replaceCredential;
  }

  /** A second OAuth client of the same user. */
  async otherClient(): Promise<Client> {
    const { body } = await this.#zoho.control(
      'POST',
      `/organizations/${this.#zoho.credentials.booksOrganizationId}/clients`,
    );
    return { clientId: body.clientId, clientSecret: body.clientSecret };
  }
}
