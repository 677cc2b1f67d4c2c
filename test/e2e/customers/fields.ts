/**
 * What the pair of customers carries, written from docs/rules.md, mappings/default/customers.ts and the descriptions in
 * src/mapping/pairs/customers.ts: which member of FSM goes with which of Books, and what each service can hold.
 */
import type { Row } from '../zoho.ts';

export type Kind = 'business' | 'person' | 'individual';

export interface Field {
  readonly key: string;
  /** Paths within the rows. */
  readonly fsm: string;
  readonly books: string;
  readonly fsmMax?: number;
  readonly booksMax?: number;
  readonly fsmMandatory?: true;
  readonly booksMandatory?: true;
}

/** A record's values by key; null: nothing said. */
export type Values = Readonly<Record<string, string | boolean | null>>;

/** A1, member by member. FSM's streets: 255 (fsm-api.md 4); Books' lengths: books-api.md 4.2. */
const ADDRESS_MEMBERS = [
  ['Street_1', 'address', 255, 500],
  ['Street_2', 'street2', 255, 255],
  ['City', 'city', undefined, 100],
  ['State', 'state', undefined, 100],
  ['Zip_Code', 'zip', undefined, 50],
  ['Country', 'country', undefined, 100],
] as const;

const ADDRESSES: readonly Field[] = [
  ['Service_Address', 'shipping_address'],
  ['Billing_Address', 'billing_address'],
].flatMap(([fsm, books]) =>
  ADDRESS_MEMBERS.map(([member, other, fsmMax, booksMax]) => ({
    key: `${books}.${other}`,
    fsm: `${fsm}.${member}`,
    books: `${books}.${other}`,
    ...(fsmMax === undefined ? {} : { fsmMax }),
    booksMax,
  })),
);

/** As the mapping file has them, as far as the tax edition of the worlds (us) has the fields. */
const ACCOUNT: readonly Field[] = [
  { key: 'currency_code', fsm: 'Currency', books: 'currency_code' },
  { key: 'is_taxable', fsm: 'Tax.Taxable', books: 'is_taxable' },
  { key: 'tax_id', fsm: 'Tax.Tax_Id', books: 'tax_id' },
  { key: 'tax_authority_id', fsm: 'Tax.Tax_Authority_Id', books: 'tax_authority_id' },
  { key: 'tax_exemption_id', fsm: 'Tax.Tax_Exemption_Id', books: 'tax_exemption_id' },
];

const NAMES: readonly Field[] = [
  { key: 'email', fsm: 'Email', books: 'email', fsmMandatory: true, fsmMax: 100, booksMax: 100 },
  { key: 'first_name', fsm: 'First_Name', books: 'first_name', fsmMax: 40, booksMax: 100 },
  { key: 'last_name', fsm: 'Last_Name', books: 'last_name', fsmMandatory: true, fsmMax: 80, booksMax: 100 },
];

const PHONES: readonly Field[] = [
  { key: 'phone', fsm: 'Phone', books: 'phone', fsmMax: 30, booksMax: 50 },
  { key: 'mobile', fsm: 'Mobile', books: 'mobile', fsmMax: 30, booksMax: 50 },
];

export const FIELDS: Readonly<Record<Kind, readonly Field[]>> = {
  business: [
    {
      key: 'company_name',
      fsm: 'Company_Name',
      books: 'company_name',
      fsmMandatory: true,
      fsmMax: 200,
      booksMax: 200,
    },
    { key: 'website', fsm: 'Website', books: 'website', fsmMax: 255 },
    ...ACCOUNT,
    ...ADDRESSES,
  ],
  // Books wants a first name of every person that is written at a path of its own (books-api.md 4.3).
  person: [
    ...NAMES.map((field) =>
      field.key === 'first_name' ? { ...field, booksMandatory: true as const } : field,
    ),
    { key: 'salutation', fsm: 'Salutation', books: 'salutation', fsmMax: 255, booksMax: 25 },
    ...PHONES,
  ],
  individual: [...NAMES, ...PHONES, ...ACCOUNT, ...ADDRESSES],
};

/** M1: what records of a kind match by. */
export const IDENTITY: Readonly<Record<Kind, string>> = {
  business: 'company_name',
  person: 'email',
  individual: 'email',
};

/** Spaces at the ends and the form of accents and line ends are no content; `''` and null both say nothing. */
function said(value: unknown): string | boolean | null {
  if (typeof value === 'boolean') return value;
  const text = String(value ?? '')
    .normalize('NFC')
    .replaceAll('\r\n', '\n')
    .trim();
  return text === '' ? null : text;
}

function at(row: Row, path: string): unknown {
  const [top = '', member] = path.split('.');
  const value = row[top];
  if (member === undefined) return value;
  // A place that holds an object or nothing, in both services.
  return (value as Row | null | undefined)?.[member];
}

export function valuesOf(kind: Kind, side: 'FSM' | 'BOOKS', row: Row): Values {
  return Object.fromEntries(
    FIELDS[kind].map((field) => [field.key, said(at(row, side === 'FSM' ? field.fsm : field.books))]),
  );
}

export const differing = (kind: Kind, one: Values, two: Values): readonly Field[] =>
  FIELDS[kind].filter(({ key }) => one[key] !== two[key]);

/** Why a side cannot take these values, as codes; none: it can. */
export function refusals(
  side: 'FSM' | 'BOOKS',
  fields: readonly Field[],
  values: Values,
  currencies: readonly string[],
): readonly string[] {
  return fields.flatMap(({ key, fsmMax, booksMax, fsmMandatory, booksMandatory }) => {
    const value = values[key] ?? null;
    if (value === null) return (side === 'FSM' ? fsmMandatory : booksMandatory) ? ['MANDATORY_EMPTY'] : [];
    if (typeof value !== 'string') return [];
    const found: string[] = [];
    const lengthMax = side === 'FSM' ? fsmMax : booksMax;
    if (lengthMax !== undefined && value.length > lengthMax) found.push('VALUE_TOO_LONG');
    // FSM cuts text at the first character beyond U+FFFF (fsm-api.md 10).
    if (side === 'FSM' && /[^\0-\uFFFF]/u.test(value)) found.push('TEXT_NOT_REPRESENTABLE');
    // C2. The other way round, FSM gets the currency (C1).
    if (side === 'BOOKS' && key === 'currency_code' && !currencies.includes(value))
      found.push('CURRENCY_UNKNOWN');
    return found;
  });
}
