/** The demo's pair of organisations in the simulated Zoho. */
import type { Sandbox } from '../../sandbox/index.ts';

const DEMO = {
  services: 900,
  parts: 600,
  companies: 800,
  contacts: 2_000,
  items: 1_200,
  customers: 900,
  overlap: 300,
} as const;

/** What the two organisations hold, for whoever watches. */
export function organizationsInWords(): string {
  const n = (count: number): string => count.toLocaleString('en');
  const { services, parts, companies, contacts, items, customers, overlap } = DEMO;
  return `Two organisations, Sync Type IV. FSM: ${n(services)} services, ${n(parts)} parts, ${n(companies)} companies, ${n(contacts)} contacts. Books: ${n(items)} items, ${n(customers)} customers. ${n(overlap)} items and as many companies and contacts are on both sides already.`;
}

export interface DemoOrganization {
  readonly booksOrganizationId: string;
  readonly fsmOrganizationId: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly refreshToken: string;
}

export function seedOrganizations(sandbox: Sandbox): DemoOrganization {
  const { organizations } = sandbox.reset({
    seed: 20_261,
    organizations: [
      { name: 'Brightwater Field Services', product: 'books', timeZone: 'America/Chicago', ...DEMO },
    ],
  });
  const [organization] = organizations;
  if (organization === undefined) throw new Error('the sandbox made no organisation');
  return organization;
}

/** Zoho's 100 calls a minute would stretch the first sync to three quarters of an hour. */
export async function liftLimits(sandboxUrl: string): Promise<void> {
  await fetch(`${sandboxUrl}/sandbox/limits`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ perMinute: null, perDay: null }),
  });
}
