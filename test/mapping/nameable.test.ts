import { describe, expect, test } from 'vitest';
import { mayBeNamed } from '../../src/mapping/index.ts';

describe('[P2] what a mapping file may name', () => {
  test.each([
    ['fsm', 'Service_And_Parts', 'Name'],
    ['books', 'items', 'name'],
    ['fsm', 'Companies', 'Company_Name'],
    ['fsm', 'Companies', 'Service_Address.City'],
    ['fsm', 'Contacts', 'First_Name'],
    ['fsm', 'Contacts', 'Email'],
    ['books', 'contacts', 'contact_name'],
    ['books', 'contacts', 'shipping_address.city'],
    // Of an individual it is carried, of a business it is the primary person's.
    ['books', 'contacts', 'email'],
    ['books', 'contact_persons', 'last_name'],
  ] as const)('[P2] is not %s.%s.%s, which the pair carries by itself', (service, module, field) => {
    expect(mayBeNamed(service, module, field)).toBe(false);
  });

  test.each([
    ['fsm', 'Service_And_Parts', 'Unit_Price'],
    ['fsm', 'Service_And_Parts', 'Tax.Tax_Id'],
    ['books', 'items', 'rate'],
    ['books', 'contacts', 'website'],
    // In the table of individuals alone.
    ['books', 'contacts', 'designation'],
    ['books', 'contact_persons', 'designation'],
    ['fsm', 'Work_Orders', 'Name'],
  ] as const)('is %s.%s.%s', (service, module, field) => {
    expect(mayBeNamed(service, module, field)).toBe(true);
  });
});
