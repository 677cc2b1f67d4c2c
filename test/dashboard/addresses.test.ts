import { describe, expect, test } from 'vitest';
import { windowOf } from '../../dashboard/src/routing/page-window.ts';
import { parsePlace } from '../../dashboard/src/routing/parse-place.ts';
import { idFrom, paths } from '../../dashboard/src/routing/paths.ts';
import { tokenInFragment } from '../../dashboard/src/session/token-in-address.ts';

describe('a token in the address', () => {
  test.each([
    ['', null],
    ['#/', null],
    ['#/connections/token=x', null],
    ['#token=', null],
    ['#token=%20', null],
    ['#token=abc-_123', 'abc-_123'],
    ['#token=a%2Bb%2Fc%3D', 'a+b/c='],
    ['#token=a+b', 'a+b'],
    ['#token=50%', '50%'],
  ])('%s', (fragment, token) => {
    expect(tokenInFragment(fragment)).toBe(token);
  });
});

describe('places', () => {
  test.each([
    ['', { path: '/', search: '' }],
    ['#token=x', { path: '/', search: '' }],
    ['#/a/b', { path: '/a/b', search: '' }],
    ['#/a?after=x%3D&b=?', { path: '/a', search: 'after=x%3D&b=?' }],
  ])('%s', (fragment, place) => {
    expect(parsePlace(fragment)).toEqual(place);
  });

  test('any id survives its way through an address', () => {
    for (const id of ['Q29u+bm/Vj==', 'a b?c#d', '100%', 'ü']) {
      const { path } = parsePlace(`#${paths.run(id, id)}`);
      const [, , connection, , run] = path.split('/');
      expect([idFrom(connection), idFrom(run)]).toEqual([id, id]);
    }
  });

  test('a broken escape is taken as it stands', () => {
    expect(idFrom('%E0%A4%A')).toBe('%E0%A4%A');
    expect(idFrom(undefined)).toBe('');
  });

  test('filters that are not set leave no trace', () => {
    expect(paths.links('c', { search: '', state: null })).toBe('/connections/c/links');
    expect(paths.links('c', { search: '23', state: 'GONE_IN_FSM' })).toBe(
      '/connections/c/links?search=23&state=GONE_IN_FSM',
    );
  });
});

describe('pages of a list', () => {
  test('go forward from a cursor, back from one, or begin', () => {
    expect(windowOf('', 25)).toEqual({ first: 25 });
    expect(windowOf('outcome=FAILED&after=x%3D', 25)).toEqual({ first: 25, after: 'x=' });
    expect(windowOf('before=y&after=x', 25)).toEqual({ last: 25, before: 'y' });
  });
});
