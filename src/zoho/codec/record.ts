/** Reading a row of a service into canonical values: one prepared reader per field. */
import type { ModuleFields, ServiceRecord } from '../../engine/services.ts';
import type { CanonicalValue } from './values.ts';

export type Row = Readonly<Record<string, unknown>>;

/** Undefined: the row does not tell (absent, hidden, not understood), so the value stays unknown (P3). */
export type FieldReader = (row: Row) => CanonicalValue | undefined;

export interface RecordReader {
  readonly values: (row: Row) => ServiceRecord['values'];
  /** Names of the asked fields that a record does not hold. */
  readonly missing: (values: ServiceRecord['values']) => readonly string[];
}

export function recordReader(
  fields: ModuleFields['fields'],
  readerOf: (apiName: string, kind: string) => FieldReader,
): RecordReader {
  const prepared = fields.map(({ apiName, kind }) => ({ apiName, read: readerOf(apiName, kind) }));
  return {
    values: (row) => {
      const values: Record<string, CanonicalValue> = {};
      for (const { apiName, read } of prepared) {
        const value = read(row);
        if (value !== undefined) values[apiName] = value;
      }
      return values;
    },
    missing: (values) => prepared.flatMap(({ apiName }) => (apiName in values ? [] : [apiName])),
  };
}

export function isRow(value: unknown): value is Row {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * The raw value at a path of one name, or of two for a member of a nested object. Undefined: the row does not tell, as
 * when it holds a mere reference (`{ id, name }`) in place of the object.
 */
export function rawMember(row: Row, path: readonly string[]): unknown {
  const [top, member] = path;
  if (top === undefined) return undefined;
  const value = row[top];
  if (member === undefined || value === undefined || value === null) return value;
  if (value === '') return null;
  if (!isRow(value) || isReference(value)) return undefined;
  // An object that is there but lacks the member says "nothing".
  return value[member] ?? null;
}

const REFERENCE_MEMBERS: ReadonlySet<string> = new Set(['id', 'name']);

function isReference(value: Row): boolean {
  const members = Object.keys(value);
  return members.length > 0 && members.every((member) => REFERENCE_MEMBERS.has(member));
}

/** Names of the nested objects that the values write into. */
export function nestedParents(values: ServiceRecord['values']): readonly string[] {
  const parents = Object.keys(values).flatMap((apiName) => {
    const dot = apiName.indexOf('.');
    return dot < 0 ? [] : [apiName.slice(0, dot)];
  });
  return [...new Set(parents)];
}
