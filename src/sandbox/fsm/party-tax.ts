/** The Tax object of a company, a contact or a United States address (docs/zoho.md, fsm-api.md 9). */
import { isRecord } from '../core/json.ts';
import type { Organization } from '../core/organization.ts';
import { type FsmPartyTax, NO_PARTY_TAX } from './party-record.ts';
import { type MemberRules, textOrNull, wrongType } from './values.ts';

/** What follows from a tax of Books that is named by its id, for members that the write leaves out. */
function completion(organization: Organization, taxId: unknown): Partial<FsmPartyTax> {
  const tax = organization.taxes.find((known) => known.id === taxId);
  return tax === undefined ? {} : { Tax_Name: tax.name, Tax_Percentage: tax.percentage };
}

/** An edit changes only the members it names; a tax named by id brings its name and rate. */
export function readPartyTax(
  organization: Organization,
  member: Pick<MemberRules, 'apiName' | 'parent'>,
  value: unknown,
  before: FsmPartyTax,
): FsmPartyTax {
  if (value === null) return NO_PARTY_TAX;
  if (!isRecord(value)) throw wrongType(member, 'jsonobject');
  const known = { ...before, ...completion(organization, value.Tax_Id) };
  const text = (name: Exclude<keyof FsmPartyTax, 'Taxable' | 'Tax_Percentage'>) =>
    name in value ? textOrNull(value[name]) : known[name];
  const { Taxable, Tax_Percentage } = value;
  return {
    Taxable: typeof Taxable === 'boolean' ? Taxable : known.Taxable,
    Tax_Name: text('Tax_Name'),
    Tax_Id: text('Tax_Id'),
    Tax_Percentage: typeof Tax_Percentage === 'number' ? Tax_Percentage : known.Tax_Percentage,
    Tax_Authority: text('Tax_Authority'),
    Tax_Authority_Id: text('Tax_Authority_Id'),
    Tax_Exemption_Id: text('Tax_Exemption_Id'),
    Tax_Exemption_Code: text('Tax_Exemption_Code'),
  };
}
