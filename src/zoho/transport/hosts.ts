/** Which hosts may be called, and with which base addresses. Tokens and customer data go nowhere else. */

import { RunRefused } from '../../engine/errors.ts';
import {
  BOOKS_PREFIX,
  DATA_CENTER_HOSTS,
  DATA_CENTERS,
  type DataCenter,
  FSM_PREFIX,
  INVOICE_PREFIX,
} from '../../zoho-api/index.ts';
import { HostNotAllowed } from '../errors.ts';

export type ConnectionDataCenter = DataCenter | 'SANDBOX';
export type Product = 'BOOKS' | 'INVOICE';

/** Bases of the three services of one connection, without a trailing slash. */
export interface ServiceBases {
  readonly books: string;
  readonly fsm: string;
}

function domainOf(origin: string): string {
  return new URL(origin).hostname.split('.').slice(1).join('.');
}

/** `zohoapis.com`, `zohoapis.com.au`, …: any host below one of them is Zoho's API (books-api.md 1.1). */
const API_DOMAINS = DATA_CENTERS.map((center) => domainOf(DATA_CENTER_HOSTS[center].api));
/** Hosts named in full: accounts servers, and FSM's own (fsm-api.md 1). */
const NAMED_HOSTS = DATA_CENTERS.flatMap((center) => [
  new URL(DATA_CENTER_HOSTS[center].accounts).hostname,
  new URL(DATA_CENTER_HOSTS[center].fsmWeb).hostname,
]);

/** Decides about origins. `allowedHosts`: further host names; `*.example.com` allows every host below it. */
export class HostList {
  readonly #sandboxOrigin: string | null;
  readonly #allowedHosts: readonly string[];

  constructor(allowedHosts: readonly string[], sandboxUrl: string | null) {
    this.#allowedHosts = allowedHosts.map((host) => host.trim().toLowerCase()).filter((host) => host !== '');
    this.#sandboxOrigin = sandboxUrl === null ? null : new URL(sandboxUrl).origin;
  }

  /**
   * The origin of `address` if it may be called.
   * @throws HostNotAllowed for an unknown host, another scheme than https, or an address with user data in it
   */
  allow(address: string): string {
    const url = URL.canParse(address) ? new URL(address) : null;
    if (url === null) throw new HostNotAllowed(address.slice(0, 100));
    if (url.origin === this.#sandboxOrigin) return url.origin;
    const secure = url.protocol === 'https:' && url.username === '' && url.password === '';
    if (!secure || !this.#knows(url)) throw new HostNotAllowed(`${url.protocol}//${url.host}`);
    return url.origin;
  }

  #knows(url: URL): boolean {
    const host = url.hostname;
    if (this.#allowedHosts.some((allowed) => matches(allowed, url))) return true;
    // Zoho listens on the standard port only.
    if (url.port !== '') return false;
    return NAMED_HOSTS.includes(host) || API_DOMAINS.some((domain) => host.endsWith(`.${domain}`));
  }
}

function matches(allowed: string, url: URL): boolean {
  if (allowed.startsWith('*.')) return url.hostname.endsWith(allowed.slice(1));
  return allowed === url.hostname || allowed === url.host;
}

/**
 * Bases from `api_domain` of the token answer (fsm-api.md 1: never derive the API host from the data centre where the
 * answer names it), else from the table; for SANDBOX always the sandbox's address.
 * @throws HostNotAllowed
 */
export function serviceBases(
  hosts: HostList,
  dataCenter: ConnectionDataCenter,
  product: Product,
  apiDomain: string | null,
  sandboxUrl: string | null,
): ServiceBases {
  const origin = hosts.allow(
    dataCenter === 'SANDBOX' ? requireSandbox(sandboxUrl) : (apiDomain ?? DATA_CENTER_HOSTS[dataCenter].api),
  );
  return {
    books: `${origin}${product === 'BOOKS' ? BOOKS_PREFIX : INVOICE_PREFIX}`,
    fsm: `${origin}${FSM_PREFIX}`,
  };
}

/** The accounts server's origin. @throws HostNotAllowed */
export function accountsOrigin(
  hosts: HostList,
  dataCenter: ConnectionDataCenter,
  sandboxUrl: string | null,
): string {
  return hosts.allow(
    dataCenter === 'SANDBOX' ? requireSandbox(sandboxUrl) : DATA_CENTER_HOSTS[dataCenter].accounts,
  );
}

function requireSandbox(sandboxUrl: string | null): string {
  if (sandboxUrl === null) {
    throw new RunRefused(
      'SANDBOX_URL_MISSING',
      'the connection uses the sandbox, but SANDBOX_URL is not set',
    );
  }
  return sandboxUrl;
}
