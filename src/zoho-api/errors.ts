/**
 * Error codes of the services. Never branch on Zoho's texts: they vary (books-api.md 3.1).
 * Source: docs/zoho.md, books-api.md 1.4, 4.6, 5.2, 8 and fsm-api.md 10.
 */

/** Codes in the `code` member of a Books or Invoice answer. */
export const BOOKS_CODE = {
  success: 0,
  /** HTTP 400, observed: a parameter or member holds a value that is not allowed. */
  invalidValue: 2,
  /** HTTP 400, unsourced: a mandatory member is missing. */
  invalidElement: 4,
  /** HTTP 404, text observed, number weak. */
  invalidUrl: 5,
  /** HTTP 401, observed: the header is missing or malformed. */
  invalidAuthentication: 14,
  /** HTTP 400, unsourced: a text is too long. */
  tooLong: 15,
  /** HTTP 405, weak. */
  wrongMethod: 37,
  /** HTTP 429, weak: a temporary block. */
  blocked: 43,
  /** HTTP 429, documented. */
  perMinuteLimit: 44,
  /** HTTP 429, documented; `x-rate-limit-reset` says for how many seconds. */
  perDayLimit: 45,
  /** HTTP 401, observed: dead token and missing right alike. */
  unauthorized: 57,
  /** HTTP 500, observed. */
  internal: 1000,
  /** HTTP 400, weak: another item has this name. */
  itemNameExists: 1001,
  /** HTTP 404, observed. */
  notFound: 1002,
  /** HTTP 400, observed: the body is not JSON. */
  malformedJson: 1038,
  /** HTTP 429, documented: too many calls in process. */
  concurrencyLimit: 1070,
  /** HTTP 400, known from Billing only: the item is used in transactions. */
  itemInTransactions: 2049,
  /** HTTP 400, observed: another customer has this display name. */
  contactNameExists: 3062,
  /** HTTP 400, observed: the token's user is not in that organisation. */
  wrongOrganization: 6041,
} as const;

/** Codes in the `code` member of an FSM answer, or of its first `data` row. */
export const FSM_CODE = {
  success: 'SUCCESS',
  /** HTTP 400, observed: bad or too long value; `details` names the field. */
  invalidData: 'INVALID_DATA',
  /** HTTP 400, observed: unknown module, or a module that refuses this verb. */
  invalidModule: 'INVALID_MODULE',
  /** HTTP 400, inferred from CRM. */
  mandatoryNotFound: 'MANDATORY_NOT_FOUND',
  /** HTTP 400, inferred from CRM. */
  duplicateData: 'DUPLICATE_DATA',
  /** HTTP 400, inferred from CRM. */
  invalidRequestMethod: 'INVALID_REQUEST_METHOD',
  /** HTTP 401, inferred; clients refresh the token on it. */
  invalidToken: 'INVALID_TOKEN',
  /** HTTP 401, observed; a new token does not cure it. */
  scopeMismatch: 'OAUTH_SCOPE_MISMATCH',
  /** HTTP 403, inferred from CRM. */
  noPermission: 'NO_PERMISSION',
  /** HTTP 404, observed: malformed id or path. */
  invalidUrlPattern: 'INVALID_URL_PATTERN',
  /** HTTP 429, inferred; FSM's own answer is unknown. */
  tooManyRequests: 'TOO_MANY_REQUESTS',
  /** HTTP 500, observed. */
  internal: 'INTERNAL_ERROR',
} as const;

/** Values of the `error` member of a token answer; test for the member, not for the status. */
export const OAUTH_ERROR = {
  invalidCode: 'invalid_code',
  invalidClient: 'invalid_client',
  invalidClientSecret: 'invalid_client_secret',
  /** HTTP 400: more than ten access tokens in ten minutes. */
  throttled: 'Access Denied',
} as const;

/** Response headers: Books' count the day, FSM's the minute window (books-api.md 2, fsm-api.md 2). */
export const RATE_HEADERS = {
  books: { limit: 'x-rate-limit-limit', remaining: 'x-rate-limit-remaining', reset: 'x-rate-limit-reset' },
  fsm: { limit: 'x-ratelimit-limit', remaining: 'x-ratelimit-remaining', reset: 'x-ratelimit-reset' },
} as const;
