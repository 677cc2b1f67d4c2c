/** The part of `Control` that makes and revokes API tokens. Each is kept in the audit log: an ADMIN may make any role's. */
import type { EngineClock } from '../engine/services.ts';
import { recordAudit } from '../store/audit.ts';
import type { TokenDeed, Tokens } from '../store/tokens.ts';
import type { Control } from './control.ts';
import { refuse } from './refusals.ts';

export interface TokenControlDependencies {
  readonly tokens: Pick<Tokens, 'create' | 'revoke'>;
  readonly clock: Pick<EngineClock, 'nowMs'>;
}

export function createTokenControl(
  deps: TokenControlDependencies,
): Pick<Control, 'createToken' | 'revokeToken'> {
  const { tokens, clock } = deps;
  const noted =
    (action: string, actorTokenId: string): TokenDeed =>
    async (transaction, { id, name, role, connectionIds }) => {
      const [only = null] = connectionIds.length === 1 ? connectionIds : [];
      await recordAudit(transaction, {
        actorTokenId,
        action,
        subjectType: 'ApiToken',
        subjectId: id,
        connectionId: only,
        // Whoever reads the log may not be allowed to read the token.
        reason: `${role} token '${name}', ${reachOf(connectionIds)}`,
        at: new Date(clock.nowMs()),
      });
    };
  return {
    async createToken(input, { tokenId }) {
      return { ok: true, value: await tokens.create(input, noted('createToken', tokenId)) };
    },
    async revokeToken(input, actor) {
      const known = await tokens.revoke(input.tokenId, noted('revokeToken', actor.tokenId));
      return known
        ? { ok: true, value: { tokenId: input.tokenId } }
        : refuse('NOT_FOUND', 'There is no such token.');
    },
  };
}

function reachOf({ length }: readonly string[]): string {
  if (length === 0) return 'for all connections';
  return length === 1 ? 'for one connection' : `for ${length} connections`;
}
