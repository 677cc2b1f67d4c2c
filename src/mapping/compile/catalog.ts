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
  definition: Pick<TableDefinition, 'fsm' | 'books'>,
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

/** A field of a catalog, as people look it up. */
export interface CatalogEntry extends FieldPlan {
  readonly pii: boolean;
  readonly ephi: boolean;
}

/** The fields one module of a set's catalog has in the organisation's tax edition. */
export interface CatalogListing {
  readonly service: ServiceName;
  readonly module: string;
  readonly fields: readonly CatalogEntry[];
}

/** Lists the catalog behind a table, private fields included; empty when the catalog cannot be read. */
export function listCatalog(
  definition: Pick<TableDefinition, 'fsm' | 'books'>,
  pair: PairTable,
  edition: TaxEdition | null,
): readonly CatalogListing[] {
  const read = readCatalog(definition, pair, edition);
  if (!read.ok) return [];
  return [read.catalog.fsm, read.catalog.books].map((module) => {
    const [service = '', name = ''] = module.address.split('.', 2);
    return {
      service: service === 'fsm' ? 'fsm' : 'books',
      module: name,
      fields: [...module.all]
        .filter(([field]) => module.has(field))
        .map(([field, spec]) => ({
          ...module.plan(field, spec),
          pii: spec.pii === true,
          ephi: spec.ephi === true,
        })),
    };
  });
}
