/**
 * Records that a preview would create on both sides although they may be the same customer. Names are not stored, so both
 * sides are read when somebody asks, one page of FSM records at a time. Nothing is ever linked by this.
 */
import { valueOn } from '../../engine/fingerprint.ts';
import type { CompiledTable } from '../../engine/model.ts';
import { fieldsOf } from '../../engine/run.ts';
import type { ServiceRecord, ServiceSession, Side } from '../../engine/services.ts';
import type { Control, Suggestion } from '../../jobs/control.ts';
import { refusalOfFault } from '../../jobs/refusals.ts';
import type { RunMapping } from '../../jobs/runner.ts';
import type { Connection, PrismaClient, RunRecord } from '../../store/generated/prisma/client.ts';
import { likenessOf, type Profile } from './likeness.ts';

export interface SuggestionDependencies {
  readonly prisma: PrismaClient;
  readonly loadMapping: (connection: Connection) => Promise<RunMapping>;
  /** A session in which somebody waits. */
  readonly openSession: (connectionId: string) => Promise<ServiceSession & { close(): Promise<void> }>;
}

/** FSM records of one page: each takes a call. */
export const SUGGESTED_FOR_MAX = 25;
/** Records of Books that are looked through, a call for each 200; and of these, would-be-created ones that are compared. */
const BOOKS_ROWS_MAX = 4_000;
const CANDIDATES_MAX = 2_000;
const READ_MS_MAX = 30_000;
const PER_RECORD_MAX = 3;
const SCORE_MIN = 0.65;
/** Customers; contact persons are matched within their company, and items by their name alone. */
const KINDS = ['business', 'individual'] as const;

const NAME_FIELDS: ReadonlySet<string> = new Set(['company_name', 'contact_name']);
const TAX_FIELDS: ReadonlySet<string> = new Set(['gst_no', 'tax_reg_no', 'vat_reg_no', 'trn', 'abn']);

export function createSuggestions(deps: SuggestionDependencies): Pick<Control, 'suggestMatches'> {
  return { suggestMatches: (input) => suggestMatches(deps, input) };
}

async function suggestMatches(
  deps: SuggestionDependencies,
  { previewId, after, first }: Parameters<Control['suggestMatches']>[0],
): ReturnType<Control['suggestMatches']> {
  const { prisma } = deps;
  const size = Math.max(0, Math.min(first, SUGGESTED_FOR_MAX));
  const created = { runId: previewId, operation: 'CREATE', kind: { in: [...KINDS] } };
  const rows = await prisma.runRecord.findMany({
    where: { ...created, direction: 'TO_BOOKS', id: { gt: after ?? 0n } },
    orderBy: { id: 'asc' },
    take: size + 1,
  });
  const page = rows.slice(0, size);
  const candidates = await prisma.runRecord.findMany({
    where: { ...created, direction: 'TO_FSM' },
    orderBy: { id: 'asc' },
    take: CANDIDATES_MAX,
  });
  const next = rows.length > size ? (page.at(-1)?.id ?? null) : null;
  const connectionId = page[0]?.connectionId;
  if (connectionId === undefined || candidates.length === 0) {
    return { ok: true, value: { suggestions: [], next, examined: page.length } };
  }
  try {
    const suggestions = await compared(deps, connectionId, page, candidates);
    return { ok: true, value: { suggestions, next, examined: page.length } };
  } catch (error) {
    return { ok: false, refusal: refusalOfFault(error) };
  }
}

async function compared(
  deps: SuggestionDependencies,
  connectionId: string,
  page: readonly RunRecord[],
  candidates: readonly RunRecord[],
): Promise<readonly Suggestion[]> {
  const connection = await deps.prisma.connection.findUniqueOrThrow({ where: { id: connectionId } });
  const { tables } = await deps.loadMapping(connection);
  const session = await deps.openSession(connectionId);
  try {
    const all: Suggestion[] = [];
    for (const table of tables.filter(({ plan }) => KINDS.some((kind) => kind === plan.table))) {
      const of = (rows: readonly RunRecord[]) => rows.filter(({ kind }) => kind === table.plan.table);
      all.push(...(await comparedTable(session, table, of(page), of(candidates))));
    }
    return all.sort((one, other) => other.score - one.score);
  } finally {
    await session.close();
  }
}

async function comparedTable(
  session: ServiceSession,
  table: CompiledTable,
  page: readonly RunRecord[],
  candidates: readonly RunRecord[],
): Promise<Suggestion[]> {
  if (page.length === 0 || candidates.length === 0) return [];
  const signal = AbortSignal.timeout(READ_MS_MAX);
  const { plan } = table;
  const fsm = session.module('FSM', plan.fsmModule, { fields: fieldsOf(table, 'FSM') });
  const [own, theirs] = await Promise.all([
    fsm.getMany(
      page.map(({ fsmId }) => fsmId ?? ''),
      signal,
    ),
    booksRecords(session, table, new Set(candidates.map(({ booksId }) => booksId ?? '')), signal),
  ]);
  const profiles = theirs.map((record) => ({ record, profile: profileOf(table, 'BOOKS', record) }));
  return [...own.values()].flatMap((record) => {
    const profile = profileOf(table, 'FSM', record);
    return profiles
      .flatMap((other): Suggestion[] => {
        const likeness = likenessOf(profile, other.profile);
        if (likeness === null || likeness.score < SCORE_MIN) return [];
        const ids = { fsmModule: plan.fsmModule, booksModule: plan.booksModule, fsmId: record.id };
        return [{ ...ids, booksId: other.record.id, ...likeness }];
      })
      .sort((one, other) => other.score - one.score)
      .slice(0, PER_RECORD_MAX);
  });
}

async function booksRecords(
  session: ServiceSession,
  table: CompiledTable,
  wanted: ReadonlySet<string>,
  signal: AbortSignal,
): Promise<readonly ServiceRecord[]> {
  const group = table.plan.table === 'individual' ? 'individual' : 'business';
  const module = session.module('BOOKS', table.plan.booksModule, { fields: fieldsOf(table, 'BOOKS'), group });
  const found: ServiceRecord[] = [];
  let seen = 0;
  for await (const { records } of module.list(null, signal, { asListed: true })) {
    found.push(...records.filter(({ id }) => wanted.has(id)));
    seen += records.length;
    if (found.length >= wanted.size || seen >= BOOKS_ROWS_MAX) break;
  }
  return found;
}

/** Only what the mapping carries: fields that are marked private never get here (P1). Both sides in Books' form. */
function profileOf(table: CompiledTable, side: Side, record: ServiceRecord): Profile {
  const profile: Record<keyof Profile, string[]> = {
    names: [],
    emails: [],
    phones: [],
    taxNumbers: [],
    websites: [],
  };
  for (const rule of table.rules) {
    const value = valueOn(rule, side, record) ?? null;
    const image = side === 'BOOKS' || rule.imageInBooks === null ? null : rule.imageInBooks(value);
    const shown = image === null ? value : image.ok ? image.value : null;
    const part = partOf(rule.plan.books);
    if (part !== null && typeof shown === 'string') profile[part].push(shown);
  }
  return profile;
}

function partOf({
  apiName,
  kind,
}: {
  readonly apiName: string;
  readonly kind: string;
}): keyof Profile | null {
  if (NAME_FIELDS.has(apiName)) return 'names';
  if (TAX_FIELDS.has(apiName)) return 'taxNumbers';
  if (apiName === 'website') return 'websites';
  if (kind === 'email') return 'emails';
  return kind === 'phone' ? 'phones' : null;
}
