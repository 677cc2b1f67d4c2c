/** One organisation of a reset: its identity, its people and its records, all from the seed. */
import { faker } from '@faker-js/faker/locale/en';
import { applyEdition } from '../control/editions.ts';
import type { ResetPlan } from '../control/schemas.ts';
import { Organization } from '../core/organization.ts';
import { hashText, Random } from '../core/random.ts';
import type { Switches } from '../switches.ts';
import { generateCustomers } from './customers.ts';
import { generateItems } from './items.ts';

type OrganizationPlan = ResetPlan['organizations'][number];

interface Circumstances {
  seed: string;
  /** Place among the organisations of the reset; part of every id, so that no two organisations share one. */
  position: number;
  /** Generated records lie before this moment, epoch milliseconds. */
  untilMs: number;
  switches: Switches;
}

const ORGANIZATION_AGE_MS = 400 * 86_400_000;

export function generateOrganization(plan: OrganizationPlan, circumstances: Circumstances): Organization {
  const { position, untilMs, switches } = circumstances;
  const seed = `${circumstances.seed}/${position}`;
  const random = new Random(`${seed}/ids`);
  // The last digits tell organisations apart; the first ones depend on the seed.
  const serial = String(position).padStart(4, '0');
  faker.seed(hashText(seed));
  const firstName = faker.person.firstName();
  const lastName = faker.person.lastName();
  const company = faker.company.name();
  const organization = new Organization({
    booksId: `${random.integer(1000, 8999)}${serial}`,
    idPrefixes: {
      books: `${random.integer(400, 899)}${serial}`,
      fsm: `${random.integer(200, 399)}${serial}`,
    },
    seed: `${seed}/secrets`,
    name: plan.name ?? `${company} Field Services`,
    person: {
      firstName,
      lastName,
      email: `${firstName}.${lastName}@example.com`.toLowerCase().replace(/[^a-z.@]/g, ''),
    },
    product: plan.product,
    timeZone: plan.timeZone,
    createdMs: untilMs - ORGANIZATION_AGE_MS,
    switches,
  });
  if (plan.edition !== undefined) applyEdition(organization, plan.edition);
  if (plan.crmSyncType !== undefined) organization.crmSync.type = plan.crmSyncType;
  generateItems(organization, plan, seed, untilMs);
  generateCustomers(organization, plan, seed, untilMs);
  return organization;
}
