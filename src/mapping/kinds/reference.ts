import { z } from 'zod';
import { type Kind, wrongKind } from './kind.ts';

/** Ids of both services are digits beyond 2^53 (books-api.md 3.6), hence text. */
const ID = /^\d{1,30}$/;
const NO_ID = wrongKind('the id of a record');

export const reference = {
  fits: ['reference'],
  check: () => (value) => (typeof value === 'string' && ID.test(value) ? null : NO_ID),
  schema: () => z.string().regex(ID),
} as const satisfies Kind;
