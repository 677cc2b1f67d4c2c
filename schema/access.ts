/** Who may do and see what. VIEWER < OPERATOR < ADMIN; SUPPORT reads like a viewer and has its own operations. */
import type { TokenRole } from '../src/store/generated/prisma/enums.ts';
import type { Principal } from './context.ts';

/** What each role includes. SUPPORT is not above ADMIN, nor ADMIN above SUPPORT (X1). */
const INCLUDED: Readonly<Record<TokenRole, readonly TokenRole[]>> = {
  VIEWER: ['VIEWER'],
  OPERATOR: ['VIEWER', 'OPERATOR'],
  ADMIN: ['VIEWER', 'OPERATOR', 'ADMIN'],
  SUPPORT: ['VIEWER', 'SUPPORT'],
};

export const hasRole = (principal: Principal, role: TokenRole): boolean =>
  INCLUDED[principal.role].includes(role);

/** True for a token that is not tied to certain connections. */
export const seesEverything = (principal: Principal): boolean => principal.connectionIds.length === 0;

export const maySee = (principal: Principal, connectionId: string): boolean =>
  seesEverything(principal) || principal.connectionIds.includes(connectionId);

/** The Prisma condition that leaves only rows of connections the token may see. */
export const onlyVisible = (principal: Principal): { connectionId?: { in: string[] } } =>
  seesEverything(principal) ? {} : { connectionId: { in: [...principal.connectionIds] } };
