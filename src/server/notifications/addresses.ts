/**
 * Where a webhook may lead. Whoever may add one must not be able to reach what only this machine can: other machines of its
 * network, or the metadata service of a cloud.
 */
import { type LookupAddress, type LookupOptions, lookup } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';

const URL_LENGTH_MAX = 2_048;

/** A webhook leads to an address that is not public. */
export class HostRefused extends Error {
  readonly code = 'HOST_REFUSED';
  constructor() {
    super('the host has an address inside a network: WEBHOOK_ALLOWED_HOSTS must name it');
    this.name = 'HostRefused';
  }
}

/** True for addresses of the public internet alone; those that carry another one inside count as that one or as none. */
export const isPublicAddress = (address: string): boolean =>
  ipaddr.isValid(address) && ipaddr.process(address).range() === 'unicast';

const isLoopbackAddress = (address: string): boolean =>
  ipaddr.isValid(address) && ipaddr.process(address).range() === 'loopback';

/** The host of a URL as lists of hosts write it: IPv6 without brackets, no dot at the end. */
export const hostOf = ({ hostname }: URL): string => hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');

/** True for a host that says itself that it is this machine; a name that merely leads here is not one. */
export const isLoopbackHost = (host: string): boolean =>
  host === 'localhost' || (isIP(host) !== 0 && isLoopbackAddress(host));

/** Why an address cannot be that of a webhook; null when it can. Says nothing of where a name leads. */
export function refusalOfUrl(text: string, allowedHosts: readonly string[]): string | null {
  if (text.length > URL_LENGTH_MAX) return `must have at most ${URL_LENGTH_MAX} characters`;
  const url = URL.parse(text);
  if (url === null || !['https:', 'http:'].includes(url.protocol))
    return 'must be a URL like https://host/path';
  if (url.username !== '' || url.password !== '') return 'must not hold a user name or a password';
  const host = hostOf(url);
  if (allowedHosts.includes(host) || isLoopbackHost(host)) return null;
  if (url.protocol !== 'https:')
    return 'must begin with https://, or WEBHOOK_ALLOWED_HOSTS must name the host';
  if (isIP(host) !== 0 && !isPublicAddress(host)) {
    return 'must not be an address inside a network, unless WEBHOOK_ALLOWED_HOSTS names it';
  }
  return null;
}

type Resolve = (
  host: string,
  options: LookupOptions & { all: true },
  done: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

/**
 * Resolves names for a connection, and refuses those that lead inside. The connection goes to the very addresses that were
 * looked at: a name that leads elsewhere a moment later gains nothing.
 */
export function guardedLookup(allowedHosts: readonly string[], resolve: Resolve = lookup): LookupFunction {
  return (host, options, done) => {
    const fits = allowedHosts.includes(host)
      ? () => true
      : host === 'localhost'
        ? isLoopbackAddress
        : isPublicAddress;
    resolve(host, { ...options, all: true }, (error, addresses) => {
      if (error !== null) return done(error, []);
      const [first] = addresses;
      if (first === undefined || !addresses.every(({ address }) => fits(address))) {
        return done(new HostRefused(), []);
      }
      return options.all === true ? done(null, addresses) : done(null, first.address, first.family);
    });
  };
}
