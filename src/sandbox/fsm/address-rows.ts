/** How addresses read: nested in their record, and as rows of its list (docs/zoho.md, fsm-api.md 4). */
import type { Answer, ServiceCall } from '../core/exchange.ts';
import type { Organization } from '../core/organization.ts';
import { fsmPage, fsmPaging, invalidData, NO_CONTENT } from './envelope.ts';
import type { FsmAddress, FsmParty, FsmPartyValues } from './party-record.ts';
import { pathId } from './records.ts';
import type { FsmResource } from './resource.ts';
import type { FsmRoutes } from './routes.ts';

/** An address inside its record; its own tax only where it has one. */
function nested(address: FsmAddress): Record<string, unknown> {
  return {
    id: address.id,
    name: address.Address_Name,
    Address_Name: address.Address_Name,
    Street_1: address.Street_1,
    Street_2: address.Street_2,
    City: address.City,
    State: address.State,
    Zip_Code: address.Zip_Code,
    Country: address.Country,
    ...(address.Tax === null ? {} : { Tax: address.Tax }),
  };
}

export function addressOf(party: FsmPartyValues, id: string | null): Record<string, unknown> | null {
  const address = party.addresses.find((known) => known.id === id);
  return address === undefined ? null : nested(address);
}

/** The sandbox has one territory; whatever id was written, it is shown under its name. */
function territory(id: string | null) {
  return id === null ? null : { name: 'Default Service Territory', id };
}

function row(address: FsmAddress): Record<string, unknown> {
  return {
    ...nested(address),
    Latitude: address.Latitude,
    Longitude: address.Longitude,
    Google_Geocodedtime: null,
    Territory: territory(address.Territory),
  };
}

/** `/{Module}/{id}/Addresses`: observed on contacts, by analogy on companies. */
export function addressRoutes<R extends FsmParty, C>(resource: FsmResource<R, C>): FsmRoutes {
  const addresses = ({ organization }: { organization: Organization }, id: string) =>
    resource.collection(organization).get(id)?.addresses ?? [];

  function list(call: ServiceCall): Answer {
    const paging = fsmPaging(call);
    const all = addresses(call, pathId(call));
    const start = (paging.page - 1) * paging.perPage;
    const rows = all.slice(start, start + paging.perPage).map(row);
    return fsmPage(rows, paging, all.length > start + paging.perPage);
  }

  function readOne(call: ServiceCall): Answer {
    const id = pathId(call, 'addressId');
    const found = addresses(call, pathId(call)).find((address) => address.id === id);
    return found === undefined ? NO_CONTENT : { status: 200, body: { data: [row(found)] } };
  }

  return (on) => {
    on('GET', `/${resource.module}/{id}/Addresses`, list);
    on('GET', `/${resource.module}/{id}/Addresses/{addressId}`, readOne);
    // Seen to be refused like this (fsm-api.md 4): addresses are written inside their record only.
    on('PUT', `/${resource.module}/{id}/Addresses`, () => {
      throw invalidData({});
    });
  };
}
