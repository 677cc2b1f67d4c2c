/** `zoho probe`: asks a live account what the documentation leaves open. */
import Table from 'cli-table3';
import { inquire, QUESTIONS, type SessionOptions, type Settled } from '../../zoho/index.ts';
import { type AccountOptions, withAccount } from './account.ts';

export interface ProbeOptions extends AccountOptions {
  readonly json?: boolean;
}

/** All questions take a minute or two under Books' 100 calls a minute. */
const PROBE_MS_MAX = 900_000;

export async function probe(options: ProbeOptions): Promise<void> {
  await withAccount(options, async (session) => {
    const watched = options.json !== true && process.stderr.isTTY;
    let done = 0;
    const settled = await inquire(
      { ...session, signal: AbortSignal.timeout(PROBE_MS_MAX) },
      ({ question }) => {
        done += 1;
        if (watched) process.stderr.write(`\r\u001b[K${done}/${QUESTIONS.length} ${question}`);
      },
    );
    if (watched) process.stderr.write('\r\u001b[K');
    console.log(options.json === true ? asJson(session, settled) : asTable(session, settled));
  });
}

function asJson({ connection, clock }: SessionOptions, findings: readonly Settled[]): string {
  const { product, dataCenter } = connection;
  const askedAt = new Date(clock.nowMs()).toISOString();
  return JSON.stringify({ askedAt, dataCenter, product, findings }, null, 2);
}

function asTable({ connection }: SessionOptions, findings: readonly Settled[]): string {
  const table = new Table({
    head: ['Question', 'Answer', 'Evidence', 'docs/zoho.md'],
    colWidths: [44, 22, 50, 20],
    wordWrap: true,
    style: { head: [], border: [] },
  });
  for (const { question, answer, evidence, section } of findings)
    table.push([question, answer, evidence, section]);
  const open = findings.filter(({ answer }) => answer === 'unknown').length;
  return [
    table.toString(),
    `${findings.length} questions to ${connection.product} and FSM in ${connection.dataCenter}; ${open} stay open, mostly for want of records. Nothing was written.`,
  ].join('\n');
}
