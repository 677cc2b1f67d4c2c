import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { startApp } from '../../src/server/app.ts';
import { resolveAppKey } from '../../src/server/app-key.ts';
import { ConfigError, readConfig } from '../../src/server/config.ts';
import { createLog } from '../../src/server/log.ts';
import { temporaryFolder } from '../support/folder.ts';

function refusal(env: Record<string, string>): string {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  throw new Error('the configuration was accepted');
}

describe('configuration', () => {
  it('has a default for everything', () => {
    expect(readConfig({}, '/srv')).toEqual({
      port: 4000,
      host: '127.0.0.1',
      sandboxPort: 4010,
      dataDir: '/srv/.data',
      databaseUrl: '',
      mongodbUrl: '',
      redisUrl: '',
      adminToken: '',
      appKey: null,
      smtpUrl: '',
      mailFrom: '',
      mappingsDir: '/srv/mappings',
      logLevel: 'info',
      role: 'all',
      sandboxUrl: 'http://127.0.0.1:4010',
      zohoAllowedHosts: [],
      webhookAllowedHosts: [],
      mailGroupMinutes: 5,
      logRetentionDays: 30,
      runRetentionDays: 180,
      fsmEditionsWithoutSync: ['free'],
    });
  });

  it('takes an empty variable for one that is not set', () => {
    expect(readConfig({ PORT: '', LOG_LEVEL: ' ', APP_KEY: '' }).port).toBe(4000);
  });

  it('finds the sandbox where its port says, unless told otherwise', () => {
    expect(readConfig({ SANDBOX_PORT: '5000' }).sandboxUrl).toBe('http://127.0.0.1:5000');
    expect(readConfig({ SANDBOX_URL: 'http://sandbox:80/' }).sandboxUrl).toBe('http://sandbox:80');
  });

  it('names MAPPINGS_DIR when there is no such folder, before anything is made', async () => {
    const dataDir = join(temporaryFolder(), 'data');
    const mappingsDir = join(dataDir, 'nowhere');
    const config = { ...readConfig({}), dataDir, mappingsDir };
    await expect(startApp(config, createLog({ level: 'silent' }))).rejects.toThrow(
      /^MAPPINGS_DIR must name a folder .*nowhere$/,
    );
    expect(existsSync(dataDir)).toBe(false);
  });

  it('takes a MongoDB of several hosts, and refuses what is no URL of one', () => {
    const several = 'mongodb://user:secret@one:27017,two:27018/jobs?replicaSet=rs';
    expect(readConfig({ MONGODB_URL: several }).mongodbUrl).toBe(several);
    for (const wrong of ['mongo://one/jobs', 'mongodb:one', 'mongodb:///jobs', 'mongodb://one/a b']) {
      expect(refusal({ MONGODB_URL: wrong })).toBe(
        'MONGODB_URL must be a URL like mongodb://host:27017/database',
      );
    }
  });

  it('[E5] reads the editions without sync, in any case, and refuses one that FSM does not have', () => {
    const editions = (text: string) => readConfig({ FSM_EDITIONS_WITHOUT_SYNC: text }).fsmEditionsWithoutSync;
    expect(editions('FREE, standard ,')).toEqual(['free', 'standard']);
    expect(editions('none')).toEqual([]);
    expect(() => editions('Gold')).toThrow(/FSM_EDITIONS_WITHOUT_SYNC must be editions of FSM/);
  });

  it('reads lists of hosts', () => {
    expect(readConfig({ ZOHO_ALLOWED_HOSTS: 'API.example.com, b.example ,' }).zohoAllowedHosts).toEqual([
      'api.example.com',
      'b.example',
    ]);
    expect(readConfig({ WEBHOOK_ALLOWED_HOSTS: 'Hooks, 10.0.0.7, fd00::1' }).webhookAllowedHosts).toEqual([
      'hooks',
      '10.0.0.7',
      'fd00::1',
    ]);
  });

  it.each([
    [{ PORT: '70000' }, 'PORT must be a port number, 0 to 65535 (0: any free port)'],
    [{ LOG_RETENTION_DAYS: '0' }, 'LOG_RETENTION_DAYS must be a whole number of days, 1 to 3650'],
    [{ MAIL_GROUP_MINUTES: '1.5' }, 'MAIL_GROUP_MINUTES must be a whole number of minutes, 0 to 1440'],
    [
      { LOG_RETENTION_DAYS: '60', RUN_RETENTION_DAYS: '59' },
      'RUN_RETENTION_DAYS must not be less than LOG_RETENTION_DAYS',
    ],
    [{ WEBHOOK_ALLOWED_HOSTS: 'https://hooks' }, 'WEBHOOK_ALLOWED_HOSTS must be host names or IP addresses'],
    [{ PORT: '4000a' }, 'PORT must be a port number'],
    [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL must be one of fatal, error, warn, info, debug, trace, silent'],
    [{ ROLE: 'both' }, 'ROLE must be one of all, api, worker'],
    [{ DATABASE_URL: 'mysql://x' }, 'DATABASE_URL must be a URL like postgresql://'],
    [{ REDIS_URL: 'localhost:6379' }, 'REDIS_URL must be a URL like redis://'],
    [{ APP_KEY: 'short' }, 'APP_KEY must be 32 bytes in base64 (openssl rand -base64 32)'],
    [{ APP_KEY: randomBytes(31).toString('base64') }, 'APP_KEY must be 32 bytes in base64'],
    [{ DATABASE_URL: 'postgresql://h/d' }, 'APP_KEY must be set together with DATABASE_URL'],
    [{ SMTP_URL: 'smtp://h' }, 'MAIL_FROM must be set together with SMTP_URL'],
    [{ ADMIN_TOKEN: 'short' }, 'ADMIN_TOKEN must have at least 16 characters'],
    [{ ADMIN_TOKEN: 'sixteen and more, spaced' }, 'ADMIN_TOKEN must consist of printable ASCII characters'],
    [{ ZOHO_ALLOWED_HOSTS: 'https://example.com' }, 'ZOHO_ALLOWED_HOSTS must be host names'],
  ])('refuses %o with a sentence that names the variable and what it allows', (env, sentence) => {
    expect(refusal(env)).toContain(sentence);
  });

  it('names every wrong variable at once, and repeats no value', () => {
    const message = refusal({ PORT: 'x-ray', LOG_LEVEL: 'loud', APP_KEY: 'my-secret' });
    expect(message.split('\n')).toHaveLength(3);
    for (const value of ['x-ray', 'loud', 'my-secret']) expect(message).not.toContain(value);
  });
});

describe('APP_KEY', () => {
  it('is taken from the environment where it is set', () => {
    const key = randomBytes(32);
    const config = readConfig({ APP_KEY: key.toString('base64'), DATABASE_URL: 'postgresql://h/d' });
    expect(Buffer.from(resolveAppKey(config)).equals(key)).toBe(true);
  });

  it('is made once for an embedded database, for the owner of the folder only', () => {
    const config = readConfig({ DATA_DIR: temporaryFolder() });
    const key = resolveAppKey(config);
    expect(key).toHaveLength(32);
    expect(resolveAppKey(config)).toEqual(key);
    const path = join(config.dataDir, 'app.key');
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(Buffer.from(readFileSync(path, 'utf8'), 'base64')).toEqual(Buffer.from(key));
  });

  it('is never replaced when its file is damaged', () => {
    const config = readConfig({ DATA_DIR: temporaryFolder() });
    writeFileSync(join(config.dataDir, 'app.key'), 'gone');
    expect(() => resolveAppKey(config)).toThrow(/APP_KEY is kept in .* damaged/);
    expect(readFileSync(join(config.dataDir, 'app.key'), 'utf8')).toBe('gone');
  });
});
