/** What a record is: the tables of a mapping, for people. */
import type { TableName } from '../src/engine/model.ts';
import { builder } from './builder.ts';

export const RecordKind = builder.enumType('RecordKind', {
  description: 'What a pair of records is to the sync.',
  values: {
    ITEM: { description: 'A Service or Part of FSM with an Item of Books.' },
    COMPANY: { description: 'A Company of FSM with a business Customer of Books.' },
    CONTACT: { description: 'A Contact of FSM with an individual Customer of Books.' },
    CONTACT_PERSON: {
      description: "A Contact of a company in FSM with a contact person of the company's Customer in Books.",
    },
  } as const,
});

const KIND_OF_TABLE = {
  items: 'ITEM',
  business: 'COMPANY',
  individual: 'CONTACT',
  person: 'CONTACT_PERSON',
} as const satisfies Readonly<Record<TableName, string>>;

export const kindOf = (table: TableName) => KIND_OF_TABLE[table];
