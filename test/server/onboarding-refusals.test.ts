/** What a client is told of a fault during onboarding, and what it is not told of. */
import { describe, expect, it } from 'vitest';
import { AuthorisationLost, ServiceUnavailable } from '../../src/engine/errors.ts';
import { acceptRedirect } from '../../src/server/onboarding/authorise.ts';
import { refusalOf } from '../../src/server/onboarding/refusals.ts';
import type { Authorisations } from '../../src/store/authorisations.ts';
import { type Authorisation, Prisma } from '../../src/store/generated/prisma/client.ts';
import { AnswerLost, AuthorisationRefused, ConnectionNotOpened } from '../../src/zoho/errors.ts';
import { LeapingClock } from '../zoho/surroundings.ts';

const WORDS_OF_THE_DATABASE = 'Invalid `prisma.authorisation.updateMany()` invocation';
const databaseFault = () =>
  new Prisma.PrismaClientKnownRequestError(WORDS_OF_THE_DATABASE, { code: 'P2024', clientVersion: '7' });

describe('a fault becomes a refusal', () => {
  it.each([
    ['a time-out', new DOMException('timed out', 'TimeoutError'), 'SERVICE_UNAVAILABLE'],
    ['a host that is not reached', new ConnectionNotOpened('example.com', null), 'SERVICE_UNAVAILABLE'],
    ['an answer that is lost', new AnswerLost('example.com', null), 'SERVICE_UNAVAILABLE'],
    ['a service that is unwell', new ServiceUnavailable('unwell'), 'SERVICE_UNAVAILABLE'],
    ['a credential that is refused', new AuthorisationLost('lost'), 'REAUTHORISATION_REQUIRED'],
    ['a login that is refused', new AuthorisationRefused('CODE_REFUSED', 'no'), 'AUTHORISATION_REFUSED'],
  ])('%s', (_name, error, code) => {
    expect(refusalOf(error).refusal.code).toBe(code);
  });

  it.each([
    ['of the database', databaseFault()],
    ['with a code of Node', Object.assign(new Error('EACCES: /var/lib/key'), { code: 'EACCES' })],
    ['that is a bug', new TypeError('x is not a function')],
  ])('but not one %s: that is for the log', (_name, error) => {
    expect(() => refusalOf(error)).toThrow(error);
  });
});

it('a login that the database fails is noted as failed without the words of the database', async () => {
  const reasons: { readonly code: string; readonly message: string }[] = [];
  // Boundary: the parts that a redirect needs.
  const authorisations = {
    claimBySecret: async () => ({
      row: { id: 'a', dataCenter: 'EU' } as Authorisation,
      clientSecret: 's',
    }),
    fail: async (_id: string, reason: (typeof reasons)[number]) => void reasons.push(reason),
  } as unknown as Authorisations;
  const deps = {
    authorisations,
    clock: new LeapingClock(),
    newId: () => 'id',
    allowedHosts: [],
    get sandboxUrl(): string {
      throw databaseFault();
    },
  };
  const redirect = { state: 's', code: 'c', error: null, location: null, accountsServer: null };
  await expect(acceptRedirect(deps, redirect)).rejects.toThrow(WORDS_OF_THE_DATABASE);
  expect(reasons).toMatchObject([{ code: 'INTERNAL_ERROR' }]);
  expect(JSON.stringify(reasons)).not.toContain('prisma');
});
