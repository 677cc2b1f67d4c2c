import { type Kind, wrongKind } from './kind.ts';
import { textCheck, textSchema } from './text.ts';

/** Lenient on purpose: both services check addresses themselves; this only keeps out what is none at all. */
const EMAIL = /^[^\s@]+@[^\s@]+$/;
const PHONE = /^[^\n\r\u2028\u2029]*\d[^\n\r\u2028\u2029]*$/;
const URL_LIKE = /^[^\s]+$/;

const NO_EMAIL = wrongKind('an e-mail address');
const NO_PHONE = wrongKind('a phone number');
const NO_URL = wrongKind('a web address');

export const email = {
  fits: ['email'],
  check: (field) => textCheck(field, (value) => (EMAIL.test(value) ? null : NO_EMAIL)),
  schema: (field) => textSchema(field).regex(EMAIL),
} as const satisfies Kind;

export const phone = {
  fits: ['phone'],
  check: (field) => textCheck(field, (value) => (PHONE.test(value) ? null : NO_PHONE)),
  schema: (field) => textSchema(field).regex(PHONE),
} as const satisfies Kind;

export const url = {
  fits: ['url'],
  check: (field) => textCheck(field, (value) => (URL_LIKE.test(value) ? null : NO_URL)),
  schema: (field) => textSchema(field).regex(URL_LIKE),
} as const satisfies Kind;
