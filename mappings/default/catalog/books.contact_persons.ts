// Standard fields of the contact persons of a Books or Invoice customer. Catalogs are generated; one edited by hand works
// as well. Lengths are those of a person inside its contact, which is how persons are written.
import { booksModule, type FieldSpecs } from '#mapping';

const fields = {
  salutation: { kind: 'text', label: 'Salutation', maxLength: 25 },
  first_name: { kind: 'text', label: 'First Name', maxLength: 100 },
  last_name: { kind: 'text', label: 'Last Name', maxLength: 100 },
  email: { kind: 'email', label: 'Email', maxLength: 100 },
  phone: { kind: 'phone', label: 'Phone', maxLength: 50 },
  mobile: { kind: 'phone', label: 'Mobile', maxLength: 50 },
  designation: { kind: 'text', label: 'Designation', maxLength: 50 },
  department: { kind: 'text', label: 'Department', maxLength: 50 },
  skype: { kind: 'text', label: 'Skype', maxLength: 50 },
  // A company's only contact becomes the primary one (T4): the pair decides it.
  is_primary_contact: { kind: 'boolean', label: 'Primary Contact', readOnly: true },
  is_added_in_portal: { kind: 'boolean', label: 'In the Portal', readOnly: true },
} as const satisfies FieldSpecs;
type Fields = typeof fields;
export interface ContactPersons extends Fields {}

export const contactPersons = booksModule('contact_persons', fields as ContactPersons);
