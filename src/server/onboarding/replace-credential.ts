/** Gives a connection another login, after a look at both of its organisations; everything else of it stays. */
import type { EngineClock } from '../../engine/services.ts';
import type { Answer } from '../../jobs/control.ts';
import type { Actor, Onboarding } from '../../jobs/onboarding.ts';
import { refuse } from '../../jobs/refusals.ts';
import { recordAudit } from '../../store/audit.ts';
import type { Authorisations } from '../../store/authorisations.ts';
import type { Connection, PrismaClient } from '../../store/generated/prisma/client.ts';
import type { ZohoAccess } from '../zoho-access.ts';
import { crmColumns } from './crm-columns.ts';
import {
  AuthorisationUsed,
  type ReachedAccount,
  type ResolvedLogin,
  reachAccount,
  resolveLogin,
  takeLogin,
} from './logins.ts';
import { notReady } from './refusals.ts';
import type { SealLogin } from './seal-login.ts';

export interface ReplaceCredentialDependencies {
  readonly prisma: PrismaClient;
  readonly access: ZohoAccess;
  readonly authorisations: Authorisations;
  readonly clock: EngineClock;
  readonly seal: SealLogin;
}

type Input = Parameters<Onboarding['replaceCredential']>[0];

/** Records tried as proof of the FSM organisation: some may have been deleted there meanwhile. */
const KNOWN_RECORDS = 3;

export async function replaceCredential(
  deps: ReplaceCredentialDependencies,
  input: Input,
  actor: Actor,
): Promise<Answer<{ connectionId: string }>> {
  const { connectionId } = input;
  const connection = await deps.prisma.connection.findUnique({ where: { id: connectionId } });
  if (connection === null) return refuse('NOT_FOUND', 'There is no such connection.');
  const at = new Date(deps.clock.nowMs());
  const { product, dataCenter } = connection;
  const resolved = await resolveLogin(
    deps.authorisations,
    input.login,
    { product, dataCenter, connectionId },
    at,
  );
  if (!resolved.ok) return resolved;
  const knownFsmRecords = await knownRecords(deps.prisma, connectionId);
  const meant = { ...connection, declaredSyncType: connection.syncType, knownFsmRecords };
  const reached = await reachAccount(deps.access, meant, resolved.value.login);
  if (!reached.ok) return reached;
  return store(deps, connection, { reached: reached.value, login: resolved.value, actor, input, at });
}

async function knownRecords(prisma: PrismaClient, connectionId: string) {
  const links = await prisma.recordLink.findMany({
    where: { connectionId, fsmGoneAt: null },
    orderBy: { id: 'desc' },
    take: KNOWN_RECORDS,
    select: { fsmModule: true, fsmId: true },
  });
  return links.map(({ fsmModule: module, fsmId: id }) => ({ module, id }));
}

interface Replacement {
  readonly reached: ReachedAccount;
  readonly login: ResolvedLogin;
  readonly actor: Actor;
  readonly input: Input;
  readonly at: Date;
}

async function store(
  deps: ReplaceCredentialDependencies,
  { id }: Connection,
  { reached, login, actor, input, at }: Replacement,
): Promise<Answer<{ connectionId: string }>> {
  const { books, fsm, crm } = reached;
  const columns = deps.seal(id, reached.credential);
  try {
    await deps.prisma.$transaction(async (transaction) => {
      await takeLogin(transaction, login);
      await transaction.credential.upsert({
        where: { connectionId: id },
        create: { connectionId: id, ...columns },
        update: columns,
      });
      const plans = { booksPlan: books.planName, fsmEdition: fsm.edition };
      await transaction.connection.update({ where: { id }, data: { ...plans, ...crmColumns(crm, at) } });
      await recordAudit(transaction, {
        actorTokenId: actor.tokenId,
        action: 'replaceCredential',
        subjectType: 'Connection',
        subjectId: id,
        connectionId: id,
        reason: input.reason,
        at,
      });
    });
  } catch (error) {
    if (error instanceof AuthorisationUsed) return notReady();
    throw error;
  }
  return { ok: true, value: { connectionId: id } };
}
