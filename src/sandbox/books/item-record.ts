/** A Books or Invoice item as stored. */
import { UNIQUE_FIELD_API_NAME } from '../../zoho-api/index.ts';
import { by, RecordCollection, type StoredRecord } from '../core/collection.ts';
import type { Switches } from '../switches.ts';
import type { CustomValues } from './member-values.ts';

/** What a write can set; numbers stay exactly the JSON numbers that were sent. */
export interface BooksItemValues {
  readonly name: string;
  readonly rate: number;
  readonly description: string;
  readonly sku: string;
  readonly unit: string;
  readonly productType: string;
  readonly itemType: string;
  readonly purchaseRate: number;
  readonly purchaseDescription: string;
  /** Null where the organisation has no taxes, or nobody said. */
  readonly isTaxable: boolean | null;
  readonly taxId: string;
  readonly taxExemptionId: string;
  readonly custom: CustomValues | null;
}

export interface BooksItem extends StoredRecord, BooksItemValues {
  readonly source: 'api' | 'user';
  /** The name as compared for order and, where the switch says so, for uniqueness. */
  readonly nameKey: string;
}

export const NEW_ITEM: BooksItemValues = {
  name: '',
  rate: 0,
  description: '',
  sku: '',
  unit: '',
  productType: 'goods',
  itemType: 'sales',
  purchaseRate: 0,
  purchaseDescription: '',
  isTaxable: null,
  taxId: '',
  taxExemptionId: '',
  custom: null,
};

/** How the organisation compares names. */
export function itemNameKey(name: string, switches: Switches): string {
  return switches.booksNamesIgnoreCase ? name.toLowerCase() : name;
}

export function booksItemCollection(switches: Switches): RecordCollection<BooksItem> {
  return new RecordCollection<BooksItem>({
    orders: {
      name: by((item) => item.nameKey),
      rate: by((item) => item.rate),
      tax_name: by((item) => item.taxId),
      created_time: by((item) => item.createdS),
      last_modified_time: by((item) => item.modifiedS),
    },
    keys: {
      name: (item) => itemNameKey(item.name, switches),
      sku: (item) => (item.sku === '' ? null : item.sku.toLowerCase()),
      unique: (item) => {
        const value = item.custom?.[UNIQUE_FIELD_API_NAME];
        return value === undefined || value === '' ? null : String(value);
      },
    },
  });
}
