/** FSM's services and parts, a module whose internal name is Products (docs/zoho.md, fsm-api.md 6, 10). */
import {
  FSM_CODE,
  FSM_ID_PATTERN,
  FSM_ITEMS_INTERNAL_MODULE,
  FSM_ITEMS_MODULE,
  FSM_RECORDS_PER_WRITE_MAX,
} from '../../zoho-api/index.ts';
import { pageOf } from '../core/collection.ts';
import type { Answer, ServiceCall } from '../core/exchange.ts';
import { isRecord } from '../core/json.ts';
import type { Organization } from '../core/organization.ts';
import {
  fsmBody,
  fsmPage,
  fsmPaging,
  fsmRecords,
  invalidData,
  invalidModule,
  invalidUrl,
  NO_CONTENT,
  userReference,
} from './envelope.ts';
import { type FsmItem, NEW_FSM_ITEM } from './item-record.ts';
import { itemDetail, itemListRow } from './item-rows.ts';
import { searchItems } from './item-search.ts';
import { type FsmItemChange, readItem } from './item-writes.ts';
import type { FsmRoutes } from './routes.ts';

const SORTS = ['Created_Time', 'Modified_Time', 'Name', 'id'];

/** The id of the path. @throws Refusal when it is no id at all */
function pathId({ params }: ServiceCall): string {
  const id = params.id ?? '';
  if (!FSM_ID_PATTERN.test(id)) throw invalidUrl();
  return id;
}

/** Created_Time descending unless `sort_by` is given and honoured. */
function listItems(call: ServiceCall): Answer {
  const { organization, request } = call;
  const honoured = organization.capabilities.fsmSortBy ? request.query.get('sort_by') : null;
  const sort = honoured !== null && SORTS.includes(honoured) ? honoured : 'Created_Time';
  const descending = honoured === null || request.query.get('sort_order')?.toLowerCase() !== 'asc';
  const items = organization.serviceAndParts;
  const listed = organization.switches.fsmListsInactive
    ? items.order(sort).rows
    : items.filtered(sort, 'active', (item) => item.active);
  const paging = fsmPaging(call);
  const { rows, more } = pageOf(listed, paging.page, paging.perPage, descending);
  const page = rows.map((item) => itemListRow(organization, item));
  return fsmPage(page, paging, more);
}

function readOne(call: ServiceCall): Answer {
  const item = call.organization.serviceAndParts.get(pathId(call));
  if (item === undefined) return NO_CONTENT;
  return { status: 200, body: { data: [itemDetail(call.organization, item)] } };
}

/** Who and when, as answers to writes show it. */
function stamps(organization: Organization, item: FsmItem) {
  const user = userReference(organization);
  return {
    Modified_Time: organization.zone.fsmTime(item.modifiedS * 1000),
    Modified_By: user,
    Created_Time: organization.zone.fsmTime(item.createdS * 1000),
    id: item.id,
    Created_By: user,
  };
}

function put(call: ServiceCall, item: FsmItem): void {
  call.organization.serviceAndParts.put(item, call.nowMs);
  call.organization.writtenThroughFsm(item.id, call.nowMs);
}

function makeItem({ organization, nowMs }: ServiceCall, change: FsmItemChange): FsmItem {
  const atS = Math.floor(nowMs / 1000);
  const values = { ...NEW_FSM_ITEM, ...change };
  const links = { ZBilling_Id: change.ZBilling_Id ?? null, ZCRM_Id: null };
  const system = {
    active: change.active ?? true,
    createdS: atS,
    modifiedS: atS,
    nameKey: values.Name.toLowerCase(),
  };
  return { ...values, ...links, ...system, id: organization.ids.fsm.next() };
}

/** All records of a request or none: unknown in Zoho, whose pages show one record per call. */
function createItems(call: ServiceCall): Answer {
  const records = fsmRecords(call);
  if (records.length > FSM_RECORDS_PER_WRITE_MAX)
    throw invalidData({ maximum_length: FSM_RECORDS_PER_WRITE_MAX });
  const changes = records.map((record) => readItem(call.organization, record, null));
  const created = changes.map((change, position) => {
    const item = makeItem(call, change);
    put(call, item);
    const { Modified_Time, Modified_By, Created_Time, id, Created_By } = stamps(call.organization, item);
    const uid = `${FSM_ITEMS_MODULE}_${position}`;
    return {
      UID: uid,
      Modified_Time,
      Modified_By,
      Created_Time,
      id,
      Created_By,
      TabName: FSM_ITEMS_INTERNAL_MODULE,
    };
  });
  const data = { [FSM_ITEMS_MODULE]: created };
  return { status: 201, body: { result: 'success', code: FSM_CODE.success, data, status: 'success' } };
}

function changed(call: ServiceCall, item: FsmItem, change: FsmItemChange, moves = true): FsmItem {
  const atS = Math.floor(call.nowMs / 1000);
  const next = { ...item, ...change, modifiedS: moves ? Math.max(item.modifiedS, atS) : item.modifiedS };
  const stored = { ...next, nameKey: next.Name.toLowerCase() };
  put(call, stored);
  return stored;
}

/** What a write to a record that is gone gets. */
function goneAnswer({ world }: ServiceCall): Answer {
  if (world.switches.fsmWriteToGoneRecord === 204) return NO_CONTENT;
  throw invalidData({ api_name: 'id' });
}

function success(message: string, details: Readonly<Record<string, unknown>>): Answer {
  return { status: 200, body: { data: [{ code: FSM_CODE.success, details, message, status: 'success' }] } };
}

function updateItem(call: ServiceCall): Answer {
  const item = call.organization.serviceAndParts.get(pathId(call));
  if (item === undefined) return goneAnswer(call);
  const [record] = fsmRecords(call);
  const stored = changed(call, item, readItem(call.organization, record ?? {}, item));
  return success('record updated', stamps(call.organization, stored));
}

/** A refused delete is a 200 too (fsm-api.md 10). */
function deleteItem(call: ServiceCall): Answer {
  const id = pathId(call);
  if (call.organization.serviceAndParts.get(id) === undefined) return goneAnswer(call);
  if (call.organization.capabilities.refuseDeletes) {
    return { status: 200, body: { restricted_to_delete: { invalid_records: { [id]: ['Work_Orders'] } } } };
  }
  call.organization.serviceAndParts.remove(id, call.nowMs);
  return success('record deleted', { id });
}

/** The link call: its keys may be at the top or under `data`; its answer is unknown (fsm-api.md 10). */
function processSync(call: ServiceCall): Answer {
  const { organization, request, world } = call;
  if (!organization.capabilities.processSync) throw invalidUrl();
  const item = organization.serviceAndParts.get(pathId(call));
  if (item === undefined) return goneAnswer(call);
  const body = fsmBody(call);
  const [first] = Array.isArray(body.data) ? (body.data as unknown[]) : [];
  const keys = isRecord(first) ? first : body;
  if (request.query.get('sync_service') !== 'finance') throw invalidData({ api_name: 'sync_service' });
  const integId = keys.integ_id;
  if (typeof integId !== 'string') throw invalidData({ api_name: 'integ_id' });
  const moves = world.switches.fsmLinkMovesModifiedTime;
  switch (keys.sync_process) {
    case 'link':
      if (organization.items.get(integId) === undefined) throw invalidData({ api_name: 'integ_id' });
      if (item.ZBilling_Id !== null && item.ZBilling_Id !== integId)
        throw invalidData({ api_name: 'integ_id' });
      changed(call, item, { ZBilling_Id: integId }, moves);
      return success('record linked', { id: item.id });
    case 'unlink':
      if (item.ZBilling_Id !== integId) throw invalidData({ api_name: 'integ_id' });
      changed(call, item, { ZBilling_Id: null }, moves);
      return success('record unlinked', { id: item.id });
    default:
      throw invalidData({ api_name: 'sync_process' });
  }
}

/** DELETE at the public name, where it is seen to fail (fsm-api.md 6). */
function deleteAtPublicModule(call: ServiceCall): Answer {
  if (!call.world.switches.fsmDeleteAtPublicModule) throw invalidModule();
  return deleteItem(call);
}

function updateAtPublicModule(call: ServiceCall): Answer {
  if (!call.world.switches.fsmEditAtPublicModule) throw invalidModule();
  return updateItem(call);
}

export const serviceAndPartsRoutes: FsmRoutes = (on) => {
  on('GET', `/${FSM_ITEMS_MODULE}`, listItems);
  on('POST', `/${FSM_ITEMS_MODULE}`, createItems);
  on('GET', `/${FSM_ITEMS_MODULE}/search`, searchItems);
  on('PUT', `/${FSM_ITEMS_MODULE}/{id}`, updateAtPublicModule);
  on('DELETE', `/${FSM_ITEMS_MODULE}/{id}`, deleteAtPublicModule);
  on('PUT', `/${FSM_ITEMS_INTERNAL_MODULE}/{id}`, updateItem);
  on('DELETE', `/${FSM_ITEMS_INTERNAL_MODULE}/{id}`, deleteItem);
  for (const module of [FSM_ITEMS_MODULE, FSM_ITEMS_INTERNAL_MODULE]) {
    on('GET', `/${module}/{id}`, readOne);
    on('POST', `/${module}/{id}/actions/process_sync`, processSync);
  }
};
