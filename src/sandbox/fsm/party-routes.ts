/** The paths of companies and of contacts (docs/zoho.md, fsm-api.md 4, 5). */
import { addressRoutes } from './address-rows.ts';
import type { FsmParty } from './party-record.ts';
import { processSync } from './process-sync.ts';
import { createRecords, deleteRecord, listRecords, readRecord, updateRecord } from './records.ts';
import type { FsmResource } from './resource.ts';
import type { FsmRoutes } from './routes.ts';
import { searchRecords } from './search.ts';

export function partyRoutes<R extends FsmParty, C>(resource: FsmResource<R, C>): FsmRoutes {
  const root = `/${resource.module}`;
  return (on) => {
    on('GET', root, (call) => listRecords(resource, call));
    on('POST', root, (call) => createRecords(resource, call));
    on('GET', `${root}/search`, (call) => searchRecords(resource, call));
    on('GET', `${root}/{id}`, (call) => readRecord(resource, call));
    on('PUT', `${root}/{id}`, (call) => updateRecord(resource, call));
    on('DELETE', `${root}/{id}`, (call) => deleteRecord(resource, call));
    on('POST', `${root}/{id}/actions/process_sync`, (call) => processSync(resource, call));
    addressRoutes(resource)(on);
  };
}
