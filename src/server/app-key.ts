import { randomBytes, randomUUID } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createCredentialStore } from '../store/credentials.ts';
import type { PrismaClient } from '../store/generated/prisma/client.ts';
import { type Sealer, UnsealError } from '../store/sealing.ts';
import { type Config, ConfigError, decodeAppKey } from './config.ts';

const APP_KEY_BYTES = 32;

/**
 * The key of the installation: APP_KEY, or with the embedded database one that is made once and kept beside it, for
 * the owner's eyes only (mode 0600). Whoever has the folder has both; a server should keep the key elsewhere.
 * @throws ConfigError when the kept key is damaged: a new one could not read what the old one sealed
 */
export function resolveAppKey(config: Pick<Config, 'appKey' | 'dataDir'>): Uint8Array {
  if (config.appKey) return config.appKey;
  mkdirSync(config.dataDir, { recursive: true, mode: 0o700 });
  const path = join(config.dataDir, 'app.key');
  const draft = join(config.dataDir, `app.key.${randomUUID()}`);
  writeFileSync(draft, `${randomBytes(APP_KEY_BYTES).toString('base64')}\n`, { mode: 0o600 });
  try {
    // Linking fails when the name is taken: of two processes that start at once, both use the first one's key.
    linkSync(draft, path);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  } finally {
    rmSync(draft, { force: true });
  }
  const key = decodeAppKey(readFileSync(path, 'utf8').trim());
  if (key) return key;
  throw new ConfigError([
    {
      variable: 'APP_KEY',
      message: `is kept in ${path}, and that file is damaged: restore it from a backup, or set APP_KEY. Without the key the stored credentials cannot be read`,
    },
  ]);
}

/**
 * With another key no credential can be read, and every stored hash differs: each record would look edited on both
 * sides. One credential is enough to tell.
 * @throws ConfigError when the database was written under another key
 */
export async function requireMatchingKey(prisma: PrismaClient, sealer: Sealer): Promise<void> {
  const one = await prisma.credential.findFirst({ select: { connectionId: true } });
  if (one === null) return;
  try {
    await createCredentialStore({ prisma, sealer, connectionId: one.connectionId }).read();
  } catch (error) {
    if (!(error instanceof UnsealError)) throw error;
    throw new ConfigError([
      {
        variable: 'APP_KEY',
        message:
          'is not the one this database was written with: set the former key. Without it the stored credentials cannot be read',
      },
    ]);
  }
}
