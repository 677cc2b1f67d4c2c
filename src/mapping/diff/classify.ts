/** From the lock's form of a set before and after to its changes: pure, and fast enough to run on every keystroke. */
import { isConcat, type LockedRule, type LockedSet, type LockedTable } from '../lock/locked.ts';
import { type MappingChange, type SetChange, strongest } from './change.ts';

type Effect = Pick<MappingChange, 'resync' | 'selection'>;

const NONE: Effect = { resync: 'none', selection: 'none' };
const FULL: Effect = { resync: 'full', selection: 'every' };
const EVERY: Effect = { resync: 'affected', selection: 'every' };
const FILLED: Effect = { resync: 'affected', selection: 'filled' };
const DIFFERING: Effect = { resync: 'affected', selection: 'differing' };

/** What an invoice was made with stays as it is (V1). */
const isInvoices = (table: LockedTable): boolean => table.pair === 'INVOICES';

const through = (via: string | undefined): string => (via === undefined ? 'no transform' : via);

function ruleInWords({ direction, from, via }: LockedRule): string {
  return `${direction} ${from}${via === undefined ? '' : `, through ${via}`}`;
}

/**
 * Whether "agreed on nothing" under a rule means that both sides had nothing. A one-way rule that transforms is
 * remembered by its images only, and a transform may make nothing of something.
 */
const tellsEmptiness = ({ direction, via }: LockedRule): boolean => direction === 'both' || via === undefined;

/** What follows when the two fields are the same ones, and the way between them is another. */
function otherWayEffect(before: LockedRule, after: LockedRule): Effect {
  // Without another transform equal values stay equal, but differences that were accepted are settled anew. Joined
  // fields are apart: empty parts keep their places only where the text comes back.
  if (before.via === after.via && !isConcat(after) && tellsEmptiness(before)) return DIFFERING;
  return tellsEmptiness(before) ? FILLED : EVERY;
}

function changedEffect(before: LockedRule, after: LockedRule): Effect & { readonly why: string } {
  const parts: string[] = [];
  if (before.from !== after.from) parts.push(`its source was ${before.from} and is ${after.from}`);
  if (before.into !== after.into) parts.push(`the Books field was ${before.into} and is ${after.into}`);
  if (before.direction !== after.direction) {
    parts.push(`its direction was ${before.direction} and is ${after.direction}`);
  }
  if (before.via !== after.via) {
    parts.push(`its transforms were ${through(before.via)} and are ${through(after.via)}`);
  }
  if (before.onCreate !== after.onCreate) {
    parts.push(after.onCreate === true ? 'it now runs on create only' : 'it now runs always');
  }
  const why = parts.length === 0 ? 'the meaning of the rule changed' : parts.join('; ');
  if (before.identity !== after.identity || after.identity === true) return { ...FULL, why };
  if (after.onCreate === true) return { ...NONE, why: `${why}; records that exist keep what they have` };
  const sameFields = before.from === after.from && before.into === after.into;
  if (!sameFields || before.onCreate !== after.onCreate) return { ...EVERY, why };
  return { ...otherWayEffect(before, after), why };
}

/** What a rule that was not there makes of the two values it meets. */
const OUTCOME: Readonly<Record<LockedRule['direction'], string>> = {
  both: 'equal values are adopted, an empty side is filled, two different values follow the conflict policy',
  toBooks: "equal values are adopted, any other in Books gives way to FSM's, be that empty or not",
  toFsm: "equal values are adopted, any other in FSM gives way to Books', be that empty or not",
};

type RuleChange = Omit<MappingChange, 'table' | 'key' | 'was'>;

function added(rule: LockedRule): RuleChange {
  const words = ruleInWords(rule);
  if (rule.identity === true) {
    return { class: 'identityOrSyncType', ...FULL, why: `records are now matched by it too (${words})` };
  }
  if (rule.onCreate === true) {
    return { class: 'newField', ...NONE, why: `newly mapped, on create only (${words})` };
  }
  const why = `newly mapped (${words}): ${OUTCOME[rule.direction]}`;
  return { class: 'newField', ...EVERY, why };
}

function removed(rule: LockedRule): RuleChange {
  if (rule.identity === true) {
    return { class: 'identityOrSyncType', ...FULL, why: 'records are no longer matched by it' };
  }
  return {
    class: 'removedRule',
    ...NONE,
    why: 'no longer mapped: nothing is written, both sides keep their values',
  };
}

function changeOf(before: LockedRule | undefined, after: LockedRule | undefined): RuleChange | null {
  if (before === undefined) return after === undefined ? null : added(after);
  if (after === undefined) return removed(before);
  if (before.fingerprint === after.fingerprint) return null;
  const identity = before.identity === true || after.identity === true;
  return { class: identity ? 'identityOrSyncType' : 'changedRule', ...changedEffect(before, after) };
}

function ruleChanges(name: string, before: LockedTable, after: LockedTable): MappingChange[] {
  const keys = [...new Set([...Object.keys(before.rules), ...Object.keys(after.rules)])].sort();
  return keys.flatMap((key): readonly MappingChange[] => {
    const change = changeOf(before.rules[key], after.rules[key]);
    if (change === null) return [];
    const place = { table: name, key, was: before.rules[key]?.fingerprint ?? null };
    if (!isInvoices(after)) return [{ ...place, ...change }];
    return [{ ...place, ...change, ...NONE, why: `${change.why}; invoices that exist stay as they are` }];
  });
}

function tableChanges(
  name: string,
  before: LockedTable | undefined,
  after: LockedTable | undefined,
): MappingChange[] {
  const whole = { table: name, key: null, was: null } as const;
  if (before === undefined) {
    if (after === undefined) return [];
    const effect = isInvoices(after) ? NONE : FULL;
    return [
      {
        ...whole,
        class: 'identityOrSyncType',
        ...effect,
        why: 'the table is new: its records are matched first',
      },
    ];
  }
  if (after === undefined) {
    const why = 'the table is gone: its records are no longer synced, and keep their values';
    return [{ ...whole, class: 'identityOrSyncType', ...NONE, why }];
  }
  if (before.fsmModule !== after.fsmModule || before.booksModule !== after.booksModule) {
    const why = `it joined ${before.fsmModule} with ${before.booksModule} and joins ${after.fsmModule} with ${after.booksModule}`;
    return [{ ...whole, class: 'identityOrSyncType', ...FULL, why }];
  }
  const changes = ruleChanges(name, before, after);
  if (before.conflict === after.conflict) return changes;
  const why = `conflicts were settled by ${before.conflict} and are settled by ${after.conflict}: from the next conflict on`;
  return [{ ...whole, class: 'policy', ...NONE, why }, ...changes];
}

function setWide(before: LockedSet, after: LockedSet): MappingChange[] {
  const whole = { table: 'customers', key: null, was: null, class: 'identityOrSyncType', ...FULL } as const;
  if (before.planVersion !== after.planVersion) {
    return [{ ...whole, why: 'this version of the program stores the meaning of rules in another form' }];
  }
  if (before.syncType === after.syncType) return [];
  return [{ ...whole, why: `the set was for sync type ${before.syncType} and is for ${after.syncType}` }];
}

/** @param before - null: the set is new. @param after - null: the set is gone, and nothing is written for it */
export function classifySet(before: LockedSet | null, after: LockedSet | null): SetChange {
  const from = before?.fingerprint ?? null;
  const to = after?.fingerprint ?? null;
  if (after === null) return { changes: [], resync: 'none', from, to };
  const empty: LockedSet = { ...after, tables: {} };
  const old = before ?? empty;
  const names = [...new Set([...Object.keys(old.tables), ...Object.keys(after.tables)])].sort();
  const changes = [
    ...setWide(old, after),
    ...names.flatMap((name) => tableChanges(name, old.tables[name], after.tables[name])),
  ];
  return { changes, resync: strongest(changes.map(({ resync }) => resync)), from, to };
}
