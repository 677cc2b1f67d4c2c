/** `mappings pull`: writes the field catalog of a set from the metadata of a connection's two organisations. */
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { FieldSpecs } from '../../mapping/catalog/specs.ts';
import { mergeModule, type PulledField } from '../../mapping/pull/merge.ts';
import { CATALOG_FILES, type CatalogFile } from '../../mapping/pull/modules.ts';
import { printModule } from '../../mapping/pull/print.ts';
import { type AccountOfConnection, withConnection } from './connection.ts';
import { CommandError, type DirectoryOption, shown } from './sets.ts';
import { print } from './terminal.ts';

export interface PullOptions extends DirectoryOption {
  readonly connection: string;
  readonly set?: string;
}

/** An organisation answers within this, or not at all. */
const PULL_MS_MAX = 120_000;
const SET_NAME = /^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/;
/** Where a set without a catalog begins. */
const STANDARD_SET = 'default';

interface CatalogModuleLike {
  readonly fields: FieldSpecs;
}

function hasFields(value: unknown): value is CatalogModuleLike {
  return typeof value === 'object' && value !== null && 'fields' in value && typeof value.fields === 'object';
}

/** The module as the set's catalog, or the standard one, declares it. */
async function knownFields(
  directory: string,
  set: string,
  { file, constantName }: CatalogFile,
): Promise<FieldSpecs> {
  const own = join(directory, set, 'catalog', file);
  const path = existsSync(own) ? own : join(directory, STANDARD_SET, 'catalog', file);
  const exported: unknown = await import(pathToFileURL(path).href);
  const found =
    typeof exported === 'object' && exported !== null
      ? Object.entries(exported).find(([name]) => name === constantName)?.[1]
      : undefined;
  if (hasFields(found)) return found.fields;
  throw new CommandError(
    `${shown(path)} exports no ${constantName}: correct it, or remove it and pull again.`,
  );
}

function metadataOf(
  { account }: AccountOfConnection,
  { service, module, entity }: CatalogFile,
): Promise<readonly PulledField[] | null> {
  const signal = AbortSignal.timeout(PULL_MS_MAX);
  if (service === 'fsm') return account.fsmFields(module, signal);
  return entity === null ? Promise.resolve(null) : account.booksFields(entity, signal);
}

/** Writes one module's file if its text is another. @returns what a person should know */
async function pullModule(
  directory: string,
  set: string,
  one: CatalogFile,
  connection: AccountOfConnection,
): Promise<string> {
  const place = `${one.service}.${one.module}`;
  const pulled = await metadataOf(connection, one);
  if (pulled === null || pulled.length === 0)
    return `${place}: its metadata cannot be read; the catalog stays as it is`;
  const complete = pulled.some(({ apiName }) => apiName === one.sign);
  const known = await knownFields(directory, set, one);
  const { fields, notes } = mergeModule(one.service, known, pulled, complete);
  const path = join(directory, set, 'catalog', one.file);
  const text = printModule({ ...one, fields });
  if (!existsSync(path) || readFileSync(path, 'utf8') !== text) writeFileSync(path, text);
  return [`${place}: ${Object.keys(fields).length} fields`, ...notes.map((note) => `  ${note}`)].join('\n');
}

export async function pull(options: PullOptions): Promise<void> {
  const directory = resolve(options.dir);
  await withConnection(options.connection, async (connection) => {
    const set = options.set ?? connection.mappingSet;
    if (!SET_NAME.test(set)) throw new CommandError('--set takes letters, digits, - and _.');
    const catalog = join(directory, set, 'catalog');
    if (!existsSync(catalog)) {
      mkdirSync(join(directory, set), { recursive: true });
      cpSync(join(directory, STANDARD_SET, 'catalog'), catalog, { recursive: true });
    }
    for (const one of CATALOG_FILES) print(await pullModule(directory, set, one, connection));
    print(`wrote ${shown(catalog)}; now run npm run mappings -- check ${set}`);
  });
}
