/** Where a webhook may lead. */
import type { LookupAddress } from 'node:dns';
import { describe, expect, it } from 'vitest';
import {
  guardedLookup,
  HostRefused,
  isPublicAddress,
  refusalOfUrl,
} from '../../../src/server/notifications/addresses.ts';

describe('the address of a webhook', () => {
  it.each([
    'https://hooks.example.com/x',
    'https://hooks.example.com:8443/x?y=1',
    'https://93.184.216.34/x',
    'https://[2606:2800:220:1::1]/x',
    'http://localhost:9000/x',
    'http://127.0.0.1:9000/x',
    'https://[::1]/x',
    'http://inside/x',
    'http://10.0.0.7/x',
  ])('may be %s', (url) => {
    expect(refusalOfUrl(url, ['inside', '10.0.0.7'])).toBeNull();
  });

  it.each([
    ['http://hooks.example.com/x', 'must begin with https://'],
    ['ftp://hooks.example.com/x', 'must be a URL'],
    ['hooks.example.com', 'must be a URL'],
    ['https://user:pass@hooks.example.com/', 'must not hold a user name'],
    ['https://10.0.0.1/', 'inside a network'],
    ['https://169.254.169.254/latest/meta-data', 'inside a network'],
    ['https://192.168.0.1/', 'inside a network'],
    ['https://100.64.0.1/', 'inside a network'],
    ['https://0.0.0.0/', 'inside a network'],
    ['https://0xa000001/', 'inside a network'],
    ['https://167772161/', 'inside a network'],
    ['https://[fd00::1]/', 'inside a network'],
    ['https://[fe80::1]/', 'inside a network'],
    ['https://[::ffff:10.0.0.1]/', 'inside a network'],
    ['https://[64:ff9b::a00:1]/', 'inside a network'],
    [`https://hooks.example.com/${'x'.repeat(2_100)}`, 'at most 2048 characters'],
  ])('may not be %s', (url, why) => {
    expect(refusalOfUrl(url, [])).toContain(why);
  });
});

describe('a name', () => {
  const lookUp = (host: string, addresses: readonly string[], allowed: readonly string[] = []) =>
    new Promise<string | LookupAddress[]>((resolve, reject) => {
      const lookup = guardedLookup(allowed, (_host, _options, done) =>
        done(
          null,
          addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
        ),
      );
      lookup(host, { all: true }, (error, found) => (error === null ? resolve(found) : reject(error)));
    });

  it('leads to the addresses that were looked at', async () => {
    const found = await lookUp('hooks.example.com', ['93.184.216.34', '2606:2800:220:1::1']);
    expect(found).toHaveLength(2);
  });

  it.each([
    ['hooks.example.com', ['10.0.0.1']],
    ['hooks.example.com', ['127.0.0.1']],
    ['hooks.example.com', ['93.184.216.34', '169.254.169.254']],
    ['hooks.example.com', ['::ffff:192.168.1.1']],
    ['hooks.example.com', []],
    ['localhost', ['10.0.0.1']],
  ])('%s is refused that leads to %j', async (host, addresses) => {
    await expect(lookUp(host, addresses)).rejects.toBeInstanceOf(HostRefused);
  });

  it('may lead inside when it is on the list', async () => {
    expect(await lookUp('inside', ['10.0.0.1'], ['inside'])).toEqual([{ address: '10.0.0.1', family: 4 }]);
  });

  it('of this machine leads to this machine', async () => {
    expect(await lookUp('localhost', ['127.0.0.1', '::1'])).toHaveLength(2);
  });
});

it('only addresses of the public internet are public', () => {
  expect(['8.8.8.8', '2606:4700::1111'].map(isPublicAddress)).toEqual([true, true]);
  expect(['224.0.0.1', '255.255.255.255', '2002:a00:1::', 'nonsense', ''].map(isPublicAddress)).toEqual([
    false,
    false,
    false,
    false,
    false,
  ]);
});
