/** An FSM item's counterpart in Books, made by `process_sync` with `push` (docs/zoho.md, fsm-api.md 10). */
import { itemNameKey, NEW_ITEM } from '../books/item-record.ts';
import type { Organization } from '../core/organization.ts';
import { invalidData } from './envelope.ts';
import type { FsmItem } from './item-record.ts';

/** @returns the id of the new Books item @throws Refusal where Books has an item of that name */
export function pushItem(organization: Organization, item: FsmItem, nowMs: number): string {
  const { items, ids, switches, allowDuplicateNames } = organization;
  const nameKey = itemNameKey(item.Name, switches);
  if (!allowDuplicateNames && items.idsByKey('name', nameKey).length > 0)
    throw invalidData({ api_name: 'Name' });
  const atS = Math.floor(nowMs / 1000);
  const id = ids.books.next();
  const record = {
    ...NEW_ITEM,
    id,
    active: item.active,
    source: 'api' as const,
    createdS: atS,
    modifiedS: atS,
    name: item.Name,
    nameKey,
    rate: item.Unit_Price,
    description: item.Description ?? '',
    sku: item.SKU ?? '',
    unit: item.Unit ?? '',
    productType: item.Type === 'Service' ? 'service' : 'goods',
  };
  items.put(record, nowMs);
  return id;
}
