import Table from 'cli-table3';

/** One figure, always a ratio or a rate within the same run, never a bare time. */
export interface Row {
  readonly name: string;
  readonly value: number;
  /** Above it the benchmark fails. */
  readonly limit: number;
  readonly detail: string;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

export function report(rows: readonly Row[]): string {
  const table = new Table({
    head: ['benchmark', 'figure', 'at most', '', 'from'],
    style: { head: [], border: [] },
    wordWrap: true,
    colWidths: [46, 9, 9, 6, 48],
  });
  for (const row of rows) {
    table.push([
      row.name,
      row.value.toFixed(2),
      String(row.limit),
      row.value <= row.limit ? 'ok' : 'OVER',
      row.detail,
    ]);
  }
  return table.toString();
}
