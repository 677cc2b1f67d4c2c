/** The tables of a mapping, as kinds of records. */
import { builder } from './builder.ts';

export const TableName = builder.enumType('RecordKind', {
  description: 'What a record is to the sync.',
  values: {
    items: { value: 'items', description: 'A Service or Part, and an Item.' },
    business: { value: 'business', description: 'A Company, and a business Customer.' },
    person: { value: 'person', description: 'A Contact of a company, and a contact person.' },
    individual: { value: 'individual', description: 'A Contact of no company, and an individual Customer.' },
  } as const,
});
