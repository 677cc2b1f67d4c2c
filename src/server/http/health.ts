/** `/health/live`: the process answers. `/health/ready`: it can do its work. */

import { readdir } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import type { PrismaClient } from '../../store/generated/prisma/client.ts';
import { kindOf } from './mask-error.ts';
import type { ServerLog } from './options.ts';
import { sendJson } from './responses.ts';

const CHECK_MS_MAX = 3_000;
const MIGRATIONS_DIR = join(import.meta.dirname, '../../../prisma/migrations');

/** One thing that must hold before work can be done. Throws, or answers false, when it does not. */
export interface ReadinessCheck {
  readonly name: string;
  readonly check: () => Promise<boolean>;
}

export const databaseReachable = (prisma: PrismaClient): ReadinessCheck => ({
  name: 'database',
  check: async () => (await prisma.$queryRaw<unknown[]>`SELECT 1`).length === 1,
});

/** Every migration that comes with this version has been applied. */
export const migrationsApplied = (prisma: PrismaClient): ReadinessCheck => ({
  name: 'migrations',
  check: async () => {
    const entries = await readdir(MIGRATIONS_DIR, { withFileTypes: true });
    const expected = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
    const rows = await prisma.$queryRaw<{ name: string }[]>`
      SELECT migration_name AS name FROM _prisma_migrations
      WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL`;
    const applied = new Set(rows.map(({ name }) => name));
    return expected.every((name) => applied.has(name));
  },
});

const deadline = (): Promise<boolean> => new Promise((done) => setTimeout(done, CHECK_MS_MAX, false).unref());

export function sendLive(request: IncomingMessage, response: ServerResponse): void {
  sendJson(request, response, 200, { status: 'live' });
}

export async function sendReady(
  request: IncomingMessage,
  response: ServerResponse,
  checks: readonly ReadinessCheck[],
  log: ServerLog,
): Promise<void> {
  const results = await Promise.all(
    checks.map(async ({ name, check }) => {
      const ok = await Promise.race([check(), deadline()]).catch((error: unknown) => {
        log.warn({ check: name, ...kindOf(error) }, 'a readiness check failed');
        return false;
      });
      return [name, ok ? 'ok' : 'failed'] as const;
    }),
  );
  const ready = results.every(([, result]) => result === 'ok');
  sendJson(request, response, ready ? 200 : 503, {
    status: ready ? 'ready' : 'not ready',
    checks: Object.fromEntries(results),
  });
}
