/** What a client learns of an error that it can do nothing about: an id to look up in the log, and no more. */
import { randomUUID } from 'node:crypto';
import { GraphQLError } from 'graphql';
import type { ServerLog } from './options.ts';

const FRAMES_MAX = 12;

/** Where an error came from, without its message: messages of a database may hold values. */
export function framesOf(error: unknown): string[] {
  const stack = error instanceof Error ? (error.stack ?? '') : '';
  return stack
    .split('\n')
    .filter((line) => line.startsWith('    at '))
    .slice(0, FRAMES_MAX)
    .map((line) => line.trim());
}

function rootOf(error: unknown): unknown {
  if (!(error instanceof GraphQLError)) return error;
  const inner = error.originalError ?? error.cause;
  return inner instanceof Error ? rootOf(inner) : error;
}

/** Name and code of an error: what may be logged of one that is not ours. */
export function kindOf(error: unknown): { readonly name: string; readonly code: string | null } {
  if (!(error instanceof Error)) return { name: typeof error, code: null };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : null;
  return { name: error.name, code };
}

/** Passes on what GraphQL or we meant to say; everything else is logged under an id and masked. */
export function maskError(log: ServerLog): (error: unknown) => Error {
  return (error) => {
    const root = rootOf(error);
    if (root instanceof GraphQLError) return error instanceof GraphQLError ? error : root;
    const errorId = randomUUID();
    const path = error instanceof GraphQLError ? (error.path ?? []).join('.') : '';
    log.error({ errorId, path, ...kindOf(root), at: framesOf(root) }, 'a resolver failed');
    const masked =
      error instanceof GraphQLError ? { nodes: error.nodes ?? null, path: error.path ?? null } : {};
    return new GraphQLError(`Something went wrong here; the log says more under ${errorId}.`, {
      ...masked,
      extensions: { code: 'INTERNAL_SERVER_ERROR', errorId },
    });
  };
}
