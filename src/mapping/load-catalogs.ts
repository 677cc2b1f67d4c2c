import { pathToFileURL } from 'node:url';
import { type CatalogModule, type FlatFields, flatten } from './catalog/specs.ts';
import type { TableDefinition } from './pairs/definition.ts';

/** One module of the catalogs that a set's mapping files are bound to. */
export interface LoadedCatalog {
  readonly service: CatalogModule<string, object>['service'];
  readonly module: string;
  readonly fields: FlatFields;
}

function tableOf(module: unknown): TableDefinition | null {
  if (typeof module !== 'object' || module === null || !('default' in module)) return null;
  const definition = module.default;
  if (typeof definition !== 'object' || definition === null || !('table' in definition)) return null;
  const table = definition.table;
  if (typeof table !== 'object' || table === null || !('fsm' in table) || !('books' in table)) return null;
  // The compiler has checked the file by the time its catalogs are asked for.
  return table as TableDefinition;
}

/** The catalogs behind the given mapping files of a set; empty where a file does not load. */
export async function loadCatalogs(
  directory: string,
  files: readonly string[],
): Promise<readonly LoadedCatalog[]> {
  const catalogs: LoadedCatalog[] = [];
  for (const file of files) {
    const module: unknown = await import(new URL(file, `${pathToFileURL(directory).href}/`).href).catch(
      () => null,
    );
    const table = tableOf(module);
    if (table === null) continue;
    for (const catalog of [table.fsm, table.books]) {
      catalogs.push({ service: catalog.service, module: catalog.module, fields: flatten(catalog.fields) });
    }
  }
  return catalogs;
}
