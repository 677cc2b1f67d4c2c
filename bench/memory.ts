/** Peak memory of a process that syncs 20,000 records, over one that syncs 2,000. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Row } from './report.ts';
import type { SandboxProcess } from './sandbox-process.ts';

async function peakMegabytes(sandbox: SandboxProcess, records: number): Promise<number> {
  const organization = await sandbox.reset({
    services: records / 2,
    parts: 0,
    items: records / 2,
    overlap: 0,
  });
  const child = spawn(
    process.execPath,
    ['bench/memory-child.ts', sandbox.url, JSON.stringify(organization)],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  const [code] = await once(child, 'exit');
  const peak = Number(/peak (\d+)/.exec(output)?.[1]);
  if (code !== 0 || !Number.isFinite(peak)) throw new Error(`the memory run ended with ${String(code)}`);
  return peak / 1024;
}

export async function benchMemory(sandbox: SandboxProcess): Promise<Row> {
  const small = await peakMegabytes(sandbox, 2_000);
  const large = await peakMegabytes(sandbox, 20_000);
  return {
    name: 'peak memory of a first sync of 20,000 records, over one of 2,000',
    value: large / small,
    limit: 1.3,
    detail: `${large.toFixed(0)} MB / ${small.toFixed(0)} MB, embedded database included`,
  };
}
