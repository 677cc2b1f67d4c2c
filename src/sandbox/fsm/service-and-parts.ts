/** FSM's services and parts, a module whose internal name is Products (docs/zoho.md, fsm-api.md 6, 10). */
import { FSM_ITEMS_INTERNAL_MODULE, FSM_ITEMS_MODULE } from '../../zoho-api/index.ts';
import type { StoredRecord } from '../core/collection.ts';
import type { Answer, ServiceCall } from '../core/exchange.ts';
import type { Organization } from '../core/organization.ts';
import { invalidData, invalidModule } from './envelope.ts';
import { pushItem } from './item-push.ts';
import { type FsmItem, NEW_FSM_ITEM } from './item-record.ts';
import { itemDetail, itemListRow } from './item-rows.ts';
import { type FsmItemChange, readItem } from './item-writes.ts';
import { processSync } from './process-sync.ts';
import { createRecords, deleteRecord, listRecords, readRecord, updateRecord } from './records.ts';
import type { FsmResource } from './resource.ts';
import type { FsmRoutes } from './routes.ts';
import { searchRecords } from './search.ts';

function makeItem(_organization: Organization, change: FsmItemChange, system: StoredRecord): FsmItem {
  const values = { ...NEW_FSM_ITEM, ...change };
  const links = { ZBilling_Id: change.ZBilling_Id ?? null, ZCRM_Id: null };
  return {
    ...system,
    ...values,
    ...links,
    active: change.active ?? true,
    nameKey: values.Name.toLowerCase(),
  };
}

function applyItem(item: FsmItem, change: FsmItemChange): FsmItem {
  const next = { ...item, ...change };
  return { ...next, nameKey: next.Name.toLowerCase() };
}

function linkItem(organization: Organization, item: FsmItem, billingId: string | null): FsmItem {
  if (billingId !== null && organization.items.get(billingId) === undefined) {
    throw invalidData({ api_name: 'integ_id' });
  }
  return { ...item, ZBilling_Id: billingId };
}

const SERVICE_AND_PARTS: FsmResource<FsmItem, FsmItemChange> = {
  module: FSM_ITEMS_MODULE,
  tabName: FSM_ITEMS_INTERNAL_MODULE,
  collection: (organization) => organization.serviceAndParts,
  sorts: ['Created_Time', 'Modified_Time', 'Name', 'id'],
  searches: {
    Name: { read: (item) => item.Name, indexed: true },
    ZBilling_Id: { read: (item) => item.ZBilling_Id ?? '', indexed: true },
    ZCRM_Id: { read: (item) => item.ZCRM_Id ?? '', indexed: false },
  },
  listRow: itemListRow,
  detail: itemDetail,
  read: readItem,
  make: makeItem,
  apply: applyItem,
  link: linkItem,
  push: pushItem,
};

const deleteItem = (call: ServiceCall): Answer => deleteRecord(SERVICE_AND_PARTS, call);
const updateItem = (call: ServiceCall): Answer => updateRecord(SERVICE_AND_PARTS, call);

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
  on('GET', `/${FSM_ITEMS_MODULE}`, (call) => listRecords(SERVICE_AND_PARTS, call));
  on('POST', `/${FSM_ITEMS_MODULE}`, (call) => createRecords(SERVICE_AND_PARTS, call));
  on('GET', `/${FSM_ITEMS_MODULE}/search`, (call) => searchRecords(SERVICE_AND_PARTS, call));
  on('PUT', `/${FSM_ITEMS_MODULE}/{id}`, updateAtPublicModule);
  on('DELETE', `/${FSM_ITEMS_MODULE}/{id}`, deleteAtPublicModule);
  on('PUT', `/${FSM_ITEMS_INTERNAL_MODULE}/{id}`, updateItem);
  on('DELETE', `/${FSM_ITEMS_INTERNAL_MODULE}/{id}`, deleteItem);
  for (const module of [FSM_ITEMS_MODULE, FSM_ITEMS_INTERNAL_MODULE]) {
    on('GET', `/${module}/{id}`, (call) => readRecord(SERVICE_AND_PARTS, call));
    on('POST', `/${module}/{id}/actions/process_sync`, (call) => processSync(SERVICE_AND_PARTS, call));
  }
};
