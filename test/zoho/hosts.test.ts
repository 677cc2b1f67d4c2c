import { describe, expect, test } from 'vitest';
import { HostList, serviceBases } from '../../src/zoho/transport/hosts.ts';

describe('hosts', () => {
  const hosts = new HostList(['books.example.com', '*.proxy.example.com'], 'http://127.0.0.1:4010');

  test.each([
    'https://www.zohoapis.com',
    'https://www.zohoapis.com.au',
    'https://accounts.zohocloud.ca',
    'https://fsm.zoho.eu',
    'https://books.example.com',
    'https://eu.proxy.example.com',
    'http://127.0.0.1:4010/books',
  ])('%s may be called', (address) => {
    expect(hosts.allow(address)).toBe(new URL(address).origin);
  });

  test.each([
    'http://www.zohoapis.com',
    'https://www.zohoapis.com.evil.example',
    'https://zohoapis.com',
    'https://evilzohoapis.com',
    'https://user:pw@www.zohoapis.com',
    'https://www.zohoapis.com:8443',
    'https://proxy.example.com',
    'http://127.0.0.1:4011',
    'ftp://books.example.com',
    'no address',
  ])('%s may not, and the sentence says what to do', (address) => {
    expect(() => hosts.allow(address)).toThrowError(
      expect.objectContaining({
        code: 'HOST_NOT_ALLOWED',
        message: expect.stringContaining('ZOHO_ALLOWED_HOSTS'),
      }),
    );
  });

  test('api_domain names the host, the table does before the first token', () => {
    expect(serviceBases(hosts, 'IN', 'BOOKS', null, null)).toEqual({
      books: 'https://www.zohoapis.in/books/v3',
      fsm: 'https://www.zohoapis.in/fsm/v1',
    });
    expect(serviceBases(hosts, 'US', 'INVOICE', 'https://www.zohoapis.eu', null).books).toBe(
      'https://www.zohoapis.eu/invoice/v3',
    );
    expect(() => serviceBases(hosts, 'US', 'BOOKS', 'https://attacker.example', null)).toThrow(
      'attacker.example',
    );
  });

  test('SANDBOX without an address says which variable is missing', () => {
    expect(() => serviceBases(hosts, 'SANDBOX', 'BOOKS', null, null)).toThrow('SANDBOX_URL is not set');
  });

  test('SANDBOX goes to the sandbox whatever a token says', () => {
    expect(
      serviceBases(hosts, 'SANDBOX', 'BOOKS', 'https://www.zohoapis.com', 'http://127.0.0.1:4010').fsm,
    ).toBe('http://127.0.0.1:4010/fsm/v1');
  });
});
