/** A mapping against the fields both organisations have today: what changed there stops the pair before anything is read (P1). */
import { RunRefused } from '../engine/errors.ts';
import type { ServiceSession } from '../engine/services.ts';
import { checkAgainstCatalog, kindOfDataType, type LiveModule } from '../mapping/index.ts';
import type { CompiledTable, ServiceName, TablePlan } from '../mapping/plan.ts';
import { booksFields, type FieldDefinition, fsmFields, type ZohoSession } from '../zoho/index.ts';
import { guardSession } from './guarded-session.ts';

/** Books names a module's fields by its entity, in the singular (books-api.md 7.6). */
const ENTITIES: Readonly<Record<string, string>> = {
  items: 'item',
  contacts: 'contact',
  invoices: 'invoice',
};

/** A module of a service, as metadata is asked for. */
export interface CatalogModule {
  readonly service: ServiceName;
  readonly module: string;
}

const keyOf = ({ service, module }: CatalogModule): string => `${service}.${module}`;

/** The modules of the tables, each once. */
function modulesOf(tables: readonly CompiledTable[]): readonly CatalogModule[] {
  const all = tables.flatMap(({ plan }): CatalogModule[] => [
    { service: 'fsm', module: plan.fsmModule },
    { service: 'books', module: plan.booksModule },
  ]);
  const asked = all.filter(({ service, module }) => service === 'fsm' || ENTITIES[module] !== undefined);
  return [...new Map(asked.map((one) => [keyOf(one), one])).values()];
}

/** Who reads the fields of a module; null where the service does not show them. */
export interface FieldReader {
  readonly fsm: (module: string) => Promise<readonly FieldDefinition[] | null>;
  readonly books: (entity: string) => Promise<readonly FieldDefinition[] | null>;
}

/** Places and sentences of what is wrong with the tables. A service that does not show its metadata proves nothing. */
export async function liveProblems(
  fields: FieldReader,
  tables: readonly CompiledTable[],
  modules: readonly CatalogModule[] = modulesOf(tables),
): Promise<readonly { readonly path: readonly string[]; readonly message: string }[]> {
  const wanted = new Set(modules.map(keyOf));
  const read = reader(fields);
  const problems: { path: readonly string[]; message: string }[] = [];
  for (const table of tables) {
    const live = await Promise.all(
      (['fsm', 'books'] as const).map((service) => liveModule(read, wanted, service, table.plan)),
    );
    problems.push(...checkAgainstCatalog(table, live.flat()));
  }
  return problems;
}

/**
 * One call a module. Where a service does not show its metadata, the committed catalog stands.
 * @throws RunRefused (`MAPPING_INVALID`) naming each field and what to do
 */
export async function requireLiveCatalog(
  { lines }: ZohoSession,
  tables: readonly CompiledTable[],
  signal: AbortSignal,
  modules: readonly CatalogModule[] = modulesOf(tables),
): Promise<void> {
  const fields: FieldReader = {
    fsm: (module) => fsmFields(lines, module, signal),
    books: (entity) => booksFields(lines, entity, signal),
  };
  const problems = await liveProblems(fields, tables, modules);
  if (problems.length === 0) return;
  const sentences = problems.map(({ path, message }) => `${path.join('.')}: ${message}.`);
  throw new RunRefused('MAPPING_INVALID', sentences.join(' '));
}

type Reader = (service: ServiceName, module: string) => Promise<readonly FieldDefinition[] | null>;

/** Each module is asked once, however many tables it is in. */
function reader(fields: FieldReader): Reader {
  const asked = new Map<string, ReturnType<Reader>>();
  return (service, module) => {
    const key = `${service}.${module}`;
    const known = asked.get(key);
    if (known !== undefined) return known;
    const answer = ask(fields, service, module);
    asked.set(key, answer);
    return answer;
  };
}

async function ask(fields: FieldReader, service: ServiceName, module: string): ReturnType<Reader> {
  if (service === 'fsm') return fields.fsm(module);
  const entity = ENTITIES[module];
  return entity === undefined ? null : fields.books(entity);
}

/** A list that shows the identity field shows standard fields too, and then a field it lacks is gone. */
async function liveModule(
  read: Reader,
  wanted: ReadonlySet<string>,
  service: ServiceName,
  plan: TablePlan,
): Promise<readonly LiveModule[]> {
  const module = service === 'fsm' ? plan.fsmModule : plan.booksModule;
  if (!wanted.has(keyOf({ service, module }))) return [];
  const fields = await read(service, module);
  if (fields === null) return [];
  const rule = plan.rules.find(({ identity }) => identity);
  const fsmIdentity = rule?.source.kind === 'field' ? rule.source.fsm.apiName : undefined;
  const identity = service === 'fsm' ? fsmIdentity : rule?.books.apiName;
  return [
    {
      service,
      module,
      complete: fields.some((field) => field.apiName === identity),
      fields: fields.map(({ apiName, dataType, pii, ephi, mandatory }) => ({
        apiName,
        kind: kindOfDataType(service, dataType),
        pii,
        ephi,
        mandatory,
      })),
    },
  ];
}

/**
 * Calls that a sync makes before it knows whether there is anything to carry, for its checks and for metadata: it makes
 * five lists at most, and 8 calls in all (law 5).
 */
const OPENING_CALLS_MAX = 3;

/** Which modules were looked at last, by connection; in this process only. */
export class CatalogTurns {
  readonly #looked = new Map<string, number>();
  #turn = 0;

  /** Of the modules, those whose turn it is: the ones not looked at for longest. */
  next(connectionId: string, modules: readonly CatalogModule[], most: number): readonly CatalogModule[] {
    const last = (one: CatalogModule): number => this.#looked.get(`${connectionId} ${keyOf(one)}`) ?? 0;
    const chosen = modules.toSorted((one, other) => last(one) - last(other)).slice(0, most);
    this.#turn += 1;
    for (const one of chosen) this.#looked.set(`${connectionId} ${keyOf(one)}`, this.#turn);
    return chosen;
  }
}

export interface GuardOptions {
  readonly session: ZohoSession;
  readonly connectionId: string;
  readonly tables: readonly CompiledTable[];
  readonly signal: AbortSignal;
  readonly turns: CatalogTurns;
  /** Modules that are known to hold records; null: nothing is known yet. */
  readonly inUse: ReadonlySet<string> | null;
  /** Calls that the checks before the run took. */
  readonly callsBefore: number;
  /** What else is to be looked at before a record is carried; null: nothing. */
  readonly beforeCarrying: (() => Promise<void>) | null;
}

/**
 * Holds the mapping against the fields both organisations have now. Before a run: all modules in use, as far as that
 * leaves a quiet sync quiet, else in turns. The rest before the first record is read to be carried over, or written.
 */
export async function openGuarded({
  session,
  connectionId,
  tables,
  signal,
  turns,
  inUse,
  callsBefore,
  beforeCarrying,
}: GuardOptions): Promise<ServiceSession & { close(): Promise<void> }> {
  const all = modulesOf(tables);
  const used = inUse === null ? all : all.filter(({ module }) => inUse.has(module));
  const left = Math.max(0, OPENING_CALLS_MAX - callsBefore);
  const first = inUse === null ? all : turns.next(connectionId, used, left);
  await requireLiveCatalog(session, tables, signal, first);
  const rest = all.filter((one) => !first.includes(one));
  if (rest.length === 0 && beforeCarrying === null) return session;
  const look = async (): Promise<void> => {
    await beforeCarrying?.();
    await requireLiveCatalog(session, tables, signal, rest);
  };
  let looked: Promise<void> | null = null;
  return guardSession(session, () => {
    looked ??= look();
    return looked;
  });
}
