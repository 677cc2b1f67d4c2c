/** A mapping against the fields both organisations have today: what changed there stops the pair before anything is read (P1). */
import { RunRefused } from '../engine/errors.ts';
import { checkAgainstCatalog, kindOfDataType, type LiveModule } from '../mapping/index.ts';
import type { CompiledTable, ServiceName } from '../mapping/plan.ts';
import { booksFields, type FieldDefinition, fsmFields, type ZohoSession } from '../zoho/index.ts';

/** Books names a module's fields by its entity, in the singular (books-api.md 7.6). */
const ENTITIES: Readonly<Record<string, string>> = {
  items: 'item',
  contacts: 'contact',
  invoices: 'invoice',
};

/**
 * One call a module. A service that does not show its metadata proves nothing, and the committed catalog stands.
 * @throws RunRefused (`MAPPING_INVALID`) naming each field and what to do
 */
export async function requireLiveCatalog(
  session: ZohoSession,
  tables: readonly CompiledTable[],
  signal: AbortSignal,
): Promise<void> {
  const sentences: string[] = [];
  for (const table of tables) {
    const modules = await readModules(session, table, signal);
    for (const { path, message } of checkAgainstCatalog(table, modules)) {
      sentences.push(`${path.join('.')}: ${message}.`);
    }
  }
  if (sentences.length > 0) throw new RunRefused('MAPPING_INVALID', sentences.join(' '));
}

async function readModules(
  session: ZohoSession,
  { plan }: CompiledTable,
  signal: AbortSignal,
): Promise<readonly LiveModule[]> {
  const identity = plan.rules.find((rule) => rule.identity);
  const entity = ENTITIES[plan.booksModule];
  const [books, fsm] = await Promise.all([
    entity === undefined ? null : booksFields(session.lines, entity, signal),
    fsmFields(session.lines, plan.fsmModule, signal),
  ]);
  const fsmIdentity = identity?.source.kind === 'field' ? identity.source.fsm.apiName : undefined;
  return [
    ...liveModule('books', plan.booksModule, books, identity?.books.apiName),
    ...liveModule('fsm', plan.fsmModule, fsm, fsmIdentity),
  ];
}

/** A list that shows the identity field shows standard fields too, and then a field it lacks is gone. */
function liveModule(
  service: ServiceName,
  module: string,
  fields: readonly FieldDefinition[] | null,
  identity: string | undefined,
): readonly LiveModule[] {
  if (fields === null) return [];
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
