import { z } from 'zod';
import type { InvoicesDefinition } from '../pairs/definition.ts';
import { INVOICES } from '../pairs/invoices.ts';
import { type CatalogListing, listCatalog } from './catalog.ts';
import { tableShape } from './definition-schema.ts';
import { type CompileOptions, type CompileResult, compileTable, type PlanOf } from './table.ts';

const invoicesShape = z.object({ mapping: z.literal('invoices'), table: tableShape });

function isInvoicesDefinition(definition: unknown): definition is InvoicesDefinition {
  return invoicesShape.safeParse(definition).success;
}

/**
 * Compiles the table of work orders with invoices (V2).
 * @param definition - what a set's `invoices.ts` exports by default; anything else is answered with a violation
 */
export function compileInvoices(
  definition: unknown,
  options: CompileOptions = {},
): CompileResult<PlanOf<typeof INVOICES>> {
  if (!isInvoicesDefinition(definition)) {
    const message =
      'the file exports no invoices(...) by default: import invoices from the catalog of the set';
    return { ok: false, violations: [{ code: 'NOT_A_MAPPING', path: [INVOICES.table], message }] };
  }
  return compileTable(definition.table, INVOICES, options);
}

/** The catalog an `invoices.ts` was written against; empty when it exports no invoices table. */
export function invoicesCatalog(
  definition: unknown,
  options: CompileOptions = {},
): readonly CatalogListing[] {
  if (!isInvoicesDefinition(definition)) return [];
  return listCatalog(definition.table, INVOICES, options.edition ?? null);
}
