/** Addresses of the pages. Ids are opaque and may hold any character. */
import type { LinkState, Operation, Outcome } from '../gql/graphql.ts';

type Query = Readonly<Record<string, string | null | undefined>>;

/** An address with the parts of its search that are set. */
export function withQuery(path: string, query: Query): string {
  const parts = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value) parts.set(name, value);
  const text = parts.toString();
  return text === '' ? path : `${path}?${text}`;
}

const connection = (id: string): string => `/connections/${encodeURIComponent(id)}`;

export const paths = {
  connections: '/',
  connection,
  runs: (id: string) => `${connection(id)}/runs`,
  run: (id: string, runId: string, outcome?: Outcome) =>
    withQuery(`${connection(id)}/runs/${encodeURIComponent(runId)}`, { outcome }),
  links: (id: string, query: { search?: string; state?: LinkState | null } = {}) =>
    withQuery(`${connection(id)}/links`, query),
  parked: (id: string) => `${connection(id)}/parked`,
  link: (id: string, linkId: string) => `${connection(id)}/links/${encodeURIComponent(linkId)}`,
  preview: (id: string, query: { operation?: Operation | null } = {}) =>
    withQuery(`${connection(id)}/preview`, query),
  mapping: (id: string) => `${connection(id)}/mapping`,
} as const;

/** A part of an address as it was before it was put there. */
export function idFrom(part: string | undefined): string {
  try {
    return decodeURIComponent(part ?? '');
  } catch {
    return part ?? '';
  }
}
