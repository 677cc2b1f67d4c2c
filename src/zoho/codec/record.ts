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
