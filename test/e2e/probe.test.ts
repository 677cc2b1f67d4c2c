/** `zoho probe` as a person runs it, beside a running product. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { Bench } from './harness.ts';
import type { ZohoOrganization } from './zoho.ts';

let bench: Bench;
let zoho: ZohoOrganization;
beforeAll(async () => {
  bench = await Bench.start();
});
beforeEach(async () => {
  zoho = await bench.organization({ services: 5, items: 5 });
  await zoho.forgetCalls();
});
afterAll(() => bench.close());

interface Told {
  readonly code: number;
  readonly output: string;
  readonly errors: string;
}

async function probe(
  options: readonly string[],
  surroundings: { readonly stdin?: string; readonly env?: NodeJS.ProcessEnv } = {},
): Promise<Told> {
  const child = spawn(process.execPath, ['src/cli/zoho.ts', 'probe', ...options], {
    env: {
      ...process.env,
      DATA_DIR: bench.dataDir,
      SANDBOX_URL: bench.sandbox.url,
      ...surroundings.env,
    },
  });
  child.stdin.end(surroundings.stdin ?? '');
  const [output, errors, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ]);
  return { code: Number(code), output, errors };
}

const answerOf = (output: string, id: string): string | undefined =>
  JSON.parse(output).findings.find((one: { id: string }) => one.id === id)?.answer;

it('looks with the login of a connection, and writes nothing', async () => {
  const connection = await bench.connect(zoho);
  const { code, output } = await probe(['--connection', connection.id, '--json']);
  expect(code).toBe(0);
  expect(JSON.parse(output)).toMatchObject({ dataCenter: 'SANDBOX', product: 'BOOKS' });
  expect(answerOf(output, 'books.items.modifiedFilter')).toBe('yes');
  expect((await zoho.stats()).writes).toBe(0);
});

it('looks with a login from standard input or the environment, before there is a connection', async () => {
  const { clientId, clientSecret, refreshToken } = zoho.credentials;
  const piped = await probe(['--data-center', 'SANDBOX', '--login-from-stdin'], {
    stdin: JSON.stringify({ clientId, clientSecret, refreshToken }),
  });
  expect(piped.code).toBe(0);
  expect(piped.output).toContain('Does last_modified_time narrow items?');
  const set = await probe(['--data-center', 'SANDBOX', '--json'], {
    env: { ZOHO_CLIENT_ID: clientId, ZOHO_CLIENT_SECRET: clientSecret, ZOHO_REFRESH_TOKEN: refreshToken },
  });
  expect(answerOf(set.output, 'books.items.modifiedFilter')).toBe('yes');
  for (const secret of [clientSecret, refreshToken])
    expect(piped.output + piped.errors + set.output + set.errors).not.toContain(secret);
});

it('says in a sentence what it lacks', async () => {
  const lacking = await probe(['--data-center', 'SANDBOX', '--client-id', 'x']);
  expect(lacking).toMatchObject({ code: 1, output: '' });
  expect(lacking.errors).toContain('clientSecret, refreshToken missing');
  const nowhere = await probe([]);
  expect(nowhere).toMatchObject({ code: 1 });
  expect(nowhere.errors).toContain('--connection');
  const { clientId, clientSecret } = zoho.credentials;
  const stdin = JSON.stringify({ clientId, clientSecret, refreshToken: 'revoked' });
  const refused = await probe(['--data-center', 'SANDBOX', '--login-from-stdin'], { stdin });
  expect(refused).toMatchObject({ code: 1, output: '' });
  expect(refused.errors).toContain('the refresh token was revoked');
});
