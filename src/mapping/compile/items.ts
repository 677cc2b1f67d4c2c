import { z } from 'zod';
import type { ItemsDefinition } from '../pairs/definition.ts';
import { ITEMS } from '../pairs/items.ts';
import { type CatalogListing, listCatalog } from './catalog.ts';
import { tableShape } from './definition-schema.ts';
import { type CompileOptions, type CompileResult, compileTable, type PlanOf } from './table.ts';

const itemsShape = z.object({ mapping: z.literal('items'), table: tableShape });

function isItemsDefinition(definition: unknown): definition is ItemsDefinition {
  return itemsShape.safeParse(definition).success;
}

/**
 * Compiles the table of the pair Services And Parts with Items (I1).
 * @param definition - what a set's `items.ts` exports by default; anything else is answered with a violation
 */
export function compileItems(
  definition: unknown,
  options: CompileOptions = {},
): CompileResult<PlanOf<typeof ITEMS>> {
  if (!isItemsDefinition(definition)) {
    const message = 'the file exports no items(...) by default: import items from the catalog of the set';
    return { ok: false, violations: [{ code: 'NOT_A_MAPPING', path: [ITEMS.table], message }] };
  }
  return compileTable(definition.table, ITEMS, options);
}

/** The catalog an `items.ts` was written against; empty when it exports no items table. */
export function itemsCatalog(definition: unknown, options: CompileOptions = {}): readonly CatalogListing[] {
  return isItemsDefinition(definition) ? listCatalog(definition.table, ITEMS, options.edition ?? null) : [];
}
