import { expect, it } from 'vitest';
import { createLog } from '../../src/server/log.ts';

function logged(write: (log: ReturnType<typeof createLog>) => void): string {
  const lines: string[] = [];
  write(createLog({ level: 'trace', destination: { write: (line: string) => void lines.push(line) } }));
  return lines.join('');
}

it('writes JSON lines with level and time', () => {
  const line = JSON.parse(logged((log) => log.info({ runId: 'r1', count: 3 }, 'run ended')));
  expect(line).toEqual({ level: 'info', time: expect.any(String), runId: 'r1', count: 3, msg: 'run ended' });
});

it('drops what hangs under the keys of secrets and payloads, at any depth', () => {
  const text = logged((log) =>
    log.warn(
      {
        authorization: 'LEAK',
        nested: { headers: { a: 'LEAK' }, list: [{ access_token: 'LEAK', clientSecret: 'LEAK' }] },
        body: { name: 'LEAK' },
        payload: 'LEAK',
        records: ['LEAK'],
        smtpPassword: 'LEAK',
        deep: { a: { b: { c: { d: { e: { f: { g: 'LEAK' } } } } } } },
      },
      'refused',
    ),
  );
  expect(text).not.toContain('LEAK');
  expect(text).toContain('refused');
});

it('removes secrets from sentences and errors', () => {
  const error = new Error('connect postgresql://user:LEAK@host/db failed', {
    cause: Object.assign(new Error('Authorization: Bearer LEAK'), { code: 'E1', response: { body: 'LEAK' } }),
  });
  const text = logged((log) => {
    log.error({ err: error }, 'asked https://x/y?refresh_token=LEAK&a=b');
    log.error(error);
    log.info('Zoho-oauthtoken LEAK');
  });
  expect(text).not.toContain('LEAK');
  expect(text).toContain('E1');
});

it('redacts in child loggers', () => {
  const text = logged((log) => log.child({ token: 'LEAK', part: 'zoho' }).info({ body: 'LEAK' }, 'x'));
  expect(text).not.toContain('LEAK');
  expect(text).toContain('"part":"zoho"');
});
