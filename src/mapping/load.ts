import { fileURLToPath, pathToFileURL } from 'node:url';
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

type Imported =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly finding: { readonly code: string; readonly message: string } };

function notLoaded(url: URL, error: unknown): Imported {
  const reason = (error instanceof Error ? error.message : String(error)).split('\n', 1)[0] ?? '';
  const missing = reason.startsWith(`Cannot find module '${fileURLToPath(url)}'`);
  if (missing) {
    return {
      ok: false,
      finding: { code: 'FILE_MISSING', message: 'the set has no such file: create it, or name another set' },
    };
  }
  return { ok: false, finding: { code: 'FILE_NOT_LOADED', message: `the file cannot be loaded: ${reason}` } };
}

/** A mapping file is code of the repository's own: what it throws on import concerns its author, not a customer. */
async function importDefault(url: URL): Promise<Imported> {
  try {
    const module: unknown = await import(url.href);
    const exported =
      typeof module === 'object' && module !== null && 'default' in module ? module.default : undefined;
    return { ok: true, value: exported };
  } catch (error) {
    return notLoaded(url, error);
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
    return { ok: false, violations: [{ file, path: ['items'], ...imported.finding }], catalog: [] };
  }
  const catalog = itemsCatalog(imported.value, options);
  const items = compileItems(imported.value, options);
  if (items.ok) return { ok: true, set: { items: items.table, omitted: items.omitted }, catalog };
  return { ok: false, violations: items.violations.map((violation) => ({ file, ...violation })), catalog };
}
