/** `GET /{Module}/search` (docs/zoho.md, fsm-api.md 3). */
import { pageOf } from '../core/collection.ts';
import type { Answer, ServiceCall } from '../core/exchange.ts';
import type { Organization } from '../core/organization.ts';
import { Zone } from '../core/zone.ts';
import { fsmPage, fsmPaging, invalidData } from './envelope.ts';
import type { FsmResource } from './resource.ts';
import type { FsmStored } from './stored.ts';

const TIME_FIELDS: Readonly<Record<string, (record: FsmStored) => number>> = {
  Modified_Time: (record) => record.modifiedS,
  Created_Time: (record) => record.createdS,
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

function searchTimes<R extends FsmStored, C>(
  resource: FsmResource<R, C>,
  call: ServiceCall,
  field: string,
  value: string,
): readonly R[] {
  const comparator = call.request.query.get('comparator') ?? 'equal';
  const compare = TIME_COMPARATORS[comparator];
  const read = TIME_FIELDS[field];
  if (compare === undefined || read === undefined) throw invalidData({ api_name: 'comparator' });
  const [first, second] = value.split(',');
  const from = readBound(call.organization, first);
  const to = comparator.endsWith('between') ? readBound(call.organization, second) : from;
  const view = `${field} ${comparator} ${from} ${to}`;
  const records = resource.collection(call.organization);
  return records.filtered(field, view, (record) => compare(read(record), from, to));
}

/** `equal` on an indexed field is a look-up; `contains`, the default, walks the module once. */
function searchText<R extends FsmStored, C>(
  resource: FsmResource<R, C>,
  call: ServiceCall,
  field: string,
  value: string,
): readonly R[] {
  const searched = resource.searches[field];
  const comparator = call.request.query.get('comparator') ?? 'contains';
  if (searched === undefined) throw invalidData({ api_name: 'api_name' });
  if (comparator !== 'equal' && comparator !== 'contains') throw invalidData({ api_name: 'comparator' });
  const wanted = value.replaceAll('\\,', ',').toLowerCase();
  const records = resource.collection(call.organization);
  const key = (record: R) => searched.read(record).toLowerCase();
  if (comparator === 'equal' && searched.indexed) {
    const order = records.order(field);
    return order.rows.slice(
      order.firstNot((record) => key(record) < wanted),
      order.firstNot((record) => key(record) <= wanted),
    );
  }
  const keep = (text: string) => (comparator === 'equal' ? text === wanted : text.includes(wanted));
  return records.filtered('Created_Time', `${field} ${comparator} ${wanted}`, (record) => keep(key(record)));
}

export function searchRecords<R extends FsmStored, C>(
  resource: FsmResource<R, C>,
  call: ServiceCall,
): Answer {
  const { organization, request } = call;
  const field = request.query.get('api_name') ?? '';
  const value = request.query.get('value') ?? '';
  if (value === '') throw invalidData({ api_name: 'value' });
  const byTime = field in TIME_FIELDS && organization.capabilities.fsmModifiedSearch;
  const found = byTime ? searchTimes(resource, call, field, value) : searchText(resource, call, field, value);
  const listed = organization.switches.fsmListsInactive ? found : found.filter((record) => record.active);
  const paging = fsmPaging(call);
  const { rows, more } = pageOf(listed, paging.page, paging.perPage, true);
  const page = rows.map((record) => resource.listRow(organization, record));
  return fsmPage(page, paging, more);
}
