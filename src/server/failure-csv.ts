/** Failed records as CSV (RFC 4180) that spreadsheet programs open as it is meant. */
import { type Stringifier, stringify } from 'csv-stringify';
import type { FailedRecord } from '../store/failure-log.ts';

export const FAILURE_COLUMNS = [
  'Sync ID',
  'Time',
  'Module',
  'Record ID',
  'Label',
  'Direction',
  'Operation',
  'Code',
  'Reason',
  'Field',
] as const;

export interface FailureFile {
  /** As the API shows the run. */
  readonly syncId: string;
  readonly module: string;
  /** The name of a record; empty where it cannot be read any more. */
  readonly labelOf: (record: FailedRecord) => string;
}

/** The cells of one record. Its id is the one it has on the side it comes from. */
export function failureRow(file: FailureFile, record: FailedRecord): readonly string[] {
  const { fsmId, booksId } = record;
  const id = record.direction === 'TO_BOOKS' ? (fsmId ?? booksId) : (booksId ?? fsmId);
  return [
    file.syncId,
    record.at.toISOString(),
    file.module,
    id ?? '',
    file.labelOf(record),
    record.direction,
    record.operation,
    record.reasonCode ?? '',
    record.reasonMessage ?? '',
    record.reasonField ?? '',
  ];
}

/**
 * Takes rows of cells and gives the bytes of the file. The mark in front tells Excel that it is UTF-8. A cell that begins
 * with `=`, `+`, `-`, `@`, a tab or a carriage return (or the full-width form of one) gets an apostrophe in front: a
 * record's name must not be run as a formula.
 */
export function csvWriter(): Stringifier {
  return stringify({
    bom: true,
    record_delimiter: 'windows',
    escape_formulas: true,
    header: true,
    columns: [...FAILURE_COLUMNS],
  });
}
