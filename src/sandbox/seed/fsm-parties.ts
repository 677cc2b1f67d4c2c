/** Writes generated parties into FSM, as companies and contacts. */
import type { StoredRecord } from '../core/collection.ts';
import type { Organization } from '../core/organization.ts';
import type { Random } from '../core/random.ts';
import { NEW_COMPANY } from '../fsm/company-record.ts';
import { contactKeys, NEW_FSM_CONTACT } from '../fsm/contact-record.ts';
import { type FsmAddress, type FsmPartyValues, NEW_FSM_ADDRESS } from '../fsm/party-record.ts';
import type { PostalAddress } from './identities.ts';
import type { Business, Individual, Member } from './parties.ts';
import { Times } from './times.ts';

interface Located {
  readonly service: PostalAddress | null;
  readonly billing: PostalAddress | null;
}

const NOWHERE: Located = { service: null, billing: null };

function orNull(text: string): string | null {
  return text === '' ? null : text;
}

export class FsmPartyWriter {
  readonly #organization: Organization;
  readonly #untilMs: number;
  readonly #companyTimes: Times;
  readonly #contactTimes: Times;

  constructor(
    organization: Organization,
    amounts: { companies: number; contacts: number },
    untilMs: number,
    random: Random,
  ) {
    this.#organization = organization;
    this.#untilMs = untilMs;
    this.#companyTimes = new Times(amounts.companies, untilMs, random);
    this.#contactTimes = new Times(amounts.contacts, untilMs, random);
  }

  /** FSM's records change at even seconds and those of Books at odd ones, so that "the later one wins" has an answer. */
  #system(times: Times, active: boolean): StoredRecord {
    const { createdS, modifiedS } = times.next();
    const id = this.#organization.ids.fsm.next();
    return { id, active, createdS, modifiedS: modifiedS + (modifiedS % 2) };
  }

  #address(address: PostalAddress, name: string): FsmAddress {
    return {
      ...NEW_FSM_ADDRESS,
      id: this.#organization.ids.fsm.next(),
      Address_Name: name,
      Street_1: address.street1,
      Street_2: orNull(address.street2),
      City: address.city,
      State: address.state,
      Zip_Code: address.zip,
      Country: address.country,
    };
  }

  #addresses({ service, billing }: Located) {
    const served = service === null ? null : this.#address(service, 'Service Address');
    const billed = billing === null ? null : this.#address(billing, 'Billing Address');
    return {
      addresses: [served, billed].filter((address) => address !== null),
      serviceAddressId: served?.id ?? null,
      billingAddressId: billed?.id ?? null,
    };
  }

  #currency(euro: boolean): Pick<FsmPartyValues, 'Currency' | 'Exchange_Rate'> {
    const { fsm } = this.#organization.currencies;
    const found = fsm.find((currency) => (euro ? currency.code === 'EUR' : currency.base));
    return { Currency: found?.code ?? null, Exchange_Rate: found?.exchangeRate ?? 1 };
  }

  company(business: Business): void {
    const system = this.#system(this.#companyTimes, business.active);
    const company = {
      ...NEW_COMPANY,
      ...system,
      Company_Name: business.name,
      nameKey: business.name.toLowerCase(),
      Website: orNull(business.website),
      Email: orNull(business.email),
      Phone: orNull(business.phone),
      Company_Type: 'Customer',
      ...this.#currency(business.euro),
      ...this.#addresses(business),
      ZBilling_Id: null,
      ZCRM_Id: null,
    };
    this.#organization.companies.put(company, this.#untilMs);
    for (const member of business.people) {
      this.#contact(member, { ...NOWHERE, euro: business.euro, companyId: company.id });
    }
  }

  individual(individual: Individual): void {
    this.#contact(individual, { ...individual, companyId: null });
  }

  #contact(
    member: Member,
    at: Located & { readonly euro: boolean; readonly companyId: string | null },
  ): void {
    const values = {
      ...NEW_FSM_CONTACT,
      Salutation: orNull(member.salutation),
      First_Name: orNull(member.firstName),
      Last_Name: member.lastName,
      Email: orNull(member.email),
      Phone: orNull(member.phone),
      Mobile: orNull(member.mobile),
      companyId: at.companyId,
      ...this.#currency(at.euro),
    };
    const contact = {
      ...values,
      ...this.#system(this.#contactTimes, member.active),
      ...this.#addresses(at),
      ...contactKeys(values),
      ZBilling_Id: null,
      ZCRM_Id: null,
      ZBooks_Contact_Person: null,
    };
    this.#organization.fsmContacts.put(contact, this.#untilMs);
  }
}
