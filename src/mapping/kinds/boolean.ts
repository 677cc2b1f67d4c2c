import { z } from 'zod';
import { type Kind, wrongKind } from './kind.ts';

const NO_BOOLEAN = wrongKind('true or false');

export const boolean = {
  fits: ['boolean'],
  check: () => (value) => (typeof value === 'boolean' ? null : NO_BOOLEAN),
  schema: () => z.boolean(),
} as const satisfies Kind;
