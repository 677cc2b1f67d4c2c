/** The checks before a sync as pure decisions: what is worth a call, and what the answers mean. */
import { CRM_SYNC_RUNS } from '../../jobs/refusals.ts';
import type { Check, CheckCode, CheckSource } from '../../store/checks.ts';
import type { BooksProduct, SyncType } from '../../store/generated/prisma/enums.ts';
import type { CrmIntegration, LimitedModule } from '../../zoho/index.ts';
import { INVOICE_RECORDS_MAX } from '../../zoho-api/index.ts';
import type { FactName, Facts } from './facts.ts';

/** So long an answer about the CRM's sync holds that was given when a person asked for the run: it is not asked twice. */
const CRM_VALID_MS = 10_000;
/** So long an answer holds without another look, unless something is carried or a check failed; milliseconds. */
const VALID_MS: Readonly<Record<FactName, number>> = {
  booksSettings: 30 * 60_000,
  booksTaxes: 30 * 60_000,
  fsmTaxes: 30 * 60_000,
  // Of use for limits and for enabling, which asks for itself.
  fsmOrganization: 24 * 3_600_000,
};
/** From this known number of records on, it is looked whether there are too many. */
const COUNT_NEAR_LIMIT = INVOICE_RECORDS_MAX - 1_000;

export type Counts = Readonly<Record<LimitedModule, number | null>>;

export interface Reads {
  readonly crm: boolean;
  readonly facts: readonly FactName[];
  readonly counts: readonly LimitedModule[];
}

export interface Known {
  readonly product: BooksProduct;
  readonly crmCheckedAtMs: number | null;
  /** Null: the CRM was not asked when the run was. */
  readonly requestedAtMs: number | null;
  readonly facts: Facts;
  /** Records of Books as the last sync counted them; null: not counted. */
  readonly counts: Counts;
  /** A check failed last time: everything is asked anew. */
  readonly lastFailed: boolean;
}

const SETTINGS: readonly FactName[] = ['booksSettings', 'booksTaxes', 'fsmTaxes', 'fsmOrganization'];

/** Whether Books' list of taxes can still change the answer. */
const needed = (facts: Facts, name: FactName): boolean =>
  name !== 'booksTaxes' || facts.booksSettings?.taxRegistered !== true;

/** Before a run. A quiet one has a few calls in all (law 5), so that of the settings one at most has its turn. */
export function readsBefore(known: Known, nowMs: number): Reads {
  const { facts, lastFailed } = known;
  const crm = lastFailed || !wasAsked(known, nowMs);
  const counts = known.product === 'INVOICE' ? nearLimit(known.counts) : [];
  const wanted = SETTINGS.filter((name) => needed(facts, name));
  if (lastFailed || wanted.some((name) => facts[name] === undefined)) return { crm, counts, facts: wanted };
  const overdueMs = (name: FactName): number => nowMs - (facts[name]?.atMs ?? 0) - VALID_MS[name];
  const due = wanted.filter((name) => overdueMs(name) > 0);
  return { crm, counts, facts: due.toSorted((one, other) => overdueMs(other) - overdueMs(one)).slice(0, 1) };
}

function wasAsked({ crmCheckedAtMs, requestedAtMs }: Known, nowMs: number): boolean {
  if (crmCheckedAtMs === null || requestedAtMs === null || crmCheckedAtMs > requestedAtMs) return false;
  return nowMs - crmCheckedAtMs <= CRM_VALID_MS;
}

const LIMITED = ['contacts', 'items'] as const satisfies readonly LimitedModule[];

const nearLimit = (counts: Counts): readonly LimitedModule[] =>
  LIMITED.filter((module) => (counts[module] ?? INVOICE_RECORDS_MAX) > COUNT_NEAR_LIMIT);

/** Before the first record is carried: the taxes and the limits, unless they were looked at for this run. */
export function readsBeforeCarrying(
  { product, facts }: Pick<Known, 'product' | 'facts'>,
  asked: Reads,
): Reads {
  const taxes: readonly FactName[] = ['booksSettings', 'booksTaxes', 'fsmTaxes'];
  return {
    crm: false,
    facts: taxes.filter((name) => needed(facts, name) && !asked.facts.includes(name)),
    counts: product === 'INVOICE' ? LIMITED.filter((module) => !asked.counts.includes(module)) : [],
  };
}

export interface Findings {
  readonly product: BooksProduct;
  readonly syncType: SyncType;
  readonly atMs: number;
  readonly crm: CrmIntegration;
  readonly crmAtMs: number;
  readonly facts: Facts;
  /** Whether there are too many; null: cannot be told. A module is missing where the known count is far from it. */
  readonly tooMany: Partial<Readonly<Record<LimitedModule, boolean | null>>>;
  /** Facts that were asked for just now. */
  readonly asked: readonly FactName[];
  /** The FSM edition that the connection knows, for an FSM that does not tell. */
  readonly knownEdition: string | null;
  /** E5. */
  readonly editionsWithoutSync: readonly string[];
}

type Verdict = Omit<Check, 'code' | 'checkedAtMs'> & { readonly checkedAtMs?: number };

/** All checks that concern the connection, in the order in which a failure is told. */
export function judge(findings: Findings): readonly Check[] {
  const check = (code: CheckCode, verdict: Verdict): Check => ({
    checkedAtMs: findings.atMs,
    ...verdict,
    code,
  });
  return [
    check('SYNC_TYPE_MISMATCH', syncType(findings)),
    ...(findings.product === 'INVOICE' ? [check('RECORD_LIMIT_EXCEEDED', recordLimit(findings))] : []),
    check('ORGANIZATION_INACTIVE', organization(findings)),
    check('CRM_SYNC_IN_PROGRESS', crmSync(findings)),
    check('TAX_MISMATCH', taxes(findings)),
    check('EDITION_UNSUPPORTED', edition(findings)),
  ];
}

const typeWord = (type: SyncType): string => `Type ${type.replace('TYPE_', '')}`;
const NOBODY_TELLS = 'The organisation does not tell';

/** X2. */
function syncType({ crm, crmAtMs, syncType: own }: Findings): Verdict {
  const { source, syncType: crms } = crm;
  if (source !== 'organisation') {
    const message = `${NOBODY_TELLS} which type its CRM integration syncs by; ${typeWord(own)} is taken on trust.`;
    return {
      passed: null,
      message,
      source: source === 'declared' ? 'DECLARED' : 'NONE',
      checkedAtMs: crmAtMs,
    };
  }
  const told = { source: 'ANSWERED', checkedAtMs: crmAtMs } as const;
  if (crms === null)
    return { ...told, passed: true, message: 'The organisation is not integrated with a CRM.' };
  if (crms === own) return { ...told, passed: true, message: `Both syncs are of ${typeWord(own)}.` };
  return {
    ...told,
    passed: false,
    message:
      `This sync is of ${typeWord(own)}, the account's CRM integration of ${typeWord(crms)}. ` +
      `Set the CRM integration back to ${typeWord(own)} in Zoho, then ask support to enable the sync again.`,
  };
}

/** S9. */
function crmSync({ crm, crmAtMs }: Findings): Verdict {
  const told = { source: 'ANSWERED', checkedAtMs: crmAtMs } as const;
  if (crm.running === null) {
    const message = `${NOBODY_TELLS} whether its CRM sync is under way.`;
    return { passed: null, message, source: 'NONE', checkedAtMs: crmAtMs };
  }
  return crm.running
    ? { ...told, passed: false, message: CRM_SYNC_RUNS }
    : { ...told, passed: true, message: 'No CRM sync is under way.' };
}

const MODULE_WORDS: Readonly<Record<LimitedModule, string>> = { contacts: 'customers', items: 'items' };
const THE_MOST = INVOICE_RECORDS_MAX.toLocaleString('en');

/** X3. */
function recordLimit({ tooMany }: Findings): Verdict {
  const modules = ['contacts', 'items'] as const;
  const over = modules.filter((module) => tooMany[module] === true).map((module) => MODULE_WORDS[module]);
  const source: CheckSource = modules.some((module) => tooMany[module] !== undefined) ? 'ANSWERED' : 'KNOWN';
  if (over.length > 0) {
    const message =
      `The Zoho Invoice organisation has more than ${THE_MOST} ${over.join(' and ')}, the most a sync may have. ` +
      'Delete those that are not needed, or use Zoho Books; then ask support to enable the sync again.';
    return { passed: false, message, source };
  }
  if (modules.some((module) => tooMany[module] === null)) {
    return {
      passed: null,
      message: `${NOBODY_TELLS} whether it has more than ${THE_MOST} records.`,
      source: 'NONE',
    };
  }
  return { passed: true, message: `No more than ${THE_MOST} customers and ${THE_MOST} items.`, source };
}

const sourceOf = (asked: readonly FactName[], names: readonly FactName[]): CheckSource =>
  names.some((name) => asked.includes(name)) ? 'ANSWERED' : 'KNOWN';

/** E6. */
function organization({ facts, asked }: Findings): Verdict {
  const settings = facts.booksSettings;
  if (settings === undefined || settings.active === null) {
    return { passed: null, message: `${NOBODY_TELLS} whether it is active.`, source: 'NONE' };
  }
  const found = { source: sourceOf(asked, ['booksSettings']), checkedAtMs: settings.atMs };
  return settings.active
    ? { ...found, passed: true, message: 'The organisation is active.' }
    : {
        ...found,
        passed: false,
        message: 'The organisation is not active: activate it in Zoho, and sync again.',
      };
}

/** X4: on as soon as one sign says so, off when nothing does and something says no; null: nobody tells. */
function taxesInBooks({ booksSettings, booksTaxes }: Facts): boolean | null {
  const signs = [booksSettings?.taxRegistered ?? null, booksTaxes?.any ?? null];
  if (signs.includes(true)) return true;
  // A list that is empty says it; a mark that is off leaves the list to be asked.
  return booksTaxes?.any ?? null;
}

/** X4. */
function taxes({ facts, product, asked, atMs }: Findings): Verdict {
  const books = taxesInBooks(facts);
  const fsm = facts.fsmTaxes?.any ?? null;
  const name = product === 'BOOKS' ? 'Zoho Books' : 'Zoho Invoice';
  const source = sourceOf(asked, ['booksSettings', 'booksTaxes', 'fsmTaxes']);
  const checkedAtMs = Math.min(facts.booksSettings?.atMs ?? atMs, facts.fsmTaxes?.atMs ?? atMs);
  if (books === null || fsm === null) {
    const silent = [books === null ? name : null, fsm === null ? 'FSM' : null].filter((one) => one !== null);
    const message = `${silent.join(' and ')} could not be asked whether taxes are on, so that this was not judged.`;
    return { passed: null, message, source: 'NONE', checkedAtMs };
  }
  if (books === fsm) {
    return { passed: true, message: `Taxes are ${books ? 'on' : 'off'} on both sides.`, source, checkedAtMs };
  }
  const [on, off] = books ? [name, 'FSM'] : ['FSM', name];
  const message = `Taxes are on in ${on} and off in ${off}. Switch them on in both or off in both, and sync again.`;
  return { passed: false, message, source, checkedAtMs };
}

/** E5. */
function edition({ facts, asked, knownEdition, editionsWithoutSync }: Findings): Verdict {
  const told = facts.fsmOrganization?.edition ?? null;
  const name = told ?? knownEdition;
  const source = told === null ? 'DECLARED' : sourceOf(asked, ['fsmOrganization']);
  if (name === null) return { passed: null, message: 'FSM does not tell its edition.', source: 'NONE' };
  const problem = editionProblem(name, editionsWithoutSync);
  return problem === null
    ? { passed: true, message: `The FSM edition (${name}) has two-way sync.`, source }
    : { passed: false, message: problem, source };
}

/** E5: why sync cannot be enabled with this edition; null: it can. */
export function editionProblem(name: string, editionsWithoutSync: readonly string[]): string | null {
  const word = name.trim().toLowerCase();
  return editionsWithoutSync.includes(word)
    ? `The FSM edition (${word}) has no two-way sync. Choose another edition in FSM, and enable again.`
    : null;
}

/** The check that keeps a run from beginning; null: none does. The edition is a matter of enabling alone (E5). */
export const stopping = (checks: readonly Check[]): Check | null =>
  checks.find(({ code, passed }) => passed === false && code !== 'EDITION_UNSUPPORTED') ?? null;
