/** What `table.ts` says on types, said of a table's entries at run time: every sentence here has its twin there. */
import type { ModuleFields, TableCatalog } from '../compile/catalog.ts';
import type { ConstantEntry, Entry, FieldEntry, NamedField } from '../compile/entries.ts';
import { KINDS } from '../kinds/index.ts';
import { isCarried, type PairTable } from '../pairs/pair.ts';
import type { FieldKind } from '../plan.ts';
import { concatFinding, endOfSource } from './concat-values.ts';
import { type Finding, flow } from './fit-values.ts';

/** A finding and the entry it is about; null: the table as a whole. */
export interface TableFinding extends Finding {
  readonly key: string | null;
}

function unwritable(name: string, field: NamedField, instead: string): Finding | null {
  if (field.spec.formula === true) {
    return { code: 'READ_ONLY', message: `${name} is a formula and cannot be written: use ${instead}` };
  }
  if (field.spec.readOnly === true) {
    return { code: 'READ_ONLY', message: `${name} is read-only and cannot be written: use ${instead}` };
  }
  return null;
}

function intoBooks(entry: FieldEntry, module: string): Finding | null {
  const { key, direction, books, source, steps } = entry;
  if (direction === 'toFsm') {
    if (books.spec.mandatory !== true) return null;
    const message = `${key} is mandatory in Books but toFsm does not write it: use both, toBooks or always`;
    return { code: 'MANDATORY_UNMAPPED', message };
  }
  return (
    unwritable(key, books, 'toFsm') ??
    flow({ key, direction, to: 'toBooks' }, endOfSource(source, module), steps, {
      shape: books.spec,
      name: key,
    })
  );
}

function writesFsm(entry: Entry): entry is FieldEntry {
  return entry.rule === 'field' && entry.direction !== 'toBooks';
}

const names = (entry: FieldEntry, name: string): boolean =>
  entry.source.fields.some((field) => field.name === name);

/** Other rules that write a field which this one writes: one finding for each field and rule. */
function otherWriters(entry: FieldEntry, module: string, entries: readonly Entry[]): readonly Finding[] {
  return entry.source.fields.flatMap(({ name }) =>
    entries
      .filter((other) => other !== entry && writesFsm(other) && names(other, name))
      .map((other) => ({
        code: 'TWO_WRITERS',
        message: `${module}.${name} is written by ${entry.key} and by ${other.key}: keep one, or make one toBooks`,
      })),
  );
}

function intoFsm(entry: FieldEntry, module: string, entries: readonly Entry[]): readonly Finding[] {
  if (!writesFsm(entry)) return [];
  const { key, direction, books, source, steps } = entry;
  for (const field of source.fields) {
    const readOnly = unwritable(`${module}.${field.name}`, field, 'toBooks');
    if (readOnly !== null) return [readOnly];
  }
  const others = otherWriters(entry, module, entries);
  if (others.length > 0) return others;
  const from = { shape: books.spec, name: key };
  const unfit = flow({ key, direction, to: 'toFsm' }, from, steps.toReversed(), endOfSource(source, module));
  return unfit === null ? [] : [unfit];
}

/** Kinds whose values may be written as a number in a mapping file. */
const WRITTEN_AS_NUMBER: ReadonlySet<FieldKind> = new Set<FieldKind>(['decimal', 'integer', 'reference']);

function constantFinding(entry: ConstantEntry, catalog: TableCatalog): Finding | null {
  const { key, books, value, given } = entry;
  const readOnly = unwritable(key, books, 'toFsm');
  if (readOnly !== null) return readOnly;
  if (value === null)
    return { code: 'CONSTANT_REFUSED', message: `${key} always gets nothing: give it a value or remove it` };
  const complaint = KINDS[books.spec.kind].check(catalog.books.plan(key, books.spec))(value);
  const misplaced = given === 'number' && !WRITTEN_AS_NUMBER.has(books.spec.kind);
  if (misplaced || complaint?.code === 'WRONG_KIND') {
    const message = `${key} is ${books.spec.kind} but always gives ${given}: give it a value of that kind`;
    return { code: 'KIND_MISMATCH', message };
  }
  if (complaint === null) return null;
  if (complaint.code === 'NOT_IN_PICKLIST') {
    return {
      code: complaint.code,
      message: `${key} does not list ${value}, which always gives: use a listed value`,
    };
  }
  return {
    code: 'CONSTANT_REFUSED',
    message: `${key}: what always gives ${complaint.problem}: give it another value`,
  };
}

function mandatoryNames(module: ModuleFields): readonly string[] {
  return [...module.all]
    .filter(([name, spec]) => spec.mandatory === true && module.has(name))
    .map(([name]) => name);
}

function gaps(
  entries: readonly Entry[],
  named: ReadonlySet<string>,
  catalog: TableCatalog,
  pair: PairTable,
): TableFinding[] {
  const found: TableFinding[] = [];
  const add = (message: string) => found.push({ code: 'MANDATORY_UNMAPPED', key: null, message });
  for (const name of mandatoryNames(catalog.books)) {
    if (named.has(name) || name in pair.elsewhere || isCarried(pair, 'books', name)) continue;
    add(`${name} is mandatory in Books and no rule writes it: add both, toBooks or always`);
  }
  if (!pair.writesFsm) return found;
  for (const name of mandatoryNames(catalog.fsm)) {
    if (isCarried(pair, 'fsm', name)) continue;
    if (entries.some((entry) => writesFsm(entry) && names(entry, name))) continue;
    add(`${catalog.fsm.address}.${name} is mandatory in FSM and no rule writes it: add both or toFsm`);
  }
  return found;
}

/**
 * Everything wrong with the entries of a table, and every mandatory field that none of them writes (E4).
 * @param named - keys of all entries, those included that could not be read: what is wrong with them is said elsewhere
 */
export function checkEntries(
  entries: readonly Entry[],
  named: ReadonlySet<string>,
  catalog: TableCatalog,
  pair: PairTable,
): readonly TableFinding[] {
  const found: TableFinding[] = [];
  for (const entry of entries) {
    const findings: (Finding | null)[] = [];
    if (entry.rule === 'constant') findings.push(constantFinding(entry, catalog));
    else {
      const module = catalog.fsm.address;
      const first = concatFinding(entry, module) ?? intoBooks(entry, module);
      findings.push(...(first === null ? intoFsm(entry, module, entries) : [first]));
    }
    for (const finding of findings) if (finding !== null) found.push({ ...finding, key: entry.key });
  }
  return [...found, ...gaps(entries, named, catalog, pair)];
}
