/** The file of failed records, read back by a parser that knows nothing of how it was written. */
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvWriter, FAILURE_COLUMNS, failureRow } from '../../src/server/failure-csv.ts';
import type { FailedRecord } from '../../src/store/failure-log.ts';

const RECORD: FailedRecord = {
  id: 1n,
  at: new Date('2026-03-04T05:06:07.089Z'),
  direction: 'TO_BOOKS',
  operation: 'CREATE',
  fsmId: '770001',
  booksId: null,
  reasonCode: 'VALUE_TOO_LONG',
  reasonMessage: 'The name is too long for Books.',
  reasonField: 'name',
  label: null,
};
const file = (labels: readonly string[]) => ({
  syncId: 'U3luY1J1bjox',
  module: 'Companies',
  labelOf: ({ id }: FailedRecord) => labels[Number(id)] ?? '',
});

/** The bytes of a file of records with these names. */
const written = (labels: readonly string[]): Promise<Buffer> =>
  buffer(
    Readable.from(labels.map((_, index) => failureRow(file(labels), { ...RECORD, id: BigInt(index) }))).pipe(
      csvWriter(),
    ),
  );

const labelsIn = (bytes: Buffer): string[] =>
  (parse(bytes, { bom: true, columns: true, record_delimiter: '\r\n' }) as Record<string, string>[]).map(
    (row) => row.Label ?? '',
  );

const DANGEROUS = /^[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/;
const neutral = (label: string): string => (DANGEROUS.test(label) ? `'${label}` : label);

describe('the file of failed records', () => {
  it('[L3] has a mark for UTF-8, its columns, and lines that end with CR and LF', async () => {
    const text = (await written(['Gärten & Söhne'])).toString('utf8');
    expect(text).toBe(
      `\uFEFF${FAILURE_COLUMNS.join(',')}\r\nU3luY1J1bjox,2026-03-04T05:06:07.089Z,Companies,770001,Gärten & Söhne,TO_BOOKS,CREATE,VALUE_TOO_LONG,The name is too long for Books.,name\r\n`,
    );
  });

  it('has its columns when nothing failed', async () => {
    expect((await written([])).toString('utf8')).toBe(`\uFEFF${FAILURE_COLUMNS.join(',')}\r\n`);
  });

  it.each([
    "=cmd|' /C calc'!A0",
    '+1+1',
    '-2+3',
    '@SUM(A1:A9)',
    '\t=1',
    '\r=1',
    '=HYPERLINK("https://example.com","x"),\r\n"',
    '\uFF1D1+1',
  ])('never begins a cell with what a spreadsheet would run: %j', async (label) => {
    expect(labelsIn(await written([label]))).toEqual([`'${label}`]);
  });

  it('names the record by its id on the side it comes from', () => {
    const ids = { fsmId: '7', booksId: '4' };
    const idOf = (record: Partial<FailedRecord>): string | undefined =>
      failureRow(file([]), { ...RECORD, ...record })[3];
    expect(idOf({ ...ids, direction: 'TO_BOOKS' })).toBe('7');
    expect(idOf({ ...ids, direction: 'TO_FSM' })).toBe('4');
    expect(idOf({ fsmId: '7', booksId: null, direction: 'TO_FSM' })).toBe('7');
  });

  it('gives back any name as it was, but for the apostrophe in front', async () => {
    const hostile = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.string({
        unit: fc.constantFrom('"', ',', ';', '\r', '\n', '\t', '=', "'", '\uFEFF', '\u2028', 'a'),
      }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(hostile, { maxLength: 5 }), async (labels) => {
        expect(labelsIn(await written(labels))).toEqual(labels.map(neutral));
      }),
    );
  });
});
