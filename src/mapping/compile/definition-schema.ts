/** Zod at the edge: what a mapping file or a catalog hands over may have been written without a type checker. */
import { z } from 'zod';
import { TAX_EDITIONS } from '../catalog/specs.ts';
import { isSeparator } from '../concat.ts';
import { FIELD_KINDS } from '../plan.ts';

const shape = {
  maxLength: z.int().positive().optional(),
  scale: z.int().nonnegative().optional(),
  options: z.array(z.string().min(1)).readonly().optional(),
  refersTo: z.string().optional(),
};

const fieldSpec = z.object({
  kind: z.enum(FIELD_KINDS),
  label: z.string(),
  mandatory: z.boolean().optional(),
  readOnly: z.boolean().optional(),
  formula: z.boolean().optional(),
  createOnly: z.boolean().optional(),
  pii: z.boolean().optional(),
  ephi: z.boolean().optional(),
  editions: z.array(z.enum(TAX_EDITIONS)).readonly().optional(),
  ...shape,
});

const groupSpec = z.object({
  kind: z.literal('group'),
  label: z.string(),
  fields: z.record(z.string(), fieldSpec),
});

/** The fields of a catalog module. */
export const catalogFields = z.record(z.string(), z.discriminatedUnion('kind', [fieldSpec, groupSpec]));

const leg = z
  .object({
    accepts: z.object({ kind: z.enum(FIELD_KINDS), ...shape }),
    yields: z.object({ kind: z.enum([...FIELD_KINDS, 'same']), ...shape }),
    apply: z.custom((value) => typeof value === 'function'),
  })
  .nullable();

/** A transform as `defineTransform` and its like make it. */
export const transformShape = z.object({
  transform: z.literal('v1'),
  id: z.string().min(1),
  version: z.int().positive(),
  toBooks: leg,
  toFsm: leg,
});

const module = z.object({
  address: z.string(),
  fields: z.custom((value) => typeof value === 'object' && value !== null),
});

/** A table as `items(...)` and its like make it. */
export const tableShape = z.object({
  pairTable: z.object({ table: z.string() }),
  fsm: module,
  books: module,
  conflict: z.unknown(),
  entries: z.record(z.string(), z.unknown()),
});

/** What `customers(...)` makes; its tables are looked at one by one. */
export const customersShape = z.object({
  mapping: z.literal('customers'),
  syncType: z.unknown(),
  conflict: z.unknown(),
  modules: z.object({ companies: module, contacts: module, customers: module, persons: module }),
  tables: z.record(z.string(), z.unknown()),
});

/** A rule as `both`, `toBooks` and `toFsm` make it; its source and steps are looked at one by one. */
export const fieldRuleShape = z.object({
  rule: z.literal('field'),
  direction: z.enum(['both', 'toBooks', 'toFsm']),
  source: z.unknown(),
  steps: z.array(z.unknown()).readonly(),
  why: z.string().optional(),
});

/** A source as `concat` makes it; its parts are looked at one by one. */
export const concatShape = z.object({
  ref: z.literal('fields'),
  parts: z.array(z.unknown()).readonly(),
  separator: z.string().refine(isSeparator),
});

/** A rule as `always` makes it. */
export const constantRuleShape = z.object({
  rule: z.literal('constant'),
  value: z.union([z.string(), z.number(), z.boolean()]),
});
