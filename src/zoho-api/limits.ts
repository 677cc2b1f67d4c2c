/**
 * Limits of both services. Every figure carries its unit in its name.
 * Source: docs/zoho.md, books-api.md 2 and fsm-api.md 2.
 */

export const BOOKS_EDITIONS = ['Free', 'Standard', 'Professional', 'Premium', 'Elite', 'Ultimate'] as const;
export type BooksEdition = (typeof BOOKS_EDITIONS)[number];

export const FSM_EDITIONS = ['Free', 'Standard', 'Professional', 'Premium'] as const;
export type FsmEdition = (typeof FSM_EDITIONS)[number];

/** Limits of one organisation on one service; `null` means that the limit is off. */
export interface ApiLimits {
  /** Calls in any 60 seconds. Books: per organisation. FSM: per user of the organisation. */
  perMinute: number | null;
  /** Calls between two midnights of the organisation's own time zone. */
  perDay: number | null;
  /** Calls in process at the same time. */
  concurrent: number | null;
}

/** Documented: 100 a minute on every plan; Books' daily cap depends on the plan; 5 at once on Free, else 10. */
export const BOOKS_LIMITS: Readonly<Record<BooksEdition, ApiLimits>> = {
  Free: { perMinute: 100, perDay: 1_000, concurrent: 5 },
  Standard: { perMinute: 100, perDay: 2_000, concurrent: 10 },
  Professional: { perMinute: 100, perDay: 5_000, concurrent: 10 },
  Premium: { perMinute: 100, perDay: 10_000, concurrent: 10 },
  Elite: { perMinute: 100, perDay: 10_000, concurrent: 10 },
  Ultimate: { perMinute: 100, perDay: 10_000, concurrent: 10 },
};

/**
 * Zoho Invoice publishes no daily cap (unknown); that of Books' Free plan is assumed until an answer's
 * `x-rate-limit-limit` says otherwise. The 100 a minute come from third parties.
 */
export const INVOICE_LIMITS: ApiLimits = { perMinute: 100, perDay: 1_000, concurrent: 5 };

/** The newer of the two documented tables (read September 2026). */
export const FSM_LIMITS: Readonly<Record<FsmEdition, ApiLimits>> = {
  Free: { perMinute: 5_000, perDay: 5_000, concurrent: 5 },
  Standard: { perMinute: 5_000, perDay: 25_000, concurrent: 15 },
  Professional: { perMinute: 5_000, perDay: 50_000, concurrent: 15 },
  Premium: { perMinute: 5_000, perDay: 100_000, concurrent: 15 },
};

/** Length of the per-minute window. Whether Zoho's is sliding or fixed is unknown (books-api.md 2). */
export const MINUTE_WINDOW_MS = 60_000;

/** Access tokens one refresh token yields in a window, and that window (books-api.md 1.3, fsm-api.md 1). */
export const TOKENS_PER_WINDOW = 10;
export const TOKEN_WINDOW_MS = 600_000;

/** Life of an access token in seconds (books-api.md 1.3). */
export const ACCESS_TOKEN_LIFETIME_S = 3_600;

/** Life of a code of the consent page; another source says two minutes (books-api.md 1.3). */
export const GRANT_CODE_LIFETIME_MS = 60_000;

/** Rows in a page: the default of both services and the most either is known to give (books-api.md 3.3, fsm-api.md 2). */
export const PAGE_SIZE_MAX = 200;

/** Ids in one `GET /itemdetails`: what connectors send; Zoho documents no maximum (books-api.md 5.2). */
export const ITEM_DETAILS_IDS_MAX = 100;

/** Records in one FSM write: one live job posts up to 100 (fsm-api.md 2). */
export const FSM_RECORDS_PER_WRITE_MAX = 100;

/** Customers, and items, that a sync with Zoho Invoice may have (rule X3: exactly this many is allowed). */
export const INVOICE_RECORDS_MAX = 10_000;

/** Longest texts of a Books item in characters (books-api.md 5.1; sku and unit are not documented). */
export const BOOKS_ITEM_LENGTHS_MAX = { name: 100, description: 2_000, sku: 100, unit: 100 } as const;

/** Longest texts of a Books contact; other members have no documented maximum (books-api.md 4.1). */
export const BOOKS_CONTACT_LENGTHS_MAX = {
  contact_name: 200,
  company_name: 200,
  payment_terms_label: 200,
  contact_number: 200,
  facebook: 100,
  twitter: 100,
  vat_reg_no: 12,
  country_code: 2,
  tax_reg_no: 15,
  gst_no: 15,
} as const;

/** Longest texts of a contact's address (books-api.md 4.2). */
export const BOOKS_ADDRESS_LENGTHS_MAX = {
  attention: 100,
  address: 500,
  street2: 255,
  city: 100,
  state: 100,
  state_code: 100,
  zip: 50,
  country: 100,
  phone: 50,
  fax: 50,
} as const;

/** Longest texts of a contact person inside its contact (books-api.md 4.3). */
export const BOOKS_PERSON_LENGTHS_MAX = {
  salutation: 25,
  first_name: 100,
  last_name: 100,
  email: 100,
  phone: 50,
  mobile: 50,
  designation: 100,
  department: 50,
  skype: 50,
} as const;

/** The persons' own path takes a shorter designation (books-api.md 4.3). */
export const BOOKS_PERSON_PATH_DESIGNATION_MAX = 50;

/** Longest text of a search in a list of contacts (books-api.md 3.4). */
export const BOOKS_SEARCH_LENGTH_MAX = 100;

/** Longest texts of an FSM service or part; all inferred from CRM (fsm-api.md 4, 8). */
export const FSM_ITEM_LENGTHS_MAX = {
  Name: 200,
  Description: 32_000,
  SKU: 100,
  Unit: 100,
  Work_Type: 255,
} as const;

/** Longest texts of FSM companies and contacts; all inferred: CRM's, else a custom single line's (fsm-api.md 4, 8). */
export const FSM_PARTY_LENGTHS_MAX = {
  Company_Name: 200,
  First_Name: 40,
  Last_Name: 80,
  Email: 100,
  Phone: 30,
  singleLine: 255,
} as const;

/** Longest streets of an FSM address, observed; other members of an address are not known to be limited (fsm-api.md 4). */
export const FSM_STREET_LENGTH_MAX = 255;

/** The last code point that FSM keeps: text is cut before the first one beyond it (fsm-api.md 10). */
export const FSM_CODE_POINT_MAX = 0xffff;
