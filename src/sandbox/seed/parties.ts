/** Businesses and people of generated organisations, as FSM and Books each know them: plain values, no records. */
import { faker } from '@faker-js/faker/locale/en';
import { hashText, Random } from '../core/random.ts';
import { companyName } from './company-names.ts';
import {
  Identities,
  type Person,
  type PostalAddress,
  phoneNumber,
  postalAddress,
  slug,
} from './identities.ts';
import { type PartyShares, sharesOf } from './party-shares.ts';
import { shuffle } from './shuffle.ts';

export interface PartyCounts {
  companies: number;
  contacts: number;
  customers: number;
  overlap: number;
}

export interface Member extends Person {
  readonly active: boolean;
}

/** A business as one of the services knows it. */
export interface Business {
  readonly name: string;
  readonly website: string;
  readonly email: string;
  readonly phone: string;
  /** Pays in euro. */
  readonly euro: boolean;
  readonly active: boolean;
  readonly service: PostalAddress | null;
  readonly billing: PostalAddress | null;
  readonly people: readonly Member[];
}

/** A person of no business. */
export interface Individual extends Member {
  readonly euro: boolean;
  readonly service: PostalAddress | null;
  readonly billing: PostalAddress | null;
}

/** The same party on both sides, or a party of one. */
export interface Sides<T> {
  readonly fsm: T | null;
  readonly books: T | null;
}

export interface Parties {
  readonly businesses: readonly Sides<Business>[];
  readonly individuals: readonly Sides<Individual>[];
}

const DOMAINS = ['mail.example.com', 'post.example.net', 'home.example.org'] as const;
const INACTIVE_SHARE = 0.02;
const EURO_SHARE = 0.05;
/** How many of 20 customers have 0, 1, … contact persons: 1.4 on average. */
const PERSONS_OF_TWENTY = [4, 8, 5, 2, 1] as const;

type Place = 'fsm' | 'books' | 'both';

class Drafting {
  readonly #random: Random;
  readonly #identities: Identities;
  #made = 0;

  constructor(random: Random) {
    this.#random = random;
    this.#identities = new Identities(random);
  }

  #chance(share: number): boolean {
    return this.#random.next() < share;
  }

  /** Service and billing address: the same, two, or one of them missing. */
  #addresses(euro: boolean): Pick<Business, 'service' | 'billing'> {
    const chance = this.#random.next();
    if (chance < 0.05) return { service: null, billing: null };
    const service = postalAddress(this.#random, euro);
    if (chance < 0.15) return { service, billing: null };
    return { service, billing: chance < 0.6 ? service : postalAddress(this.#random, euro) };
  }

  #personsWanted(): number {
    let twentieth = this.#random.integer(0, 19);
    for (const [persons, share] of PERSONS_OF_TWENTY.entries()) {
      if (twentieth < share) return persons;
      twentieth -= share;
    }
    return 0;
  }

  #members(amount: number, domain: string): Member[] {
    return Array.from({ length: amount }, () => {
      const person = this.#identities.person(domain);
      return { ...person, active: !this.#chance(INACTIVE_SHARE) };
    });
  }

  /** People of both sides; some of those that both could know are known to both, by e-mail. */
  #people(place: Place, contacts: number, domain: string): { fsm: Member[]; books: Member[] } {
    const persons = place === 'fsm' ? 0 : this.#personsWanted();
    const known = place === 'both' ? Math.min(contacts, persons) : 0;
    const shared = Array.from({ length: known }, () => this.#chance(0.6)).filter(Boolean).length;
    const both = this.#members(shared, domain).map((member) => ({ ...member, active: true }));
    const fsm = this.#members(contacts - shared, domain);
    const books = this.#members(persons - shared, domain).map((member) => this.#maybeUnreachable(member));
    return { fsm: [...both, ...fsm], books: [...books, ...both.map((member) => this.#otherPhone(member))] };
  }

  #maybeUnreachable<T extends Person>(person: T): T {
    return this.#chance(0.1) ? { ...person, email: '' } : person;
  }

  /** The same party as Books has it: half of them equal. */
  #otherPhone<T extends { readonly phone: string }>(party: T): T {
    return this.#chance(0.3) ? { ...party, phone: phoneNumber(this.#random) } : party;
  }

  #otherAddress<T extends Pick<Business, 'billing'>>(party: T, euro: boolean): T {
    return this.#chance(0.3) ? { ...party, billing: postalAddress(this.#random, euro) } : party;
  }

  business(place: Place, contacts: number): Sides<Business> {
    const name = companyName(this.#made);
    this.#made += 1;
    const domain = `${slug(name)}.example.com`;
    const euro = this.#chance(EURO_SHARE);
    const people = this.#people(place, contacts, domain);
    const one: Omit<Business, 'people'> = {
      name,
      website: this.#chance(0.7) ? `www.${domain}` : '',
      email: this.#chance(0.6) ? `office@${domain}` : '',
      phone: this.#chance(0.8) ? phoneNumber(this.#random) : '',
      euro,
      active: place === 'both' || !this.#chance(INACTIVE_SHARE),
      ...this.#addresses(euro),
    };
    const other = place === 'both' ? this.#otherAddress(this.#otherPhone(one), euro) : one;
    return {
      fsm: place === 'books' ? null : { ...one, people: people.fsm },
      books: place === 'fsm' ? null : { ...other, people: people.books },
    };
  }

  individual(place: Place): Sides<Individual> {
    const euro = this.#chance(EURO_SHARE);
    const person = this.#identities.person(this.#random.pick(DOMAINS));
    const active = place === 'both' || !this.#chance(INACTIVE_SHARE);
    const one: Individual = { ...person, active, euro, ...this.#addresses(euro) };
    if (place === 'fsm') return { fsm: one, books: null };
    if (place === 'books') return { fsm: null, books: this.#maybeUnreachable(one) };
    return { fsm: one, books: this.#otherAddress(this.#otherPhone(one), euro) };
  }
}

function places(both: number, fsm: number, books: number, random: Random): Place[] {
  const list = (place: Place, length: number) => Array.from({ length }, () => place);
  return shuffle([...list('both', both), ...list('fsm', fsm), ...list('books', books)], random);
}

/** How many contacts each company has: a few have many, a fifth has none. */
function spread(contacts: number, companies: number, random: Random): number[] {
  const amounts = Array.from({ length: companies }, () => 0);
  const eligible = Math.ceil(companies * 0.8);
  for (let done = 0; done < contacts; done += 1) {
    const position = Math.floor(eligible * random.next() ** 1.3);
    amounts[position] = (amounts[position] ?? 0) + 1;
  }
  return shuffle(amounts, random);
}

function businesses(shares: PartyShares, drafting: Drafting, random: Random): Sides<Business>[] {
  const { both, fsm, books } = shares.businesses;
  const amounts = spread(shares.contactsOfCompanies, both + fsm, random);
  return places(both, fsm, books, random).map((place) =>
    drafting.business(place, place === 'books' ? 0 : (amounts.pop() ?? 0)),
  );
}

/** The parties of an organisation, from the seed alone. */
export function draftParties(counts: PartyCounts, seed: string): Parties {
  const random = new Random(`${seed}/parties`);
  faker.seed(hashText(`${seed}/parties`));
  const shares = sharesOf(counts);
  const drafting = new Drafting(random);
  const { both, fsm, books } = shares.individuals;
  return {
    businesses: businesses(shares, drafting, random),
    individuals: places(both, fsm, books, random).map((place) => drafting.individual(place)),
  };
}
