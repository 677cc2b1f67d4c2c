/** What a person meets who starts the product wrongly: one clear sentence, exit code not 0, and nothing half-made. */
import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { openDatabase } from '../../src/store/database.ts';
import { fillDataDir } from '../support/database.ts';
import { silentLog } from '../support/log.ts';
import { Command } from './support/product.ts';
import { expectSentence, refusal } from './support/refusal.ts';
import { Scene } from './support/scene.ts';

// Several starts of the product in one test, each of seconds on a busy machine.
vi.setConfig({ testTimeout: 180_000 });

/** What a migration that is one transaction leaves when it is cut off: the note that it was begun. */
const DROP_ALL_BUT_NOTES = `DO $$ DECLARE drops text; BEGIN
  FOR drops IN SELECT format('DROP TABLE %I CASCADE', tablename) FROM pg_tables
    WHERE schemaname = 'public' AND tablename <> '_prisma_migrations' LOOP EXECUTE drops; END LOOP;
  FOR drops IN SELECT format('DROP TYPE %I CASCADE', typname) FROM pg_type
    WHERE typtype = 'e' AND typnamespace = 'public'::regnamespace LOOP EXECUTE drops; END LOOP;
END $$`;

/** The demo's first sync writes some six thousand records: far beyond what that takes beside other tests. */
const FIRST_SYNC_MS_MAX = 300_000;

const NONE = { services: 0, parts: 0, items: 0, overlap: 0 };

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'fieldledger-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

/** A port that somebody listens on, until the test ends. */
async function takenPort(): Promise<string> {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  onTestFinished(() => new Promise<void>((closed) => server.close(() => closed())));
  const address = server.address();
  return String(typeof address === 'object' ? address?.port : '');
}

describe('npm start', () => {
  it.each([
    [{ PORT: 'many' }, /PORT must be a port number/],
    [{ LOG_LEVEL: 'loud' }, /LOG_LEVEL must be one of/],
    [{ DATABASE_URL: 'postgresql://u:p@127.0.0.1:1/d' }, /APP_KEY must be set together with DATABASE_URL/],
    [{ APP_KEY: 'short' }, /APP_KEY must be 32 bytes in base64/],
    [{ ADMIN_TOKEN: 'short' }, /ADMIN_TOKEN must have at least 16 characters/],
  ])('with %o says what is allowed and makes nothing', async (environment, says) => {
    const dataDir = join(folder(), 'data');
    expectSentence(await refusal('start', { DATA_DIR: dataDir, ...environment }), says);
    expect(existsSync(dataDir)).toBe(false);
  });

  it('on a port in use says which, and leaves the database free', async () => {
    const dataDir = folder();
    const PORT = await takenPort();
    expectSentence(
      await refusal('start', { DATA_DIR: dataDir, PORT }),
      new RegExp(`^Port ${PORT} on 127\\.0\\.0\\.1 is in use`),
    );
    const again = new Command('start', { DATA_DIR: dataDir, PORT: '0' });
    onTestFinished(() => again.kill());
    await again.said('listens on');
    expect(await again.stop()).toMatchObject({ code: 0 });
  });

  it('on a DATA_DIR that is a file', async () => {
    const file = join(folder(), 'data');
    writeFileSync(file, 'mine');
    expectSentence(await refusal('start', { DATA_DIR: file }), /DATA_DIR/);
  });

  it.skipIf(process.getuid?.() === 0)('on a DATA_DIR that may not be written to', async () => {
    const path = folder();
    chmodSync(path, 0o500);
    expectSentence(await refusal('start', { DATA_DIR: join(path, 'data') }), /DATA_DIR/);
  });

  it('without a PostgreSQL where DATABASE_URL says', async () => {
    const ended = await refusal('start', {
      DATABASE_URL: 'postgresql://fieldledger:secret-word@127.0.0.1:1/fieldledger',
      APP_KEY: randomBytes(32).toString('base64'),
    });
    expectSentence(ended, /PostgreSQL at 127\.0\.0\.1:1\/fieldledger cannot be used: .*ECONNREFUSED/);
    expect(ended.stderr).not.toContain('secret-word');
  });

  it('with an APP_KEY that is not the one of the database', async () => {
    const scene = await Scene.set({ amounts: [NONE] });
    const { product, api } = await scene.start();
    await scene.account.connect(api);
    await product.stop();
    const environment = { DATA_DIR: scene.dataDir, APP_KEY: randomBytes(32).toString('base64') };
    expectSentence(await refusal('start', environment), /APP_KEY is not the one/);
    const again = await scene.start();
    expect(await again.api.connectionCount()).toBe(1);
  });

  it.each([
    ['none', DROP_ALL_BUT_NOTES],
    ['all', 'SELECT 1'],
  ])('after a very first start that was killed when %s of the tables were there', async (_which, sql) => {
    const dataDir = folder();
    await fillDataDir(dataDir);
    const killed = await openDatabase({ databaseUrl: '', dataDir, log: silentLog });
    await killed.pool.query(sql);
    await killed.pool.query('UPDATE _prisma_migrations SET finished_at = NULL');
    await killed.close();
    const again = await openDatabase({ databaseUrl: '', dataDir, log: silentLog });
    onTestFinished(() => again.close());
    expect(await again.prisma.connection.count()).toBe(0);
  });

  it('twice on one DATA_DIR: the second one joins the first, and ends with it', async () => {
    const scene = await Scene.set({ amounts: [NONE] });
    const first = await scene.start();
    const second = await scene.start();
    await scene.account.connect(second.api);
    expect(await first.api.connectionCount()).toBe(1);
    await first.product.stop();
    const { code } = await second.product.ended;
    expect(code).toBe(1);
    expect(second.product.stderr).not.toMatch(/\n\s+at /);
  });
});

describe('createConnection', () => {
  const wrong = { clientId: 'wrong', clientSecret: 'wrong', refreshToken: 'wrong' };
  const cases: readonly (readonly [string, object, string])[] = [
    ['an unknown client', wrong, 'REAUTHORISATION_REQUIRED'],
    ['a wrong client secret', { clientSecret: 'wrong' }, 'REAUTHORISATION_REQUIRED'],
    ['a wrong refresh token', { refreshToken: 'wrong' }, 'REAUTHORISATION_REQUIRED'],
    ['an unknown Books organisation', { booksOrganizationId: '1' }, 'VALIDATION_FAILED'],
    ['an unknown FSM organisation', { fsmOrganizationId: '1' }, 'VALIDATION_FAILED'],
  ];

  it('refuses what is wrong with a sentence, and stores nothing', async () => {
    const scene = await Scene.set({ amounts: [NONE] });
    const { product, api } = await scene.start();
    for (const [, change, code] of cases) {
      const answer = await api.createConnection({ ...scene.account.zoho.organization, ...change });
      expect(answer).toMatchObject({ code, message: expect.stringMatching(/^[^\n]{20,}$/) });
    }
    await scene.cutLine();
    const answer = await api.createConnection(scene.account.zoho.organization);
    expect(answer).toMatchObject({ code: 'SERVICE_UNAVAILABLE' });
    expect(await api.connectionCount()).toBe(0);
    expect(product.stderr).toBe('');
  });
});

describe('npm run demo', () => {
  it.each(['PORT', 'SANDBOX_PORT'])('on a %s in use says so', async (variable) => {
    const port = await takenPort();
    const ended = await refusal('demo', { DATA_DIR: folder(), [variable]: port });
    expectSentence(ended, new RegExp(`Port ${port} .* is in use.*${variable}`));
  });

  it('ends cleanly at a Ctrl-C while it starts, syncs and serves, and the next one works', async () => {
    const DATA_DIR = folder();
    const ends: Record<string, unknown> = {};
    // Under Zoho's own limits the first sync takes minutes: without them it may be over before it is seen to write.
    for (const [moment, ...args] of [
      ['Starting the embedded database'],
      ['writing', '--real-limits'],
      ['Ctrl-C stops'],
    ] as const) {
      const demo = new Command('demo', { DATA_DIR, PORT: '0', SANDBOX_PORT: '0' }, args);
      onTestFinished(() => demo.kill());
      await demo.said(moment, FIRST_SYNC_MS_MAX);
      const { code, signal } = await demo.stop('SIGINT');
      ends[moment] = { code, signal, stderr: demo.stderr };
    }
    expect(ends).toEqual({
      'Starting the embedded database': { code: 130, signal: null, stderr: '' },
      writing: { code: 130, signal: null, stderr: '' },
      'Ctrl-C stops': { code: 0, signal: null, stderr: '' },
    });
  }, 600_000);
});
