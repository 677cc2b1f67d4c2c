/** Mapping sets by folder and tax edition: compiled once for each state of their files, for runs, checks and the API alike. */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { CatalogField } from '../../schema/context.ts';
import { RunRefused } from '../engine/errors.ts';
import type { RunMapping } from '../jobs/runner.ts';
import { digest, mayBeNamed, TABLES_OF_SYNC_TYPE, taxEditionOf } from '../mapping/index.ts';
import { type FileViolation, type LoadOptions, type LoadResult, loadMappingSet } from '../mapping/load.ts';
import type { CompiledTable, SyncTypeName } from '../mapping/plan.ts';
import type { SyncType } from '../store/generated/prisma/enums.ts';
import { ConfigError } from './config.ts';
import { followRevisions, revisionOf } from './mapping-revisions.ts';

export type SetResult = { readonly catalog: LoadResult['catalog'] } & (
  | { readonly ok: true; readonly mapping: RunMapping; readonly mapsCustomers: boolean }
  | { readonly ok: false; readonly violations: readonly FileViolation[] }
);

/** How a connection uses a set. */
export interface MappingUse {
  readonly mappingSet: string;
  /** Books' word for the tax edition; null: not known, every field counts. */
  readonly taxEdition: string | null;
  readonly syncType: SyncType;
}

const SYNC_TYPE_NAMES: Readonly<Record<SyncType, SyncTypeName>> = {
  TYPE_I: 'I',
  TYPE_II: 'II',
  TYPE_III: 'III',
  TYPE_IV: 'IV',
};

/** @throws ConfigError when the folder of the sets is not there: every run would fail for it, one by one */
export function requireMappingsFolder(directory: string): void {
  if (statSync(directory, { throwIfNoEntry: false })?.isDirectory() === true) return;
  const message = `must name a folder with mapping sets in it, and there is none at ${directory}`;
  throw new ConfigError([{ variable: 'MAPPINGS_DIR', message }]);
}

const NAME = /^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/;

export class MappingSets {
  readonly #directory: string;
  readonly #loaded = new Map<string, { readonly revision: string; readonly result: Promise<SetResult> }>();

  constructor(directory: string) {
    this.#directory = directory;
    followRevisions(directory);
  }

  /** Compiles the set, once for each state of its files: an edit counts from the next run on, without a restart. */
  async load({ mappingSet: set, taxEdition, syncType }: MappingUse): Promise<SetResult> {
    // The name comes from the API: it must stay a name and never become a path.
    const folder = join(this.#directory, set);
    const revision = NAME.test(set) ? await revisionOf(folder) : '';
    if (revision === '') return notFound(set);
    const edition = taxEditionOf(taxEdition);
    const key = `${set}\n${edition ?? ''}\n${syncType}`;
    const known = this.#loaded.get(key);
    if (known?.revision === revision) return known.result;
    const result = this.#read(folder, { edition, revision, syncType: SYNC_TYPE_NAMES[syncType] });
    this.#loaded.set(key, { revision, result });
    return result;
  }

  async #read(
    folder: string,
    options: LoadOptions & { readonly syncType: SyncTypeName },
  ): Promise<SetResult> {
    const loaded = await loadMappingSet(folder, options);
    if (!loaded.ok) return loaded;
    const { syncType } = options;
    const { items, customers } = loaded.set;
    // A person needs its company, so it comes after it (T3, T4).
    const used = TABLES_OF_SYNC_TYPE[syncType].map((name) => customers?.tables[name]);
    const tables: readonly CompiledTable[] = [items, ...used.filter((table) => table !== undefined)];
    const mapping = { tables, syncType, fingerprint: fingerprintOf(tables) };
    return { ok: true, catalog: loaded.catalog, mapping, mapsCustomers: loaded.set.customers !== null };
  }

  /** @throws RunRefused (`MAPPING_INVALID`) with every violation in its message */
  async forRun(use: MappingUse): Promise<RunMapping> {
    const result = await this.load(use);
    if (result.ok) return result.mapping;
    throw new RunRefused('MAPPING_INVALID', result.violations.map(sentence).join(' '));
  }

  /** The catalog of one module in the organisation's tax edition; null when the set's catalog has no such module. */
  async fields(
    use: MappingUse,
    product: 'FSM' | 'BOOKS',
    module: string,
  ): Promise<readonly CatalogField[] | null> {
    const { catalog: modules } = await this.load(use);
    const service = product === 'FSM' ? 'fsm' : 'books';
    const catalog = modules.find((one) => one.service === service && one.module === module);
    if (catalog === undefined) return null;
    return catalog.fields.map(({ apiName, label, kind, mandatory, pii, ephi }) => ({
      apiName,
      label,
      type: kind,
      required: mandatory,
      pii,
      ephi,
      mappable: !pii && !ephi && mayBeNamed(service, module, apiName),
    }));
  }

  /** Path of a file of the set on this machine, for reading where in it something stands. */
  pathOf(set: string, file: string): string {
    return join(this.#directory, set, file);
  }

  /** Everything that keeps the set from being enabled: what does not compile, and a pair that it does not map (E4). */
  async issues(use: MappingUse): Promise<readonly { path: readonly string[]; message: string }[]> {
    const result = await this.load(use);
    if (!result.ok) {
      return result.violations.map((violation) => ({
        path: [`mappings/${use.mappingSet}/${violation.file}`, ...violation.path],
        message: violation.message,
      }));
    }
    if (result.mapsCustomers) return [];
    const message = 'the set maps no customers: add customers.ts, as the set "default" has it';
    return [{ path: [`mappings/${use.mappingSet}/customers.ts`], message }];
  }
}

function notFound(set: string): SetResult {
  const message = `there is no mapping set "${set}" in the mappings folder; a set is a folder with items.ts`;
  return { ok: false, catalog: [], violations: [{ file: set, code: 'SET_NOT_FOUND', path: [set], message }] };
}

const sentence = (violation: FileViolation): string =>
  `${violation.file} ${violation.path.join('.')}: ${violation.message}.`;

export const fingerprintOf = (tables: readonly CompiledTable[]): string =>
  digest(tables.map(({ plan }) => ({ table: plan.table, fingerprint: plan.fingerprint })));
