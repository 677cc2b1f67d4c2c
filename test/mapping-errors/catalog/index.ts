// An invented catalog with every trait a field can have, for the wrong and the right files beside it.
import { bindItems, booksModule, type FieldSpecs, fsmModule, references } from '#mapping';

const taxFields = {
  Tax_Id: { kind: 'reference', label: 'Tax', refersTo: 'tax' },
} as const satisfies FieldSpecs;

const fsmFields = {
  Name: { kind: 'text', label: 'Name', mandatory: true },
  Type: { kind: 'picklist', label: 'Type', mandatory: true, options: ['Service', 'Goods'] },
  Unit_Price: { kind: 'decimal', label: 'Unit Price', mandatory: true, scale: 2 },
  Description: { kind: 'multiline', label: 'Description', maxLength: 32000 },
  SKU: { kind: 'text', label: 'SKU', maxLength: 255 },
  Unit: { kind: 'text', label: 'Unit', maxLength: 50 },
  Tax: { kind: 'group', label: 'Tax', fields: taxFields },
  Bin__C: { kind: 'integer', label: 'Bin' },
  Weight__C: { kind: 'decimal', label: 'Weight', scale: 3 },
  Margin__C: { kind: 'decimal', label: 'Margin', formula: true },
  Label__C: { kind: 'text', label: 'Label', formula: true },
  Fragile__C: { kind: 'boolean', label: 'Fragile' },
  Since__C: { kind: 'date', label: 'Since' },
  Colour__C: { kind: 'picklist', label: 'Colour', options: ['Red', 'Green', 'Blue'] },
  Maker__C: { kind: 'text', label: 'Maker', maxLength: 60 },
  Model__C: { kind: 'text', label: 'Model', maxLength: 37 },
  Maker_Email__C: { kind: 'email', label: 'Maker e-mail' },
  Maker_Phone__C: { kind: 'phone', label: 'Maker phone', pii: true },
  Allergen__C: { kind: 'text', label: 'Allergen', ephi: true },
  Created_Time: { kind: 'datetime', label: 'Created Time', readOnly: true },
} as const satisfies FieldSpecs;
type FsmFields = typeof fsmFields;
export interface ServiceAndParts extends FsmFields {}

const booksFields = {
  name: { kind: 'text', label: 'Name', mandatory: true, maxLength: 100 },
  rate: { kind: 'decimal', label: 'Rate', mandatory: true, scale: 2 },
  product_type: { kind: 'picklist', label: 'Product Type', options: ['goods', 'service'] },
  description: { kind: 'multiline', label: 'Description', maxLength: 2000 },
  sku: { kind: 'text', label: 'SKU', maxLength: 100 },
  unit: { kind: 'text', label: 'Unit', maxLength: 50 },
  tax_id: { kind: 'reference', label: 'Tax', refersTo: 'tax' },
  account_id: { kind: 'reference', label: 'Account', refersTo: 'account' },
  cf_region: { kind: 'text', label: 'Region', mandatory: true },
  cf_bin: { kind: 'text', label: 'Bin', maxLength: 20 },
  cf_weight: { kind: 'decimal', label: 'Weight', scale: 2 },
  cf_fragile: { kind: 'boolean', label: 'Fragile' },
  cf_fragile_word: { kind: 'picklist', label: 'Fragile (word)', options: ['Yes', 'No'] },
  cf_colour: { kind: 'picklist', label: 'Colour', options: ['Red', 'Green'] },
  cf_margin: { kind: 'decimal', label: 'Margin' },
  cf_count: { kind: 'integer', label: 'Count' },
  cf_note: { kind: 'text', label: 'Note' },
  cf_maker: { kind: 'text', label: 'Maker and model', maxLength: 100 },
  cf_maker_long: { kind: 'text', label: 'Maker, at more length', maxLength: 200 },
  cf_maker_notes: { kind: 'multiline', label: 'Maker, at length', maxLength: 500 },
  cf_owner: { kind: 'text', label: 'Owner', pii: true },
  cf_health: { kind: 'text', label: 'Health', ephi: true },
  cf_total: { kind: 'decimal', label: 'Total', formula: true },
  created_time: { kind: 'datetime', label: 'Created Time', readOnly: true },
} as const satisfies FieldSpecs;
type BooksFields = typeof booksFields;
export interface Items extends BooksFields {}

export const fsm = fsmModule('Service_And_Parts', fsmFields as ServiceAndParts);
export const books = booksModule('items', booksFields as Items);
export const item = references(fsm);
export const items = bindItems({ fsm, books });

export { company, contact, customers, invoices, workOrder } from './customers.ts';
