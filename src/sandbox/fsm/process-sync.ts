/**
 * The link call, `POST /{Module}/{id}/actions/process_sync`: its keys may be at the top or under `data`; its answer is
 * unknown (docs/zoho.md, fsm-api.md 10).
 */
import type { Answer, ServiceCall } from '../core/exchange.ts';
import { isRecord } from '../core/json.ts';
import { fsmBody, invalidData, invalidUrl } from './envelope.ts';
import { goneAnswer, pathId, storeEdit, success } from './records.ts';
import type { FsmResource } from './resource.ts';
import type { FsmStored } from './stored.ts';

function syncKeys(call: ServiceCall): Readonly<Record<string, unknown>> {
  const body = fsmBody(call);
  const [first] = Array.isArray(body.data) ? (body.data as unknown[]) : [];
  return isRecord(first) ? first : body;
}

function integId(keys: Readonly<Record<string, unknown>>): string {
  if (typeof keys.integ_id !== 'string') throw invalidData({ api_name: 'integ_id' });
  return keys.integ_id;
}

export function processSync<R extends FsmStored, C>(resource: FsmResource<R, C>, call: ServiceCall): Answer {
  const { organization, request, world, nowMs } = call;
  if (!organization.capabilities.processSync) throw invalidUrl();
  const record = resource.collection(organization).get(pathId(call));
  if (record === undefined) return goneAnswer(call);
  const keys = syncKeys(call);
  if (request.query.get('sync_service') !== 'finance') throw invalidData({ api_name: 'sync_service' });
  const store = (billingId: string | null) => {
    const next = resource.link(organization, record, billingId);
    storeEdit(resource, call, next, world.switches.fsmLinkMovesModifiedTime);
  };
  switch (keys.sync_process) {
    case 'link': {
      const id = integId(keys);
      if (record.ZBilling_Id !== null && record.ZBilling_Id !== id)
        throw invalidData({ api_name: 'integ_id' });
      store(id);
      return success('record linked', { id: record.id });
    }
    case 'unlink':
      if (record.ZBilling_Id !== integId(keys)) throw invalidData({ api_name: 'integ_id' });
      store(null);
      return success('record unlinked', { id: record.id });
    case 'push':
      // Offered on records only that are not linked yet (fsm-api.md 11).
      if (record.ZBilling_Id !== null) throw invalidData({ api_name: 'sync_process' });
      store(resource.push(organization, record, nowMs));
      return success('record pushed', { id: record.id });
    default:
      throw invalidData({ api_name: 'sync_process' });
  }
}
