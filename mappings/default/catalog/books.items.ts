// Standard fields of the items of Zoho Books and Zoho Invoice, for every tax edition: `editions` names those that have
// the field. Catalogs are generated; one edited by hand works as well. How many decimals an amount keeps is the
// organisation's own setting, so none is declared here: a value that Books does not keep fails its record.
import { booksModule, type FieldSpecs } from '#mapping';

const fields = {
  name: { kind: 'text', label: 'Name', mandatory: true, maxLength: 100 },
  rate: { kind: 'decimal', label: 'Rate', mandatory: true },
  description: { kind: 'multiline', label: 'Description', maxLength: 2000 },
  sku: { kind: 'text', label: 'SKU' },
  unit: { kind: 'text', label: 'Unit' },
  product_type: {
    kind: 'picklist',
    label: 'Product Type',
    options: ['goods', 'service', 'digital_service', 'capital_goods', 'capital_service'],
  },
  item_type: {
    kind: 'picklist',
    label: 'Item Type',
    options: ['sales', 'purchases', 'sales_and_purchases', 'inventory'],
  },
  account_id: { kind: 'reference', label: 'Sales Account', refersTo: 'account' },
  purchase_rate: { kind: 'decimal', label: 'Purchase Rate' },
  purchase_description: { kind: 'multiline', label: 'Purchase Description', maxLength: 2000 },
  purchase_account_id: { kind: 'reference', label: 'Purchase Account', refersTo: 'account' },
  inventory_account_id: { kind: 'reference', label: 'Inventory Account', refersTo: 'account' },
  vendor_id: { kind: 'reference', label: 'Preferred Vendor', refersTo: 'vendor' },
  reorder_level: { kind: 'decimal', label: 'Reorder Level' },
  is_taxable: { kind: 'boolean', label: 'Taxable', editions: ['in', 'us', 'mx', 'ke', 'za'] },
  tax_exemption_id: {
    kind: 'reference',
    label: 'Tax Exemption',
    refersTo: 'tax exemption',
    editions: ['in', 'us', 'mx', 'ke', 'za'],
  },
  purchase_tax_exemption_id: {
    kind: 'reference',
    label: 'Purchase Tax Exemption',
    refersTo: 'tax exemption',
    editions: ['ke', 'za'],
  },
  tax_id: {
    kind: 'reference',
    label: 'Tax',
    refersTo: 'tax',
    editions: ['uk', 'gcc', 'au', 'ca', 'mx', 'ke', 'za', 'global'],
  },
  tax_percentage: { kind: 'decimal', label: 'Tax Percentage', readOnly: true },
  sales_tax_rule_id: {
    kind: 'reference',
    label: 'Sales Tax Rule',
    refersTo: 'tax rule',
    editions: ['mx', 'ke', 'za'],
  },
  purchase_tax_rule_id: {
    kind: 'reference',
    label: 'Purchase Tax Rule',
    refersTo: 'tax rule',
    editions: ['mx', 'ke', 'za'],
  },
  hsn_or_sac: { kind: 'text', label: 'HSN or SAC', editions: ['in', 'ke', 'za'] },
  sat_item_key_code: { kind: 'text', label: 'SAT Item Key', editions: ['mx'] },
  unitkey_code: { kind: 'text', label: 'SAT Unit Key', editions: ['mx'] },
  status: { kind: 'picklist', label: 'Status', readOnly: true, options: ['active', 'inactive'] },
  source: { kind: 'text', label: 'Source', readOnly: true },
  created_time: { kind: 'datetime', label: 'Created Time', readOnly: true },
  last_modified_time: { kind: 'datetime', label: 'Last Modified Time', readOnly: true },
} as const satisfies FieldSpecs;
type Fields = typeof fields;
export interface Items extends Fields {}

export const booksItems = booksModule('items', fields as Items);
