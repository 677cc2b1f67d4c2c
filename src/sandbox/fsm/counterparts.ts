/** Which record of Books a link leads to (docs/zoho.md, fsm-api.md 5, 10). */
import type { Organization } from '../core/organization.ts';

export function isBooksCustomerId(organization: Organization, id: string): boolean {
  return organization.contacts.get(id)?.contact_type === 'customer';
}

/** True for a contact person of a customer. */
export function isBooksPersonId(organization: Organization, id: string): boolean {
  const [holder] = organization.contacts.idsByKey('person', id);
  return holder !== undefined && isBooksCustomerId(organization, holder);
}
