/** Companies and contacts of FSM and customers of Books, some of them the same party on both sides. */
import type { Organization } from '../core/organization.ts';
import { Random } from '../core/random.ts';
import { BooksPartyWriter } from './books-parties.ts';
import { FsmPartyWriter } from './fsm-parties.ts';
import { draftParties, type PartyCounts } from './parties.ts';

/** Fills both sides. Records lie in the half year before `untilMs`, ids in the order of creation. */
export function generateCustomers(
  organization: Organization,
  counts: PartyCounts,
  seed: string,
  untilMs: number,
): void {
  const { businesses, individuals } = draftParties(counts, seed);
  const random = new Random(`${seed}/parties/times`);
  const fsm = new FsmPartyWriter(organization, counts, untilMs, random);
  const books = new BooksPartyWriter(organization, counts.customers, untilMs, random);
  for (const sides of businesses) {
    if (sides.fsm !== null) fsm.company(sides.fsm);
    if (sides.books !== null) books.business(sides.books);
  }
  for (const sides of individuals) {
    if (sides.fsm !== null) fsm.individual(sides.fsm);
    if (sides.books !== null) books.individual(sides.books);
  }
}
