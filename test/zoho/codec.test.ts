import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { wholeAddress } from '../../src/zoho/codec/books-address.ts';
import { booksBody, booksFieldReader } from '../../src/zoho/codec/books-record.ts';
import { canonicalDecimal, ExactNumber } from '../../src/zoho/codec/decimal.ts';
import { fsmBody, fsmFieldReader, refuseTextFsmWouldCut } from '../../src/zoho/codec/fsm-record.ts';
import { parseExact, rawNumber } from '../../src/zoho/codec/json.ts';
import { booksFilterTime, decoderOf, fsmCanStore, zohoTimeMs } from '../../src/zoho/codec/values.ts';

describe('decimals', () => {
  test.each([
    ['1.005', '1.005'],
    ['1.50', '1.5'],
    ['-0', '0'],
    ['-0.00', '0'],
    ['007.10', '7.1'],
    ['.5', '0.5'],
    ['5.', '5'],
    ['1e3', '1000'],
    ['1.5E-7', '0.00000015'],
    ['12345678901234.55', '12345678901234.55'],
    ['+3', '3'],
  ])('%s is %s', (text, canonical) => {
    expect(canonicalDecimal(text)).toBe(canonical);
  });

  test.each(['', '.', 'abc', '1,5', '70%', '1e999', '--1', 'NaN'])('%s is no decimal', (text) => {
    expect(canonicalDecimal(text)).toBeNull();
  });

  const digits = fc.stringMatching(/^-?\d{1,20}(\.\d{1,12})?$/);

  test('canonical text is a fixed point and names the same number', () => {
    fc.assert(
      fc.property(digits, (text) => {
        const canonical = canonicalDecimal(text);
        expect(canonical).not.toBeNull();
        expect(canonicalDecimal(canonical ?? '')).toBe(canonical);
        expect(Number(canonical)).toBe(Number(text) === 0 ? 0 : Number(text));
      }),
    );
  });

  test('a number keeps every digit from an answer through the codec into a body', () => {
    fc.assert(
      fc.property(digits, (text) => {
        const number = text.replace(/^(-?)0+(?=\d)/, '$1');
        const parsed = parseExact(`{"rate":${number}}`) as { rate: unknown };
        const value = decoderOf('decimal')(parsed.rate);
        expect(value).toBe(canonicalDecimal(text));
        const body = booksBody({ rate: value ?? null }, () => 'decimal', 'update');
        expect(JSON.stringify(body)).toBe(`{"rate":${canonicalDecimal(text)}}`);
      }),
    );
  });

  test('numbers that a double holds stay numbers, others become exact ones, strings stay strings', () => {
    const text =
      '{"code":0,"id":460000000000101002,"name":"a: 1234567890123456789","rate":99.99,"small":1E400}';
    expect(parseExact(text)).toEqual({
      code: 0,
      id: new ExactNumber('460000000000101002'),
      name: 'a: 1234567890123456789',
      rate: 99.99,
      small: new ExactNumber('1E400'),
    });
  });

  test('a raw number is written as it stands', () => {
    expect(JSON.stringify({ rate: rawNumber('12345678901234567.25') })).toBe('{"rate":12345678901234567.25}');
  });
});

describe('values', () => {
  test('text is composed and trimmed, and nothing is null', () => {
    const decode = decoderOf('text');
    expect(decode('  cafe\u0301 ')).toBe('caf\u00e9');
    expect([decode(''), decode('   '), decode(null)]).toEqual([null, null, null]);
    expect(decode({})).toBeUndefined();
  });

  test('line ends are one value', () => {
    expect(decoderOf('multiline')('a\r\nb\rc')).toBe('a\nb\nc');
  });

  test('booleans come as text too, and anything else stays unknown', () => {
    const decode = decoderOf('boolean');
    expect([decode(true), decode('true'), decode('false'), decode(''), decode('yes')]).toEqual([
      true,
      true,
      false,
      null,
      undefined,
    ]);
  });

  test('a lookup is its id', () => {
    expect(decoderOf('reference')({ id: '17', name: 'x' })).toBe('17');
    expect(decoderOf('reference')('')).toBeNull();
  });

  test('an amount that is no number stays unknown instead of cleared [P3]', () => {
    expect(decoderOf('decimal')('70%')).toBeUndefined();
  });

  test('both offset forms are read, and filters have the one that Books accepts', () => {
    expect(zohoTimeMs('2026-06-09T09:45:19-0400')).toBe(Date.UTC(2026, 5, 9, 13, 45, 19));
    expect(zohoTimeMs('2026-08-30T14:22:10-05:00')).toBe(Date.UTC(2026, 7, 30, 19, 22, 10));
    expect(zohoTimeMs('soon')).toBeNull();
    expect(booksFilterTime(Date.UTC(2026, 5, 9, 13, 45, 19, 999))).toBe('2026-06-09T13:45:19+0000');
  });

  test('FSM can store every text without surrogates and no other', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(fsmCanStore(text)).toBe(
          [...text].every((character) => (character.codePointAt(0) ?? 0) <= 0xffff),
        );
      }),
    );
    expect(fsmCanStore('\ud800')).toBe(false);
  });
});

describe('Books rows', () => {
  const custom = booksFieldReader('cf_region', 'text');

  test('an absent key is unknown, an empty one is null [P3]', () => {
    const read = booksFieldReader('sku', 'text');
    expect(read({})).toBeUndefined();
    expect(read({ sku: '' })).toBeNull();
  });

  test('a custom field is found in each of its places', () => {
    expect(custom({ custom_fields: [{ api_name: 'cf_region', value: 'North' }] })).toBe('North');
    expect(custom({ custom_field_hash: { cf_region: 'N.', cf_region_unformatted: 'North' } })).toBe('North');
    expect(custom({ cf_region: 'North' })).toBe('North');
  });

  test('a detail without the field says that it is empty, a list row does not [P3]', () => {
    expect(custom({ custom_fields: [], custom_field_hash: {} })).toBeNull();
    expect(custom({ custom_fields: [] })).toBeUndefined();
    expect(custom({})).toBeUndefined();
  });

  test('a member of an address: unknown in a list row, empty where the detail says nothing [A1]', () => {
    const read = booksFieldReader('billing_address.city', 'text');
    expect(read({ billing_address: { address_id: '1', city: ' Rockford ' } })).toBe('Rockford');
    expect([read({ billing_address: { city: '' } }), read({ billing_address: '' })]).toEqual([null, null]);
    expect(read({})).toBeUndefined();
  });

  test.each([
    [
      'what is there goes along',
      { city: 'Austin' },
      { address: 'River Rd', state: 'IL', state_code: 'IL', city: 'Austin' },
    ],
    ['a code that a new state contradicts does not', { state: 'TX' }, { address: 'River Rd', state: 'TX' }],
    [
      'nor one that a new country contradicts',
      { country: 'DE' },
      { address: 'River Rd', state: 'IL', country: 'DE' },
    ],
  ])('an address is written whole: %s [A1]', (_title, changed, expected) => {
    const present = {
      address_id: '1',
      address: 'River Rd',
      state: 'IL',
      state_code: 'IL',
      county: 'Winnebago',
    };
    expect(wholeAddress(present, changed)).toEqual(expected);
    expect(wholeAddress(undefined, changed)).toEqual(changed);
  });

  test('an update clears with an empty string, a create leaves empty values out', () => {
    const kindOf = (apiName: string) => (apiName === 'rate' ? 'decimal' : 'text');
    const values = { name: 'Valve', rate: '1.005', sku: null, cf_region: 'North' };
    expect(JSON.stringify(booksBody(values, kindOf, 'update'))).toBe(
      '{"name":"Valve","rate":1.005,"sku":"","custom_fields":[{"api_name":"cf_region","value":"North"}]}',
    );
    expect(Object.keys(booksBody(values, kindOf, 'create'))).toEqual(['name', 'rate', 'custom_fields']);
  });
});

describe('FSM rows', () => {
  const learned: string[] = [];
  const reading = {
    neverEmpty: new Set(['Name']),
    personal: new Set(['Email', 'Service_Address']),
    typeField: 'Type',
    learnPartWord: (word: string) => void learned.push(word),
  };

  test('both words for a part are one value, and the word is learned [I1]', () => {
    const read = fsmFieldReader('Type', 'picklist', reading);
    expect([read({ Type: 'Part' }), read({ Type: 'Goods' }), read({ Type: 'Service' })]).toEqual([
      'Goods',
      'Goods',
      'Service',
    ]);
    expect(learned).toEqual(['Part', 'Goods']);
  });

  test('a mandatory field that reads as empty is hidden, hence unknown [P3]', () => {
    expect(fsmFieldReader('Name', 'text', reading)({ Name: null })).toBeUndefined();
    expect(fsmFieldReader('SKU', 'text', reading)({ SKU: null })).toBeNull();
  });

  test('what is personal is unknown on a row that hides a mandatory field, and empty on any other [P3]', () => {
    const email = fsmFieldReader('Email', 'email', reading);
    const city = fsmFieldReader('Service_Address.City', 'text', reading);
    const hidden = { Name: null, Email: null, Service_Address: null };
    expect([email(hidden), city(hidden)]).toEqual([undefined, undefined]);
    const shown = { ...hidden, Name: 'Ada' };
    expect([email(shown), city(shown)]).toEqual([null, null]);
    expect(email({ Name: null, Email: 'ada@example.com' })).toBe('ada@example.com');
  });

  test('a member of a nested object', () => {
    const read = fsmFieldReader('Tax.Tax_Id', 'reference', reading);
    expect(read({ Tax: { Tax_Id: '9' } })).toBe('9');
    expect([read({ Tax: {} }), read({ Tax: null })]).toEqual([null, null]);
    expect(read({ Tax: { id: '1', name: 'VAT' } })).toBeUndefined();
    expect(read({})).toBeUndefined();
  });

  test('a nested member is written with its siblings, decimals with their digits', () => {
    const body = fsmBody(
      { Type: 'Goods', Unit_Price: '75.250000000000001', 'Tax.Tax_Id': '9', SKU: null },
      'update',
      {
        kindOf: (apiName) => (apiName === 'Unit_Price' ? 'decimal' : 'text'),
        typeField: 'Type',
        partWord: 'Part',
        siblings: { Tax: { Taxable: true, Tax_Name: 'VAT', Tax_Id: '8' } },
      },
    );
    expect(JSON.stringify(body)).toBe(
      '{"Type":"Part","Unit_Price":75.250000000000001,"SKU":null,"Tax":{"Taxable":true,"Tax_Name":"VAT","Tax_Id":"9"}}',
    );
  });

  test('text beyond U+FFFF is refused with the field and without the text', () => {
    expect(() => refuseTextFsmWouldCut({ Name: 'secret \u{1f600}' })).toThrowError(
      expect.objectContaining({
        code: 'TEXT_NOT_REPRESENTABLE',
        field: 'Name',
        message: expect.not.stringContaining('secret'),
      }),
    );
  });
});
