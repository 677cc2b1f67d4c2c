/** What the organisations say decides whether a connection is stored at all. */
import { expect, it } from 'vitest';
import type { MappingSets } from '../../src/server/mapping-sets.ts';
import { createConnection } from '../../src/server/onboarding/index.ts';
import type { Authorisations } from '../../src/store/authorisations.ts';
import type { PrismaClient } from '../../src/store/generated/prisma/client.ts';
import type { AccountClient } from '../../src/zoho/index.ts';

const unused = async (): Promise<never> => {
  throw new Error('not asked for here');
};

function account(active: boolean): AccountClient {
  return {
    listOrganizations: unused,
    organization: async () => ({
      organizationId: '1',
      name: 'Closed',
      active,
      timeZone: null,
      currencyCode: null,
      pricePrecision: null,
      planName: null,
      version: null,
      taxRegistered: null,
    }),
    fsmOrganization: async () => ({ organizationId: '2', name: null, edition: null, timeZone: null }),
    taxes: unused,
    currencies: unused,
    crmIntegration: async () => ({ source: 'none', syncType: null, running: null }),
    fsmHas: unused,
    booksFields: unused,
    fsmFields: unused,
    close: async () => undefined,
  };
}

/** Any look at these parts would throw: a refusal comes before them. */
const nothing = <T>() => Object.create(null) as T;

const create = (active: boolean, dataCenter: 'EU' | null) =>
  createConnection(
    {
      prisma: nothing<PrismaClient>(),
      authorisations: nothing<Authorisations>(),
      mappings: nothing<MappingSets>(),
      access: { openAccount: () => account(active) },
      clock: { nowMs: () => 0, sleep: async () => undefined },
      newId: () => 'id',
      seal: () => {
        throw new Error('nothing is sealed here');
      },
    },
    {
      name: 'x',
      product: 'BOOKS',
      dataCenter,
      booksOrganizationId: '1',
      fsmOrganizationId: '2',
      clientId: 'c',
      clientSecret: 's',
      refreshToken: 'r',
    },
  );

it('[E6] refuses an organisation that is not active', async () => {
  expect(await create(false, 'EU')).toMatchObject({
    ok: false,
    refusal: { code: 'VALIDATION_FAILED', issues: [{ path: ['booksOrganizationId'] }] },
  });
  // An active one gets past that, to the mapping sets.
  await expect(create(true, 'EU')).rejects.toThrow(TypeError);
});

it('needs a data centre with a login that is typed in', async () => {
  expect(await create(true, null)).toMatchObject({ refusal: { issues: [{ path: ['dataCenter'] }] } });
});
