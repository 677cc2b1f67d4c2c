/** The calls that every FSM module has: list, read, create, edit, delete (docs/zoho.md, fsm-api.md 3, 10). */
import { FSM_CODE, FSM_ID_PATTERN, FSM_RECORDS_PER_WRITE_MAX } from '../../zoho-api/index.ts';
import { pageOf } from '../core/collection.ts';
import type { Answer, ServiceCall } from '../core/exchange.ts';
import type { Organization } from '../core/organization.ts';
import {
  fsmPage,
  fsmPaging,
  fsmRecords,
  invalidData,
  invalidUrl,
  NO_CONTENT,
  userReference,
} from './envelope.ts';
import type { FsmResource } from './resource.ts';
import type { FsmStored } from './stored.ts';

/** The id of the path. @throws Refusal when it is no id at all */
export function pathId({ params }: ServiceCall, name = 'id'): string {
  const id = params[name] ?? '';
  if (!FSM_ID_PATTERN.test(id)) throw invalidUrl();
  return id;
}

/** Created_Time descending unless `sort_by` is given and honoured. */
export function listRecords<R extends FsmStored, C>(resource: FsmResource<R, C>, call: ServiceCall): Answer {
  const { organization, request } = call;
  const honoured = organization.capabilities.fsmSortBy ? request.query.get('sort_by') : null;
  const sort = honoured !== null && resource.sorts.includes(honoured) ? honoured : 'Created_Time';
  const descending = honoured === null || request.query.get('sort_order')?.toLowerCase() !== 'asc';
  const records = resource.collection(organization);
  const listed = organization.switches.fsmListsInactive
    ? records.order(sort).rows
    : records.filtered(sort, 'active', (record) => record.active);
  const paging = fsmPaging(call);
  const { rows, more } = pageOf(listed, paging.page, paging.perPage, descending);
  const page = rows.map((record) => resource.listRow(organization, record));
  return fsmPage(page, paging, more);
}

export function readRecord<R extends FsmStored, C>(resource: FsmResource<R, C>, call: ServiceCall): Answer {
  const record = resource.collection(call.organization).get(pathId(call));
  if (record === undefined) return NO_CONTENT;
  return { status: 200, body: { data: [resource.detail(call.organization, record)] } };
}

/** Who and when, as answers to writes show it. */
function stamps(organization: Organization, record: FsmStored) {
  const user = userReference(organization);
  return {
    Modified_Time: organization.zone.fsmTime(record.modifiedS * 1000),
    Modified_By: user,
    Created_Time: organization.zone.fsmTime(record.createdS * 1000),
    id: record.id,
    Created_By: user,
  };
}

function put<R extends FsmStored, C>(resource: FsmResource<R, C>, call: ServiceCall, record: R): void {
  resource.collection(call.organization).put(record, call.nowMs);
  call.organization.writtenThroughFsm(record.id, call.nowMs);
}

/** All records of a request or none: unknown in Zoho, whose pages show one record per call. */
export function createRecords<R extends FsmStored, C>(
  resource: FsmResource<R, C>,
  call: ServiceCall,
): Answer {
  const { organization, nowMs } = call;
  const records = fsmRecords(call);
  if (records.length > FSM_RECORDS_PER_WRITE_MAX)
    throw invalidData({ maximum_length: FSM_RECORDS_PER_WRITE_MAX });
  const changes: C[] = [];
  for (const body of records) changes.push(resource.read(organization, body, null, changes));
  const atS = Math.floor(nowMs / 1000);
  const created = changes.map((change, position) => {
    const system = { id: organization.ids.fsm.next(), active: true, createdS: atS, modifiedS: atS };
    const record = resource.make(organization, change, system);
    put(resource, call, record);
    const { Modified_Time, Modified_By, Created_Time, id, Created_By } = stamps(organization, record);
    const UID = `${resource.module}_${position}`;
    const TabName = resource.tabName;
    return { UID, Modified_Time, Modified_By, Created_Time, id, Created_By, TabName };
  });
  const data = { [resource.module]: created };
  return { status: 201, body: { result: 'success', code: FSM_CODE.success, data, status: 'success' } };
}

/** Stores the next version of a record; `moves`: with it, Modified_Time moves on, never back. */
export function storeEdit<R extends FsmStored, C>(
  resource: FsmResource<R, C>,
  call: ServiceCall,
  record: R,
  moves = true,
): R {
  const atS = Math.floor(call.nowMs / 1000);
  const next = { ...record, modifiedS: moves ? Math.max(record.modifiedS, atS) : record.modifiedS };
  put(resource, call, next);
  return next;
}

/** What a write to a record that is gone gets. */
export function goneAnswer({ world }: ServiceCall): Answer {
  if (world.switches.fsmWriteToGoneRecord === 204) return NO_CONTENT;
  throw invalidData({ api_name: 'id' });
}

export function success(message: string, details: Readonly<Record<string, unknown>>): Answer {
  return { status: 200, body: { data: [{ code: FSM_CODE.success, details, message, status: 'success' }] } };
}

export function updateRecord<R extends FsmStored, C>(resource: FsmResource<R, C>, call: ServiceCall): Answer {
  const { organization } = call;
  const record = resource.collection(organization).get(pathId(call));
  if (record === undefined) return goneAnswer(call);
  const [body] = fsmRecords(call);
  const change = resource.read(organization, body ?? {}, record, []);
  const stored = storeEdit(resource, call, resource.apply(record, change));
  return success('record updated', stamps(organization, stored));
}

/** A refused delete is a 200 too (fsm-api.md 10). */
export function deleteRecord<R extends FsmStored, C>(resource: FsmResource<R, C>, call: ServiceCall): Answer {
  const id = pathId(call);
  const records = resource.collection(call.organization);
  if (records.get(id) === undefined) return goneAnswer(call);
  if (call.organization.capabilities.refuseDeletes) {
    return { status: 200, body: { restricted_to_delete: { invalid_records: { [id]: ['Work_Orders'] } } } };
  }
  records.remove(id, call.nowMs);
  return success('record deleted', { id });
}
