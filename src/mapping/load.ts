import { existsSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { CatalogListing } from './compile/catalog.ts';
import { type CompiledCustomers, compileCustomers, customersCatalog } from './compile/customers.ts';
import { compileInvoices, invoicesCatalog } from './compile/invoices.ts';
import { compileItems, itemsCatalog } from './compile/items.ts';
import type { CompileOptions, OmittedRule } from './compile/table.ts';
import type { MappingViolation } from './compile/violations.ts';
import type { CompiledInvoices, CompiledTable, SyncTypeName } from './plan.ts';
import { sourcesOf } from './source/closure.ts';

/** A violation and the file of the set it is in. */
export interface FileViolation extends MappingViolation {
  /** `items.ts` */
  readonly file: string;
}

/** The tables of a set, ready to run. */
export interface MappingSet {
  readonly items: CompiledTable;
  /** Null: the set has no `customers.ts`, and serves connections for items only. */
  readonly customers: CompiledCustomers | null;
  /** Null: the set has no `invoices.ts`; invoices are made without fields of one's own. */
  readonly invoices: CompiledInvoices | null;
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
  /** Sync type of the connection: a set that names another one is refused. Null or absent: not asked. */
  readonly syncType?: SyncTypeName | null;
}

/** The files a set is made of; `items.ts` must be there. */
export const FILES = ['items.ts', 'customers.ts', 'invoices.ts'] as const;

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

interface LoadedFile<Compiled> {
  readonly compiled: Compiled | null;
  readonly catalog: readonly CatalogListing[];
  readonly omitted: readonly OmittedRule[];
  readonly violations: readonly FileViolation[];
}

const NOTHING = { compiled: null, catalog: [], omitted: [], violations: [] } as const;

type Answer<Compiled> =
  | { readonly ok: true; readonly compiled: Compiled; readonly omitted: readonly OmittedRule[] }
  | { readonly ok: false; readonly violations: readonly MappingViolation[] };

/** Imports one file of a set and compiles what it exports. */
async function loadFile<Compiled>(
  file: { readonly name: string; readonly place: string; readonly optional: boolean },
  directory: URL,
  options: LoadOptions,
  compile: (definition: unknown) => Answer<Compiled>,
  list: (definition: unknown) => readonly CatalogListing[],
): Promise<LoadedFile<Compiled>> {
  const url = new URL(file.name, directory);
  if (file.optional && !existsSync(url)) return NOTHING;
  if (options.revision !== undefined) url.searchParams.set('revision', options.revision);
  const imported = await importDefault(url);
  if (!imported.ok) {
    return { ...NOTHING, violations: [{ file: file.name, path: [file.place], ...imported.finding }] };
  }
  const catalog = list(imported.value);
  const answer = compile(imported.value);
  if (answer.ok) return { compiled: answer.compiled, omitted: answer.omitted, catalog, violations: [] };
  const violations = answer.violations.map((violation) => ({ file: file.name, ...violation }));
  return { ...NOTHING, catalog, violations };
}

function loadItems(directory: URL, options: LoadOptions): Promise<LoadedFile<CompiledTable>> {
  const file = { name: 'items.ts', place: 'items', optional: false };
  const compile = (definition: unknown): Answer<CompiledTable> => {
    const result = compileItems(definition, options);
    return result.ok ? { ...result, compiled: result.table } : result;
  };
  return loadFile(file, directory, options, compile, (definition) => itemsCatalog(definition, options));
}

function loadCustomers(directory: URL, options: LoadOptions): Promise<LoadedFile<CompiledCustomers>> {
  const file = { name: 'customers.ts', place: 'customers', optional: true };
  const compile = (definition: unknown): Answer<CompiledCustomers> => {
    const result = compileCustomers(definition, options);
    if (!result.ok) return result;
    const wanted = options.syncType ?? null;
    const named = result.customers.syncType;
    if (wanted !== null && named !== null && named !== wanted) {
      const message = `the set is for sync type ${named} and the connection has sync type ${wanted}: use another set, or leave syncType out`;
      return { ok: false, violations: [{ code: 'SYNC_TYPE_MISMATCH', path: ['customers'], message }] };
    }
    return { ...result, compiled: result.customers };
  };
  return loadFile(file, directory, options, compile, (definition) => customersCatalog(definition, options));
}

function loadInvoices(directory: URL, options: LoadOptions): Promise<LoadedFile<CompiledInvoices>> {
  const file = { name: 'invoices.ts', place: 'invoices', optional: true };
  const compile = (definition: unknown): Answer<CompiledInvoices> => {
    const result = compileInvoices(definition, options);
    return result.ok ? { ...result, compiled: result.table } : result;
  };
  return loadFile(file, directory, options, compile, (definition) => invoicesCatalog(definition, options));
}

function distinct(listings: readonly CatalogListing[]): readonly CatalogListing[] {
  return [...new Map(listings.map((one) => [`${one.service}.${one.module}`, one])).values()];
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
  const folder = directoryUrl(directory);
  const sourceOf = sourcesOf(FILES.map((file) => new URL(file, folder).href));
  const asked: LoadOptions = { sourceOf, ...options };
  const [items, customers, invoices] = await Promise.all([
    loadItems(folder, asked),
    loadCustomers(folder, asked),
    loadInvoices(folder, asked),
  ]);
  const catalog = distinct([...items.catalog, ...customers.catalog, ...invoices.catalog]);
  const violations = [...items.violations, ...customers.violations, ...invoices.violations];
  if (violations.length > 0 || items.compiled === null) return { ok: false, violations, catalog };
  const omitted = [...items.omitted, ...customers.omitted, ...invoices.omitted];
  return {
    ok: true,
    set: { items: items.compiled, customers: customers.compiled, invoices: invoices.compiled, omitted },
    catalog,
  };
}
