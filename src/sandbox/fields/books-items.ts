/** Standard fields of a Books or Invoice item that can be written (docs/zoho.md, books-api.md 5.1). */
import { BOOKS_ITEM_LENGTHS_MAX } from '../../zoho-api/index.ts';
import type { FieldSpec } from './catalog.ts';

export const BOOKS_ITEM_FIELDS: readonly FieldSpec[] = [
  { name: 'name', label: 'Name', type: 'string', max: BOOKS_ITEM_LENGTHS_MAX.name, required: true },
  { name: 'rate', label: 'Selling Price', type: 'amount', required: true },
  { name: 'description', label: 'Description', type: 'multiline', max: BOOKS_ITEM_LENGTHS_MAX.description },
  { name: 'sku', label: 'SKU', type: 'string', max: BOOKS_ITEM_LENGTHS_MAX.sku },
  { name: 'unit', label: 'Unit', type: 'string', max: BOOKS_ITEM_LENGTHS_MAX.unit },
  {
    name: 'product_type',
    label: 'Type',
    type: 'dropdown',
    picks: ['goods', 'service', 'digital_service'],
  },
  {
    name: 'item_type',
    label: 'Item Type',
    type: 'dropdown',
    picks: ['sales', 'purchases', 'sales_and_purchases', 'inventory'],
  },
  { name: 'purchase_rate', label: 'Cost Price', type: 'amount' },
  {
    name: 'purchase_description',
    label: 'Purchase Description',
    type: 'multiline',
    max: BOOKS_ITEM_LENGTHS_MAX.description,
  },
  { name: 'is_taxable', label: 'Taxable', type: 'check_box' },
  { name: 'tax_id', label: 'Tax', type: 'lookup' },
  { name: 'tax_exemption_id', label: 'Tax Exemption', type: 'lookup' },
];
