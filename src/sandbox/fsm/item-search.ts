/** `GET /Service_And_Parts/search` (docs/zoho.md, fsm-api.md 3). */
import { pageOf } from '../core/collection.ts';
import type { Answer, ServiceCall } from '../core/exchange.ts';
import type { Organization } from '../core/organization.ts';
import { Zone } from '../core/zone.ts';
import { fsmPage, fsmPaging, invalidData } from './envelope.ts';
import type { FsmItem } from './item-record.ts';
import { itemListRow } from './item-rows.ts';

const TEXT_FIELDS: Readonly<Record<string, (item: FsmItem) => string>> = {
  Name: (item) => item.Name,
  ZBilling_Id: (item) => item.ZBilling_Id ?? '',
  ZCRM_Id: (item) => item.ZCRM_Id ?? '',
};

const TIME_FIELDS: Readonly<Record<string, (item: FsmItem) => number>> = {
  Modified_Time: (item) => item.modifiedS,
  Created_Time: (item) => item.createdS,
};

type TimeComparator = (atS: number, first: number, second: number) => boolean;

const TIME_COMPARATORS: Readonly<Record<string, TimeComparator>> = {
  equal: (atS, first) => atS === first,
  not_equal: (atS, first) => atS !== first,
  greater_than: (atS, first) => atS > first,
  greater_equal: (atS, first) => atS >= first,
  less_than: (atS, first) => atS < first,
  less_equal: (atS, first) => atS <= first,
  between: (atS, first, second) => atS >= first && atS <= second,
  not_between: (atS, first, second) => atS < first || atS > second,
};

const TIME_PATTERN = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:[+-]\d{2}:\d{2}|Z)$/;
const PACIFIC = new Zone('America/Los_Angeles');

/** A bound in epoch seconds; where the switch says so, as FSM misread it on appointments (fsm-api.md 3). */
function readBound(organization: Organization, text: string | undefined): number {
  if (text === undefined || !TIME_PATTERN.test(text)) throw invalidData({ api_name: 'value' });
  const atMs = Date.parse(text);
  if (!organization.switches.fsmDateSearchShiftsZone) return atMs / 1000;
  const shift = PACIFIC.offsetMinutes(atMs) - organization.zone.offsetMinutes(atMs);
  return atMs / 1000 + shift * 60;
}

function searchTimes(call: ServiceCall, field: string, value: string): readonly FsmItem[] {
  const comparator = call.request.query.get('comparator') ?? 'equal';
  const compare = TIME_COMPARATORS[comparator];
  const read = TIME_FIELDS[field];
  if (compare === undefined || read === undefined) throw invalidData({ api_name: 'comparator' });
  const [first, second] = value.split(',');
  const from = readBound(call.organization, first);
  const to = comparator.endsWith('between') ? readBound(call.organization, second) : from;
  const view = `${field} ${comparator} ${from} ${to}`;
  return call.organization.serviceAndParts.filtered(field, view, (item) => compare(read(item), from, to));
}

/** `equal` on an indexed field is a look-up; `contains`, the default, walks the module once. */
function searchText(call: ServiceCall, field: string, value: string): readonly FsmItem[] {
  const read = TEXT_FIELDS[field];
  const comparator = call.request.query.get('comparator') ?? 'contains';
  if (read === undefined) throw invalidData({ api_name: 'api_name' });
  const wanted = value.replaceAll('\\,', ',').toLowerCase();
  const items = call.organization.serviceAndParts;
  if (comparator === 'equal' && field !== 'ZCRM_Id') {
    const order = items.order(field);
    const key = (item: FsmItem) => (field === 'Name' ? item.nameKey : read(item));
    return order.rows.slice(
      order.firstNot((item) => key(item) < wanted),
      order.firstNot((item) => key(item) <= wanted),
    );
  }
  if (comparator !== 'equal' && comparator !== 'contains') throw invalidData({ api_name: 'comparator' });
  const keep = (text: string) => (comparator === 'equal' ? text === wanted : text.includes(wanted));
  return items.filtered('Created_Time', `${field} ${comparator} ${wanted}`, (item) =>
    keep(read(item).toLowerCase()),
  );
}

export function searchItems(call: ServiceCall): Answer {
  const { organization, request } = call;
  const field = request.query.get('api_name') ?? '';
  const value = request.query.get('value') ?? '';
  if (value === '') throw invalidData({ api_name: 'value' });
  const byTime = field in TIME_FIELDS && organization.capabilities.fsmModifiedSearch;
  const found = byTime ? searchTimes(call, field, value) : searchText(call, field, value);
  const listed = organization.switches.fsmListsInactive ? found : found.filter((item) => item.active);
  const paging = fsmPaging(call);
  const { rows, more } = pageOf(listed, paging.page, paging.perPage, true);
  const page = rows.map((item) => itemListRow(organization, item));
  return fsmPage(page, paging, more);
}
