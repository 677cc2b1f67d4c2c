/** How services and parts read (docs/zoho.md, fsm-api.md 6): lists lack the tasks that a detail has. */
import { FSM_ITEMS_MODULE } from '../../zoho-api/index.ts';
import type { Organization } from '../core/organization.ts';
import { userLookup } from './envelope.ts';
import type { FsmItem } from './item-record.ts';
import { hideAndRemove } from './live-fields.ts';

function layout(organization: Organization, item: FsmItem): { name: string; id: string } {
  return item.Type === 'Service'
    ? { name: 'Services', id: `${organization.fsmPrefix}000114278` }
    : { name: 'Parts_Fsm_Standard', id: `${organization.fsmPrefix}000114281` };
}

export function itemListRow(organization: Organization, item: FsmItem): Record<string, unknown> {
  const user = userLookup(organization);
  const row: Record<string, unknown> = {
    Owner: user,
    Modified_Time: organization.zone.fsmTime(item.modifiedS * 1000),
    Description: item.Description,
    $currency_symbol: organization.currencies.fsm.find((currency) => currency.base)?.symbol ?? '$',
    Created_Time: organization.zone.fsmTime(item.createdS * 1000),
    $editable: true,
    Tax: item.Tax,
    Work_Type: item.Work_Type,
    ZBilling_Id: item.ZBilling_Id,
    ZCRM_Id: item.ZCRM_Id,
    Unit: item.Unit,
    $permissions: { read: true, edit: true, delete: true },
    Name: item.Name,
    Type: item.Type,
    Modified_By: user,
    Layout: layout(organization, item),
    $inactive: !item.active,
    id: item.id,
    Created_By: user,
    SKU: item.SKU,
    Unit_Price: item.Unit_Price,
  };
  return hideAndRemove(organization, FSM_ITEMS_MODULE, item.custom, row);
}

export function itemDetail(organization: Organization, item: FsmItem): Record<string, unknown> {
  const tasks = item.Service_Tasks.map(({ id, ...task }) => ({ ...task, id }));
  return { ...itemListRow(organization, item), Service_Tasks: tasks };
}
