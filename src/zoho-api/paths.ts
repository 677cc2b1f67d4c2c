/**
 * Paths, modules and header names of the services. Source: docs/zoho.md, books-api.md 1.1, 1.5, 4.4, 5.2, 7
 * and fsm-api.md 1, 6, 10.
 */

export const BOOKS_PREFIX = '/books/v3';
export const INVOICE_PREFIX = '/invoice/v3';
export const FSM_PREFIX = '/fsm/v1';

export const OAUTH_CONSENT_PATH = '/oauth/v2/auth';
export const OAUTH_TOKEN_PATH = '/oauth/v2/token';
export const OAUTH_REVOKE_PATH = '/oauth/v2/token/revoke';

/** The scheme of the `Authorization` header of all services. */
export const AUTHORIZATION_SCHEME = 'Zoho-oauthtoken';

/** Names the organisation on every Books and Invoice call but `GET /organizations`. */
export const ORGANIZATION_PARAMETER = 'organization_id';

/** FSM's module name for services and parts in lists, creates and searches. */
export const FSM_ITEMS_MODULE = 'Service_And_Parts';
/** The internal name of the same module; edits and deletes work there (fsm-api.md 6). */
export const FSM_ITEMS_INTERNAL_MODULE = 'Products';

export const FSM_COMPANIES_MODULE = 'Companies';
export const FSM_CONTACTS_MODULE = 'Contacts';

/** In the place of an address: the record's service address, on create (fsm-api.md 4). */
export const FSM_SAME_AS_SERVICE_ADDRESS = '$SUBLOOKUP_Service_Address';

/** Addressing a Books record by a custom field without duplicates (books-api.md 4.4). */
export const UNIQUE_KEY_HEADER = 'X-Unique-Identifier-Key';
export const UNIQUE_VALUE_HEADER = 'X-Unique-Identifier-Value';
export const UPSERT_HEADER = 'X-Upsert';

/** The api name of the unique custom field that a Books organisation may define for this product's record keys. */
export const UNIQUE_FIELD_API_NAME = 'cf_fieldledger_id';

/** A Books timestamp and the only accepted form of a `last_modified_time` filter: offset without colon. */
export const BOOKS_TIME_PATTERN = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}[+-]\d{4}$/;

/** An FSM record id (fsm-api.md 3). Anything else in its place is a malformed URL. */
export const FSM_ID_PATTERN = /^\d{13,19}$/;
