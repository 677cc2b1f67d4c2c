/** Reads the entries of a table whose types are not to be trusted into rules that name fields of the catalog. */
import { canonicalText } from '../canonical.ts';
import type { FieldSpec } from '../catalog/specs.ts';
import { isCarried, type PairTable } from '../pairs/pair.ts';
import type { CanonicalValue, RuleDirection } from '../plan.ts';
import type { Transform } from '../transforms/transform.ts';
import type { Finding } from '../verdict/fit-values.ts';
import type { ModuleFields, TableCatalog } from './catalog.ts';
import { concatShape, constantRuleShape, fieldRuleShape, transformShape } from './definition-schema.ts';

export interface NamedField {
  readonly name: string;
  readonly spec: FieldSpec;
}

/** What a rule has in FSM: a field, or several that are joined. */
export type EntrySource =
  | { readonly kind: 'field'; readonly fields: readonly [NamedField] }
  | { readonly kind: 'fields'; readonly fields: readonly NamedField[]; readonly separator: string };

/** A rule between a Books field and one or several of FSM, all found in the catalog. */
export interface FieldEntry {
  readonly rule: 'field';
  readonly key: string;
  readonly direction: RuleDirection;
  readonly books: NamedField;
  readonly source: EntrySource;
  readonly steps: readonly Transform[];
  /** Why its fields are not personal, in the author's words. */
  readonly notPersonal: string | null;
}

/** A Books field with a fixed value. */
export interface ConstantEntry {
  readonly rule: 'constant';
  readonly key: string;
  readonly direction: 'toBooks';
  readonly books: NamedField;
  readonly value: CanonicalValue;
  /** What the author wrote it as. */
  readonly given: 'text' | 'number' | 'boolean';
}

export type Entry = FieldEntry | ConstantEntry;
export type ReadEntry =
  | { readonly ok: true; readonly entry: Entry }
  | { readonly ok: false; readonly finding: Finding };

function finding(code: string, message: string): { readonly ok: false; readonly finding: Finding } {
  return { ok: false, finding: { code, message } };
}

function privacyFinding(
  name: string,
  spec: FieldSpec,
): { readonly ok: false; readonly finding: Finding } | null {
  if (spec.pii === true)
    return finding('PRIVATE_FIELD', `${name} is marked PII and cannot be mapped: remove its rule`);
  if (spec.ephi === true)
    return finding('PRIVATE_FIELD', `${name} is marked EPHI and cannot be mapped: remove its rule`);
  return null;
}

function addressIn(source: unknown): string | null {
  if (typeof source !== 'object' || source === null || !('address' in source)) return null;
  return typeof source.address === 'string' ? source.address : null;
}

type Read<T> = ({ readonly ok: true } & T) | { readonly ok: false; readonly finding: Finding };

/** A field reference is believed in nothing but its address: traits come from the catalog. */
function readField(
  key: string,
  source: unknown,
  fsm: ModuleFields,
  pair: PairTable,
): Read<{ readonly field: NamedField }> {
  const address = addressIn(source);
  if (address === null) {
    return finding(
      'UNKNOWN_FIELD',
      `${key} is given no FSM field (it is unknown, an object of fields, or marked PII or EPHI): name another`,
    );
  }
  const name = address.startsWith(`${fsm.address}.`) ? address.slice(fsm.address.length + 1) : null;
  if (name !== null && isCarried(pair, 'fsm', name)) {
    return finding('CARRIED_BY_PAIR', `${address} is carried by the pair itself: remove it from the file`);
  }
  const spec = name === null ? undefined : fsm.all.get(name);
  if (name === null || spec === undefined) {
    return finding(
      'UNKNOWN_FIELD',
      `${address} is not a field of ${fsm.address}, which this table maps: name one of its fields`,
    );
  }
  return privacyFinding(address, spec) ?? { ok: true, field: { name, spec } };
}

/** One field, or all of a `concat`; what its parts have to do with each other is `concat-values.ts`'s to say. */
function readSource(
  key: string,
  given: unknown,
  fsm: ModuleFields,
  pair: PairTable,
): Read<{ readonly source: EntrySource }> {
  const joined = concatShape.safeParse(given);
  if (!joined.success) {
    const read = readField(key, given, fsm, pair);
    return read.ok ? { ok: true, source: { kind: 'field', fields: [read.field] } } : read;
  }
  const fields: NamedField[] = [];
  for (const part of joined.data.parts) {
    const read = readField(key, part, fsm, pair);
    if (!read.ok) return read;
    fields.push(read.field);
  }
  return { ok: true, source: { kind: 'fields', fields, separator: joined.data.separator } };
}

function isTransform(step: unknown): step is Transform {
  return transformShape.safeParse(step).success;
}

function constantOf(value: string | number | boolean): CanonicalValue {
  return typeof value === 'boolean' ? value : canonicalText(String(value));
}

/** The Books field an entry stands under: it exists, may be mapped, and is this table's to map. */
function readKey(key: string, books: ModuleFields, pair: PairTable): Read<{ readonly field: NamedField }> {
  if (isCarried(pair, 'books', key)) {
    return finding('CARRIED_BY_PAIR', `${key} is carried by the pair itself: remove it from the file`);
  }
  const elsewhere = Object.hasOwn(pair.elsewhere, key) ? pair.elsewhere[key] : undefined;
  if (elsewhere !== undefined) return finding('NOT_IN_THIS_TABLE', `${key} ${elsewhere}`);
  const spec = books.all.get(key);
  if (spec === undefined)
    return finding(
      'UNKNOWN_FIELD',
      `${key} is not a field of ${books.address}: correct the name, or pull the catalog`,
    );
  return privacyFinding(key, spec) ?? { ok: true, field: { name: key, spec } };
}

function constantEntry(books: NamedField, value: string | number | boolean): ConstantEntry {
  const given = typeof value === 'string' ? 'text' : typeof value === 'number' ? 'number' : 'boolean';
  return { rule: 'constant', key: books.name, direction: 'toBooks', books, value: constantOf(value), given };
}

/** Reads one entry; everything it names exists, may be mapped, and is of this table afterwards. */
export function readEntry(key: string, given: unknown, catalog: TableCatalog, pair: PairTable): ReadEntry {
  const read = readKey(key, catalog.books, pair);
  if (!read.ok) return read;
  const books = read.field;
  const constant = constantRuleShape.safeParse(given);
  if (constant.success) return { ok: true, entry: constantEntry(books, constant.data.value) };
  const rule = fieldRuleShape.safeParse(given);
  if (!rule.success)
    return finding('NOT_A_RULE', `${key} is given no rule: use both, toBooks, toFsm or always`);
  const from = readSource(key, rule.data.source, catalog.fsm, pair);
  if (!from.ok) return from;
  const { direction, steps, why } = rule.data;
  if (!pair.writesFsm && direction !== 'toBooks') {
    return finding('ONE_WAY_TABLE', `${key} only goes to Books in ${pair.table}: use toBooks or always`);
  }
  if (!steps.every(isTransform)) {
    return finding(
      'NOT_A_TRANSFORM',
      `${key} goes through something that is no transform: use defineTransform`,
    );
  }
  const notPersonal = why ?? null;
  const { source } = from;
  return { ok: true, entry: { rule: 'field', key, direction, books, source, steps, notPersonal } };
}
