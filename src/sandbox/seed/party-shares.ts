/** How the counts of a reset divide into parties of both sides, of FSM alone and of Books alone. */

export interface PartyShares {
  /** FSM contacts that belong to a company; the others stand alone. */
  contactsOfCompanies: number;
  businesses: { both: number; fsm: number; books: number };
  individuals: { both: number; fsm: number; books: number };
}

/** About this share of contacts belongs to a company, and of customers is a business. */
const BUSINESS_SHARE = 0.7;

/**
 * Customers that are businesses: about seventy percent, moved as far as the overlap needs it. Where it cannot be had on
 * both pairs, companies come first.
 */
function businessCustomers(
  counts: { companies: number; customers: number; overlap: number },
  alone: number,
): number {
  const { companies, customers, overlap } = counts;
  const least = Math.min(overlap, companies, customers);
  const most = Math.max(least, customers - Math.min(overlap, alone));
  return Math.min(most, Math.max(least, Math.round(customers * BUSINESS_SHARE)));
}

export function sharesOf(counts: {
  companies: number;
  contacts: number;
  customers: number;
  overlap: number;
}): PartyShares {
  const { companies, contacts, customers, overlap } = counts;
  const contactsOfCompanies = companies === 0 ? 0 : Math.round(contacts * BUSINESS_SHARE);
  const alone = contacts - contactsOfCompanies;
  const business = businessCustomers(counts, alone);
  const sharedBusinesses = Math.min(overlap, companies, business);
  const individual = customers - business;
  const sharedIndividuals = Math.min(overlap, alone, individual);
  return {
    contactsOfCompanies,
    businesses: {
      both: sharedBusinesses,
      fsm: companies - sharedBusinesses,
      books: business - sharedBusinesses,
    },
    individuals: {
      both: sharedIndividuals,
      fsm: alone - sharedIndividuals,
      books: individual - sharedIndividuals,
    },
  };
}
