import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { startSandbox } from '../../src/sandbox/index.ts';
import { reply } from './harness.ts';

const MAIN = new URL('../../src/sandbox/main.ts', import.meta.url).pathname;

interface Run {
  child: ChildProcess;
  output: { text: string };
}

function start(environment: Record<string, string>): Run {
  const child = spawn(process.execPath, [MAIN], { env: { ...process.env, ...environment } });
  const output = { text: '' };
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      output.text += chunk.toString();
    });
  }
  return { child, output };
}

async function ended({ child, output }: Run): Promise<{ code: number | null; text: string }> {
  const [code] = await once(child, 'close');
  return { code, text: output.text };
}

test('a port in use, or a port that is none, ends it with one sentence and exit code 1', async () => {
  const other = await startSandbox();
  const taken = await ended(start({ SANDBOX_PORT: String(other.port) }));
  await other.close();
  expect(taken.code).toBe(1);
  expect(taken.text).toMatch(/^Port \d+ on 127\.0\.0\.1 is in use: [^\n]+\n$/);
  const wrong = await ended(start({ SANDBOX_PORT: 'many' }));
  expect(wrong).toEqual({ code: 1, text: 'SANDBOX_PORT: must be a port number from 0 to 65535.\n' });
});

test('it prints its address, serves, and ends clean on Ctrl-C', async () => {
  // An empty variable is one that is not set.
  const run = start({ SANDBOX_PORT: '0', HOST: '' });
  await once(run.child.stdout ?? run.child, 'data');
  const [url] = /http:\/\/[\d.:]+/.exec(run.output.text) ?? [];
  expect(await reply(`${url}/sandbox/organizations`)).toMatchObject({
    status: 200,
    body: { organizations: [] },
  });
  run.child.kill('SIGINT');
  expect(await ended(run)).toMatchObject({ code: 0 });
});
