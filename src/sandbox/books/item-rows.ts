/** How items read: list rows, details and bulk details (docs/zoho.md, books-api.md 3.7; key order as recorded live). */
import type { Organization } from '../core/organization.ts';
import { customMembers, withoutRemoved } from './custom-members.ts';
import type { BooksItem } from './item-record.ts';
import { marksTaxable } from './item-writes.ts';
import { customFieldsOf } from './member-values.ts';

/** The income account every item of the sandbox has. */
const SALES_ACCOUNT = { suffix: '00000000388', name: 'Sales' } as const;

function salesAccountId(organization: Organization): string {
  return organization.booksPrefix + SALES_ACCOUNT.suffix;
}

/** Tax members; `is_taxable` is there only where the organisation has taxes (books-api.md 3.7). */
function taxMembers(organization: Organization, item: BooksItem) {
  const tax = organization.taxes.find((entry) => entry.id === item.taxId);
  const members = { tax_id: item.taxId, tax_name: tax?.name ?? '', tax_percentage: tax?.percentage ?? 0 };
  if (!marksTaxable(organization)) return members;
  const exemption = { tax_exemption_id: item.taxExemptionId };
  return { ...members, is_taxable: item.isTaxable ?? true, ...(item.taxExemptionId === '' ? {} : exemption) };
}

function kindMembers(item: BooksItem) {
  return {
    can_be_sold: item.itemType !== 'purchases',
    can_be_purchased: item.itemType !== 'sales',
    track_inventory: item.itemType === 'inventory',
    item_type: item.itemType,
    product_type: item.productType,
  };
}

export function itemListRow(organization: Organization, item: BooksItem): Record<string, unknown> {
  const row: Record<string, unknown> = {
    item_id: item.id,
    name: item.name,
    item_name: item.name,
    unit: item.unit,
    status: item.active ? 'active' : 'inactive',
    source: item.source,
    is_linked_with_zohocrm: false,
    zcrm_product_id: '',
    description: item.description,
    rate: item.rate,
    ...taxMembers(organization, item),
    purchase_account_id: '',
    purchase_account_name: '',
    account_id: salesAccountId(organization),
    account_name: SALES_ACCOUNT.name,
    purchase_description: item.purchaseDescription,
    purchase_rate: item.purchaseRate,
    ...kindMembers(item),
    has_attachment: false,
    sku: item.sku,
    image_name: '',
    image_type: '',
    image_document_id: '',
    created_time: organization.zone.booksTime(item.createdS * 1000),
    last_modified_time: organization.zone.booksTime(item.modifiedS * 1000),
    product_subtype: '',
    purpose_of_use: '',
    vendor_name: '',
    tags: [],
  };
  if (customFieldsOf(organization, 'items').length > 0) {
    const { list, hash } = customMembers(organization, 'items', item.custom);
    Object.assign(row, hash, { custom_fields: list });
  }
  return withoutRemoved(organization, 'items', row);
}

/** Members of a detail that the sandbox never fills. */
const EMPTY_BEFORE_UNIT = {
  brand: '',
  manufacturer: '',
  product_subtype: '',
  purpose_of_use: '',
  item_code: {},
  image_name: '',
  image_type: '',
} as const;

const EMPTY_TAX_DETAILS = {
  tax_type: '',
  tax_status: '',
  tax_start_date: '',
  tax_end_date: '',
  tax_groups_details: '',
  tax_country_code: '',
  tax_information: '',
  is_tax_expired: '',
  purchase_tax_information: '',
  is_default_tax_applied: false,
  associated_template_id: '',
  documents: [],
} as const;

const LOCKS = {
  minimum_order_quantity: '',
  maximum_order_quantity: '',
  lock_details: { can_lock: false },
  locked_actions: [],
  lock_detail: { can_lock: true, custom_locks: [], system_locks: [] },
  locked_fields: {},
} as const;

const VARIANTS = {
  is_fulfillable: false,
  attribute_name1: '',
  attribute_name2: '',
  attribute_name3: '',
  attribute_option_name1: '',
  attribute_option_name2: '',
  attribute_option_name3: '',
  sales_channels: [],
  is_modifier_item: false,
  integration_references: [],
  has_variant: false,
  default_hosted_page_url: '',
} as const;

function priceMembers(item: BooksItem) {
  return {
    purchase_description: item.purchaseDescription,
    pricebook_rate: item.rate,
    pricing_scheme: 'unit',
    price_brackets: [],
    default_price_brackets: [{ start_quantity: 1, end_quantity: 1, pricebook_rate: item.rate }],
    sales_rate: item.rate,
    purchase_rate: item.purchaseRate,
    sales_margin: '',
    purchase_account_id: '',
    purchase_account_name: '',
  };
}

export function itemDetail(organization: Organization, item: BooksItem): Record<string, unknown> {
  const { list, hash } = customMembers(organization, 'items', item.custom);
  return withoutRemoved(organization, 'items', {
    // A group of one item: its id follows the item's own.
    group_id: `${item.id.slice(0, -1)}${(Number(item.id.slice(-1)) + 3) % 10}`,
    item_id: item.id,
    name: item.name,
    sku: item.sku,
    ...EMPTY_BEFORE_UNIT,
    status: item.active ? 'active' : 'inactive',
    source: item.source,
    is_linked_with_zohocrm: false,
    zcrm_product_id: '',
    crm_owner_id: '',
    unit: item.unit,
    unit_id: organization.unitId(item.unit),
    description: item.description,
    rate: item.rate,
    account_id: salesAccountId(organization),
    account_name: SALES_ACCOUNT.name,
    ...taxMembers(organization, item),
    ...EMPTY_TAX_DETAILS,
    ...priceMembers(item),
    created_at: organization.zone.date(item.createdS * 1000),
    created_time: organization.zone.booksTime(item.createdS * 1000),
    offline_created_date_with_time: '',
    last_modified_time: organization.zone.booksTime(item.modifiedS * 1000),
    tags: [],
    ...kindMembers(item),
    ...LOCKS,
    custom_fields: list,
    custom_field_hash: hash,
    ...VARIANTS,
  });
}

/** A row of `GET /itemdetails`: a detail with the two tax rules of the documented row (books-api.md 5.2). */
export function itemBulkRow(organization: Organization, item: BooksItem): Record<string, unknown> {
  return { ...itemDetail(organization, item), purchase_tax_rule_id: '', sales_tax_rule_id: '' };
}
