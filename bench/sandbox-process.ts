/** The simulated Zoho in a process of its own, so that it takes no time from what is measured in this one. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

export interface BenchOrganization {
  readonly booksOrganizationId: string;
  readonly fsmOrganizationId: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly refreshToken: string;
}

export interface SandboxProcess {
  readonly url: string;
  /** A new world with one organisation and no limits; with another seed, another organisation. */
  reset(
    records: {
      services: number;
      parts: number;
      items: number;
      overlap: number;
    },
    seed?: number,
  ): Promise<BenchOrganization>;
  stats(booksOrganizationId: string): Promise<readonly CallCount[]>;
  clearStats(): Promise<void>;
  close(): void;
}

export interface CallCount {
  readonly product: string;
  readonly method: string;
  readonly route: string;
  readonly status: number;
  readonly count: number;
}

async function control<T>(url: string, method: string, path: string, body?: unknown): Promise<T> {
  const response = await fetch(`${url}${path}`, {
    method,
    headers: { 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}`);
  // The sandbox's own control plane, whose shapes docs/sandbox.md fixes.
  return (await response.json()) as T;
}

export async function startSandboxProcess(): Promise<SandboxProcess> {
  const child: ChildProcess = spawn(process.execPath, ['src/sandbox/main.ts'], {
    env: { ...process.env, SANDBOX_PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (child.stdout === null) throw new Error('the sandbox has no standard output');
  const [line] = await once(child.stdout.setEncoding('utf8'), 'data');
  const url = /http:\/\/[^\s)]+/.exec(String(line))?.[0];
  if (url === undefined) throw new Error('the sandbox printed no address');
  return {
    url,
    async reset(records, seed = 7) {
      const { organizations } = await control<{ organizations: BenchOrganization[] }>(
        url,
        'POST',
        '/sandbox/reset',
        {
          seed,
          organizations: [{ product: 'books', ...records }],
        },
      );
      await control(url, 'POST', '/sandbox/limits', { perMinute: null, perDay: null, concurrent: null });
      const [organization] = organizations;
      if (organization === undefined) throw new Error('the sandbox made no organisation');
      return organization;
    },
    async stats(id) {
      const all = await control<{ organizations: Record<string, { calls: CallCount[] }> }>(
        url,
        'GET',
        '/sandbox/stats',
      );
      return all.organizations[id]?.calls ?? [];
    },
    async clearStats() {
      await control(url, 'DELETE', '/sandbox/stats');
    },
    close: () => child.kill('SIGKILL'),
  };
}
