/** Asks both organisations what the checks before a sync need, all questions at once. */
import type { AccountFacts, CrmIntegration, CrmSyncType, LimitedModule } from '../../zoho/index.ts';
import { INVOICE_RECORDS_MAX } from '../../zoho-api/index.ts';
import type { Reads } from './decide.ts';
import type { FactName, Facts } from './facts.ts';

export interface Answers {
  /** Null: not asked. */
  readonly crm: CrmIntegration | null;
  /** The ones that were asked for. */
  readonly facts: Facts;
  readonly tooMany: Partial<Readonly<Record<LimitedModule, boolean | null>>>;
  /** As Books names it; null: not asked or not told. */
  readonly timeZone: string | null;
  /** Calls made. */
  readonly calls: number;
}

export interface Asking {
  readonly account: AccountFacts;
  readonly declared: CrmSyncType;
  /** What was answered earlier. */
  readonly known: Facts;
  readonly nowMs: () => number;
  readonly signal: AbortSignal;
}

/** @throws what calls throw */
export async function readAnswers(asking: Asking, reads: Reads): Promise<Answers> {
  const { account, declared, signal } = asking;
  const [crm, settings, counts] = await Promise.all([
    reads.crm ? account.crmIntegration(declared, signal) : null,
    readFacts(asking, reads.facts),
    Promise.all(
      reads.counts.map(
        async (module) => [module, await account.holdsMoreThan(module, INVOICE_RECORDS_MAX, signal)] as const,
      ),
    ),
  ]);
  const calls = (reads.crm ? 1 : 0) + settings.calls + reads.counts.length;
  return { ...settings, crm, calls, tooMany: Object.fromEntries(counts) };
}

interface FactAnswers {
  readonly facts: Facts;
  readonly timeZone: string | null;
  readonly calls: number;
}

/** Books' taxes are listed only where its settings do not say already that they are on; and where they do no longer. */
async function readFacts(asking: Asking, names: readonly FactName[]): Promise<FactAnswers> {
  const { account, nowMs, signal, known } = asking;
  const has = (name: FactName): boolean => names.includes(name);
  const books = async () => {
    const settings = has('booksSettings') ? await account.booksSettings(signal) : null;
    const unlisted = known.booksTaxes === undefined || known.booksSettings?.taxRegistered === true;
    const wanted = has('booksTaxes') || (has('booksSettings') && unlisted);
    const listed = wanted && settings?.taxRegistered !== true;
    return { settings, listed, any: listed ? await account.booksHasTaxes(signal) : null };
  };
  const [{ settings, listed, any }, fsmAny, edition] = await Promise.all([
    books(),
    has('fsmTaxes') ? account.fsmHasTaxes(signal) : null,
    has('fsmOrganization') ? account.fsmEdition(signal) : null,
  ]);
  const atMs = nowMs();
  const { active = null, taxRegistered = null } = settings ?? {};
  const facts: Facts = {
    ...(has('booksSettings') && { booksSettings: { atMs, active, taxRegistered } }),
    ...(listed && { booksTaxes: { atMs, any } }),
    ...(has('fsmTaxes') && { fsmTaxes: { atMs, any: fsmAny } }),
    ...(has('fsmOrganization') && { fsmOrganization: { atMs, edition } }),
  };
  return { facts, timeZone: settings?.timeZone ?? null, calls: Object.keys(facts).length };
}
