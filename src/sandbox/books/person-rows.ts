/** How contact persons read: inside their contact, and at their own paths (docs/zoho.md, books-api.md 4.3). */
import type { Organization } from '../core/organization.ts';
import type { BooksContactPerson } from './contact-record.ts';
import { withoutRemoved } from './custom-members.ts';

function names(person: BooksContactPerson) {
  return {
    contact_person_id: person.contact_person_id,
    salutation: person.salutation,
    first_name: person.first_name,
    last_name: person.last_name,
    email: person.email,
    phone: person.phone,
    mobile: person.mobile,
  };
}

/** As a contact's detail shows it. */
export function personInContact(
  organization: Organization,
  person: BooksContactPerson,
): Record<string, unknown> {
  const { is_email_enabled, is_whatsapp_enabled } = person.communication_preference;
  return withoutRemoved(organization, 'contact_persons', {
    ...names(person),
    designation: person.designation,
    department: person.department,
    skype: person.skype,
    is_primary_contact: person.is_primary_contact,
    communication_preference: { is_email_enabled, is_whatsapp_enabled },
    is_added_in_portal: person.is_added_in_portal,
  });
}

/** As a contact's list of persons shows it. */
export function personListRow(
  organization: Organization,
  person: BooksContactPerson,
): Record<string, unknown> {
  const { is_sms_enabled, is_whatsapp_enabled } = person.communication_preference;
  return withoutRemoved(organization, 'contact_persons', {
    ...names(person),
    is_primary_contact: person.is_primary_contact,
    skype: person.skype,
    designation: person.designation,
    department: person.department,
    is_added_in_portal: person.is_added_in_portal,
    communication_preference: { is_sms_enabled, is_whatsapp_enabled },
  });
}

export function personDetail(
  organization: Organization,
  contactId: string,
  person: BooksContactPerson,
): Record<string, unknown> {
  return { contact_id: contactId, ...personListRow(organization, person) };
}
