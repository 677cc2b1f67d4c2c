/** People and places of generated records. Names and e-mails are never given out twice. */
import { faker } from '@faker-js/faker/locale/en';
import type { Random } from '../core/random.ts';

export interface Person {
  readonly salutation: string;
  readonly firstName: string;
  readonly lastName: string;
  /** Empty: none; so are the phones. */
  readonly email: string;
  readonly phone: string;
  readonly mobile: string;
}

export interface PostalAddress {
  readonly street1: string;
  readonly street2: string;
  readonly city: string;
  readonly state: string;
  readonly zip: string;
  readonly country: string;
}

const AREA_CODES = ['206', '312', '404', '512', '617', '702', '815', '919'] as const;
const STREET_LINES = ['Suite 200', 'Dock 4', 'Unit B', 'Floor 3', 'Rear entrance', 'Building 2'] as const;

type EuropeanCity = Omit<PostalAddress, 'street1' | 'street2'> & { readonly street: string };

/** Places for those who pay in euro. */
const EUROPEAN_CITIES: readonly [EuropeanCity, ...EuropeanCity[]] = [
  {
    city: 'Lyon',
    state: 'Auvergne-Rhône-Alpes',
    zip: '69003',
    country: 'France',
    street: 'Rue de la Part-Dieu',
  },
  { city: 'Köln', state: 'Nordrhein-Westfalen', zip: '50667', country: 'Germany', street: 'Breite Straße' },
  { city: 'Gent', state: 'Oost-Vlaanderen', zip: '9000', country: 'Belgium', street: 'Veldstraat' },
  { city: 'Cork', state: 'Munster', zip: 'T12 W8KP', country: 'Ireland', street: 'Oliver Plunkett Street' },
];

/** Letters and digits of a name as they stand in an e-mail or a host name. */
export function slug(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '');
}

/** The numbers of 555-0100 to 555-0199 belong to nobody. */
export function phoneNumber(random: Random): string {
  return `+1 ${random.pick(AREA_CODES)}-555-01${String(random.integer(0, 99)).padStart(2, '0')}`;
}

export function postalAddress(random: Random, european: boolean): PostalAddress {
  const street2 = random.next() < 0.3 ? random.pick(STREET_LINES) : '';
  if (european) {
    const { street, ...place } = random.pick(EUROPEAN_CITIES);
    return { street1: `${street} ${random.integer(1, 180)}`, street2, ...place };
  }
  return {
    street1: faker.location.streetAddress(),
    street2,
    city: faker.location.city(),
    state: faker.location.state(),
    zip: faker.location.zipCode('#####'),
    country: 'United States',
  };
}

export class Identities {
  readonly #random: Random;
  readonly #names = new Set<string>();
  readonly #emails = new Set<string>();

  constructor(random: Random) {
    this.#random = random;
  }

  /** First and last name that together are nobody else's; after a few clashes a middle initial helps out. */
  #name(): { firstName: string; lastName: string; salutation: string } {
    const sex = this.#random.next() < 0.5 ? 'female' : 'male';
    for (let tries = 0; ; tries += 1) {
      const letter = String.fromCharCode(65 + (tries % 26));
      const initial = tries < 4 ? '' : ` ${letter.repeat(1 + Math.floor(tries / 26))}.`;
      const firstName = faker.person.firstName(sex) + initial;
      const lastName = faker.person.lastName();
      const name = `${firstName} ${lastName}`.toLowerCase();
      if (this.#names.has(name)) continue;
      this.#names.add(name);
      const greeted = this.#random.next() < 0.6;
      return { firstName, lastName, salutation: greeted ? (sex === 'female' ? 'Ms.' : 'Mr.') : '' };
    }
  }

  /** An address that is nobody else's. */
  #email(firstName: string, lastName: string, domain: string): string {
    const local = `${slug(firstName)}.${slug(lastName)}`;
    for (let tries = 1; ; tries += 1) {
      const email = `${local}${tries === 1 ? '' : tries}@${domain}`;
      if (this.#emails.has(email)) continue;
      this.#emails.add(email);
      return email;
    }
  }

  person(domain: string): Person {
    const { firstName, lastName, salutation } = this.#name();
    return {
      salutation,
      firstName,
      lastName,
      email: this.#email(firstName, lastName, domain),
      phone: this.#random.next() < 0.8 ? phoneNumber(this.#random) : '',
      mobile: this.#random.next() < 0.4 ? phoneNumber(this.#random) : '',
    };
  }
}
