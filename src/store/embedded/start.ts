import { randomBytes } from 'node:crypto';
import { Worker } from 'node:worker_threads';
import { z } from 'zod';

export interface RunningDatabase {
  /** Loopback port that speaks PostgreSQL's protocol. */
  readonly port: number;
  readonly password: string;
  /** Rejects when the thread dies by itself; never resolves. */
  readonly failed: Promise<never>;
  /** Ends its connections, writes out, ends the thread. */
  close(): Promise<void>;
}

const started = z.object({ port: z.int() });

/**
 * Starts an embedded PostgreSQL (PGlite) in a thread of its own.
 * @param dataDir its folder, which this process must have locked; null keeps everything in memory
 */
export async function startDatabase(dataDir: string | null): Promise<RunningDatabase> {
  const password = randomBytes(24).toString('base64url');
  const thread = new Worker(new URL('./database-thread.ts', import.meta.url), {
    workerData: { dataDir, password },
  });
  const failed = new Promise<never>((_, reject) => {
    thread.once('error', reject);
    thread.once('exit', (code) => reject(new Error(`the database thread ended with code ${code}`)));
  });
  // Whoever waits for it hears of it; nobody waiting is no reason to crash.
  failed.catch(() => {});
  const ready = new Promise<unknown>((resolve) => thread.once('message', resolve));
  const { port } = started.parse(await Promise.race([ready, failed]));
  return {
    port,
    password,
    failed,
    close: async () => {
      const ended = new Promise<void>((resolve) => thread.once('exit', () => resolve()));
      thread.postMessage('close');
      await Promise.race([ended, failed.catch(() => {})]);
    },
  };
}

/** Address of an embedded database, for any PostgreSQL client. */
export function embeddedUrl(access: { port: number; password: string }): string {
  return `postgresql://postgres:${access.password}@127.0.0.1:${access.port}/postgres`;
}
