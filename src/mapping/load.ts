import { pathToFileURL } from 'node:url';
import type { CatalogListing } from './compile/catalog.ts';
import { compileItems, itemsCatalog } from './compile/items.ts';
import type { CompileOptions, OmittedRule } from './compile/table.ts';
import type { MappingViolation } from './compile/violations.ts';
import type { CompiledTable } from './plan.ts';

/** A violation and the file of the set it is in. */
export interface FileViolation extends MappingViolation {
  /** `items.ts` */
  readonly file: string;
}

/** The tables of a set, ready to run. */
export interface MappingSet {
  readonly items: CompiledTable;
  /** Rules the organisation's tax edition has no field for. */
  readonly omitted: readonly OmittedRule[];
}

export type LoadResult = {
  /** The catalog the set was written against; empty where it cannot be read. */
  readonly catalog: readonly CatalogListing[];
} & (
  | { readonly ok: true; readonly set: MappingSet }
  | { readonly ok: false; readonly violations: readonly FileViolation[] }
);

export interface LoadOptions extends CompileOptions {
  /** Anything that changes when the files do (a content hash): Node keeps modules by address, and this makes a new one. */
  readonly revision?: string;
}

function directoryUrl(directory: URL | string): URL {
  const url = typeof directory === 'string' ? pathToFileURL(directory) : directory;
  return url.href.endsWith('/') ? url : new URL(`${url.href}/`);
}

function firstLine(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.split('\n', 1)[0] ?? '';
}

/** A mapping file is code of the repository's own: what it throws on import concerns its author, not a customer. */
async function importDefault(
  file: URL,
): Promise<{ ok: true; value: unknown } | { ok: false; reason: string }> {
  try {
    const module: unknown = await import(file.href);
    const exported =
      typeof module === 'object' && module !== null && 'default' in module ? module.default : undefined;
    return { ok: true, value: exported };
  } catch (error) {
    return { ok: false, reason: firstLine(error) };
  }
}

/**
 * Loads and compiles a mapping set.
 * @param directory - the set's folder, a file URL or an absolute path
 * @returns the compiled tables, or every violation with the file it is in; never throws for what a set contains
 */
export async function loadMappingSet(
  directory: URL | string,
  options: LoadOptions = {},
): Promise<LoadResult> {
  const file = 'items.ts';
  const url = new URL(file, directoryUrl(directory));
  if (options.revision !== undefined) url.searchParams.set('revision', options.revision);
  const imported = await importDefault(url);
  if (!imported.ok) {
    const message = `the file cannot be loaded: ${imported.reason}`;
    return {
      ok: false,
      violations: [{ file, code: 'FILE_NOT_LOADED', path: ['items'], message }],
      catalog: [],
    };
  }
  const catalog = itemsCatalog(imported.value, options);
  const items = compileItems(imported.value, options);
  if (items.ok) return { ok: true, set: { items: items.table, omitted: items.omitted }, catalog };
  return { ok: false, violations: items.violations.map((violation) => ({ file, ...violation })), catalog };
}
