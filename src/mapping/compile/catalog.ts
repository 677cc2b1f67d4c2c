import { type FieldSpec, flatten, inEdition, planOf, type TaxEdition } from '../catalog/specs.ts';
import type { TableDefinition } from '../pairs/definition.ts';
import type { PairTable } from '../pairs/pair.ts';
import type { FieldPlan, ServiceName } from '../plan.ts';
import { catalogFields } from './definition-schema.ts';
import type { MappingViolation } from './violations.ts';

/** One module of the catalog, as the compiler looks fields up in it. */
export interface ModuleFields {
  /** `fsm.Service_And_Parts` */
  readonly address: string;
  /** Every field the module has in any edition, private ones too. */
  readonly all: ReadonlyMap<string, FieldSpec>;
  /** Whether organisations of the chosen tax edition have the field. */
  has(name: string): boolean;
  plan(name: string, spec: FieldSpec): FieldPlan;
}

export interface TableCatalog {
  readonly fsm: ModuleFields;
  readonly books: ModuleFields;
}

export type CatalogResult =
  | { readonly ok: true; readonly catalog: TableCatalog }
  | { readonly ok: false; readonly violations: readonly MappingViolation[] };

function readModule(
  service: ServiceName,
  module: string,
  given: { readonly address: string; readonly fields: object },
  edition: TaxEdition | null,
): ModuleFields | string {
  const address = `${service}.${module}`;
  if (given.address !== address)
    return `the catalog binds ${given.address} where ${address} belongs: correct its index.ts`;
  const parsed = catalogFields.safeParse(given.fields);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const place = [address, ...(issue?.path ?? [])].join('.');
    return `${place} is not a field as a catalog declares it (${issue?.message ?? 'unreadable'}): correct or pull the catalog`;
  }
  const all = flatten(given.fields);
  return {
    address,
    all,
    has: (name) => {
      const spec = all.get(name);
      return spec !== undefined && inEdition(spec, edition);
    },
    plan: (name, spec) => planOf(service, module, name, spec),
  };
}

/** Reads both modules of a table, and sees that they have the fields the pair carries. */
export function readCatalog(
  definition: TableDefinition,
  pair: PairTable,
  edition: TaxEdition | null,
): CatalogResult {
  const fsm = readModule('fsm', pair.fsmModule, definition.fsm, edition);
  const books = readModule('books', pair.booksModule, definition.books, edition);
  const problems = [fsm, books].filter((module) => typeof module === 'string');
  if (typeof fsm !== 'string' && typeof books !== 'string') {
    for (const carried of pair.carried) {
      if (!fsm.has(carried.fsm))
        problems.push(`${fsm.address} lacks ${carried.fsm}, which the pair carries: pull the catalog`);
      if (!books.has(carried.books)) {
        problems.push(`${books.address} lacks ${carried.books}, which the pair carries: pull the catalog`);
      }
    }
    if (problems.length === 0) return { ok: true, catalog: { fsm, books } };
  }
  const violation = (message: string): MappingViolation => ({
    code: 'CATALOG_INVALID',
    path: [pair.table],
    message,
  });
  return { ok: false, violations: problems.map(violation) };
}
