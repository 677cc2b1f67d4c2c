import { describe, expect, it } from 'vitest';
import { likenessOf, type Profile, plainName } from '../../src/server/suggestions/likeness.ts';

const profile = (more: Partial<Profile>): Profile => ({
  names: [],
  emails: [],
  phones: [],
  taxNumbers: [],
  websites: [],
  ...more,
});

describe('plainName', () => {
  it.each([
    ['Acme, Inc.', 'acme'],
    ['ACME L.L.C.', 'acme'],
    ['Müller & Söhne GmbH', 'muller and sohne'],
    ['Oak Works Pty. Ltd.', 'oak works'],
    ["O'Hara Corp", 'ohara'],
    ['Limited', 'limited'],
    ['東京サービス', '東京サービス'],
    ['', ''],
  ])('%s: %s', (name, plain) => {
    expect(plainName(name)).toBe(plain);
  });
});

describe('likenessOf', () => {
  it.each([
    [{ names: ['Acme Inc'] }, { names: ['ACME LLC'] }, ['SAME_NAME_BUT_FORM']],
    [{ names: ['Northwind Traders'] }, { names: ['Northwint Traders'] }, ['NAME_ALIKE']],
    [{ emails: ['Ann@Oak.example'] }, { emails: ['ann@oak.example'] }, ['SAME_EMAIL']],
    [{ phones: ['+1 (415) 555-0100'] }, { phones: ['415 555 0100'] }, ['SAME_PHONE']],
    [{ taxNumbers: ['DE 123-456'] }, { taxNumbers: ['de123456'] }, ['SAME_TAX_NUMBER']],
    [{ websites: ['https://www.oak.example/en'] }, { websites: ['oak.example'] }, ['SAME_WEBSITE']],
    [
      { names: ['Acme Inc'], emails: ['a@acme.example'] },
      { names: ['Acme'], emails: ['a@acme.example'] },
      ['SAME_NAME_BUT_FORM', 'SAME_EMAIL'],
    ],
  ])('%j and %j', (one, other, reasons) => {
    expect(likenessOf(profile(one), profile(other))?.reasons).toEqual(reasons);
    expect(likenessOf(profile(other), profile(one))?.reasons).toEqual(reasons);
  });

  it.each([
    [{ names: ['Oak'] }, { names: ['Oaks'] }],
    [{ names: ['Northwind'] }, { names: ['Southwind'] }],
    [{ phones: ['100'] }, { phones: ['100'] }],
    [{ phones: [''] }, { phones: [''] }],
    [{ names: [''] }, { names: [''] }],
    [{}, {}],
  ])('not %j and %j', (one, other) => {
    expect(likenessOf(profile(one), profile(other))).toBeNull();
  });

  it('is surer the more speaks for it', () => {
    const name = likenessOf(profile({ names: ['Acme'] }), profile({ names: ['Acme'] }))?.score ?? 0;
    const both = likenessOf(
      profile({ names: ['Acme'], phones: ['4155550100'] }),
      profile({ names: ['Acme'], phones: ['4155550100'] }),
    );
    expect(both?.score).toBeGreaterThan(name);
    expect(both?.score).toBeLessThan(1);
  });
});
