/** Items of Books and Invoice: create, read, edit, activate, delete (docs/zoho.md, books-api.md 4.4, 5.2). */
import { ITEM_DETAILS_IDS_MAX } from '../../zoho-api/index.ts';
import type { Answer, ServiceCall } from '../core/exchange.ts';
import {
  booksBody,
  booksCreated,
  booksRefusal,
  booksSuccess,
  invalidValue,
  pageContext,
} from './envelope.ts';
import { listItems } from './item-list.ts';
import { type BooksItem, type BooksItemValues, NEW_ITEM } from './item-record.ts';
import { itemBulkRow, itemDetail } from './item-rows.ts';
import { itemNotFound, readItem, refuseWhole } from './item-writes.ts';
import { writeKey } from './keyed-write.ts';
import type { BooksRoutes } from './routes.ts';

function find({ organization, params }: ServiceCall): BooksItem {
  const item = organization.items.get(params.id ?? '');
  if (item === undefined) throw itemNotFound();
  return item;
}

/** Stores a new version; last_modified_time never moves back. */
function store(
  call: ServiceCall,
  item: BooksItem,
  values: Partial<BooksItemValues> & { active?: boolean },
): BooksItem {
  const modifiedS = Math.max(item.modifiedS, Math.floor(call.nowMs / 1000));
  const next = { ...item, ...values, modifiedS };
  const stored = { ...next, nameKey: next.name.toLowerCase() };
  call.organization.items.put(stored, call.nowMs);
  return stored;
}

function insert(call: ServiceCall, body: Readonly<Record<string, unknown>>): BooksItem {
  const { organization, nowMs } = call;
  const values = { ...NEW_ITEM, ...readItem(organization, body, null) };
  refuseWhole(organization, values, null);
  const atS = Math.floor(nowMs / 1000);
  const times = { createdS: atS, modifiedS: atS };
  const id = organization.ids.books.next();
  const item: BooksItem = { id, active: true, source: 'api', nameKey: '', ...times, ...values };
  return store(call, item, {});
}

function update(call: ServiceCall, item: BooksItem, body: Readonly<Record<string, unknown>>): BooksItem {
  const values = readItem(call.organization, body, item);
  refuseWhole(call.organization, { ...item, ...values }, item.id);
  return store(call, item, values);
}

function createItem(call: ServiceCall): Answer {
  const item = insert(call, booksBody(call.request));
  return booksCreated(
    'items',
    item.id,
    { item: itemDetail(call.organization, item) },
    'The item has been added.',
  );
}

function readOne(call: ServiceCall): Answer {
  return booksSuccess({ item: itemDetail(call.organization, find(call)) });
}

function updateItem(call: ServiceCall): Answer {
  const item = update(call, find(call), booksBody(call.request));
  return booksSuccess({ item: itemDetail(call.organization, item) }, 'Item details have been saved.');
}

/** `PUT /items` addressed by a custom field without duplicates, with `X-Upsert` an idempotent create. */
function updateByUniqueField(call: ServiceCall): Answer {
  const { organization, request, world } = call;
  const key = writeKey(call, 'items');
  const body = booksBody(request);
  const [id] = organization.items.idsByKey('unique', key.value);
  const known = id === undefined ? undefined : organization.items.get(id);
  if (known !== undefined) {
    const item = update(call, known, body);
    return booksSuccess({ item: itemDetail(organization, item) }, 'Item details have been saved.');
  }
  if (!key.upsert) throw itemNotFound();
  let item = insert(call, body);
  if (world.switches.booksUpsertStoresKey) {
    item = store(call, item, { custom: { ...item.custom, [key.field]: key.value } });
  }
  const payload = { item: itemDetail(organization, item) };
  const answer = booksCreated('items', item.id, payload, 'The item has been added.');
  return { ...answer, status: world.switches.booksUpsertCreateStatus };
}

function setActive(active: boolean): (call: ServiceCall) => Answer {
  return (call) => {
    store(call, find(call), { active });
    return booksSuccess({}, `The item has been marked as ${active ? 'active' : 'inactive'}.`);
  };
}

function deleteItem(call: ServiceCall): Answer {
  const item = find(call);
  if (call.organization.capabilities.refuseDeletes) {
    const message =
      'Items which are a part of other transactions cannot be deleted. Mark them as inactive instead.';
    throw booksRefusal(400, call.world.switches.booksItemInUseCode, message);
  }
  call.organization.items.remove(item.id, call.nowMs);
  return booksSuccess({}, 'The item has been deleted.');
}

/** Bulk detail. Unknown in Zoho: ids that do not exist (left out), and more ids than connectors send (refused). */
function itemDetails(call: ServiceCall): Answer {
  const ids = (call.request.query.get('item_ids') ?? '').split(',').filter((id) => id !== '');
  if (ids.length === 0 || ids.length > ITEM_DETAILS_IDS_MAX) throw invalidValue('item_ids');
  const found = ids.flatMap((id) => call.organization.items.get(id) ?? []);
  return booksSuccess({
    items: found.map((item) => itemBulkRow(call.organization, item)),
    page_context: { ...pageContext({ page: 1, perPage: 200 }, false, 'Items'), sort_order: 'A' },
  });
}

/** `PUT /item/{id}/customfields`, singular, its body a bare array (books-api.md 4.5). */
function updateCustomFields(call: ServiceCall): Answer {
  const list = booksBody({ ...call.request, body: `{"custom_fields":${call.request.body || 'null'}}` });
  update(call, find(call), list);
  return booksSuccess({}, 'Custom Fields Updated Successfully');
}

export const itemRoutes: BooksRoutes = (on) => {
  on('GET', '/items', listItems);
  on('POST', '/items', createItem);
  on('PUT', '/items', updateByUniqueField);
  on('GET', '/items/{id}', readOne);
  on('PUT', '/items/{id}', updateItem);
  on('DELETE', '/items/{id}', deleteItem);
  on('POST', '/items/{id}/active', setActive(true));
  on('POST', '/items/{id}/inactive', setActive(false));
  on('GET', '/itemdetails', itemDetails);
  on('PUT', '/item/{id}/customfields', updateCustomFields);
};
