/** Currencies of FSM: no call is documented; shape and paths follow CRM (docs/zoho.md, fsm-api.md 9). */
import { FSM_CODE } from '../../zoho-api/index.ts';
import type { Answer, ServiceCall } from '../core/exchange.ts';
import { type Currency, currencyFor } from '../core/finance.ts';
import { isRecord } from '../core/json.ts';
import type { Organization } from '../core/organization.ts';
import { fsmBody, fsmRecordRefusal, invalidData } from './envelope.ts';
import type { FsmRoutes } from './routes.ts';

function row(organization: Organization, currency: Currency): Record<string, unknown> {
  return {
    id: currency.id,
    name: `${currency.name} - ${currency.code}`,
    iso_code: currency.code,
    symbol: currency.symbol,
    prefix_symbol: true,
    is_base: currency.base,
    is_active: true,
    exchange_rate: currency.exchangeRate.toFixed(9),
    format: {
      decimal_separator: 'Period',
      thousand_separator: 'Comma',
      decimal_places: String(currency.pricePrecision),
    },
    created_time: organization.zone.fsmTime(organization.createdMs),
    modified_time: organization.zone.fsmTime(currency.modifiedMs ?? organization.createdMs),
  };
}

function list({ organization }: ServiceCall): Answer {
  return {
    status: 200,
    body: { currencies: organization.currencies.fsm.map((entry) => row(organization, entry)) },
  };
}

/** `{ currencies: [{ iso_code, exchange_rate?, symbol? }] }`, as in CRM. */
function create(call: ServiceCall): Answer {
  const { organization, nowMs } = call;
  const { currencies } = fsmBody(call);
  const [wanted] = Array.isArray(currencies) ? (currencies as unknown[]) : [];
  const code = isRecord(wanted) ? wanted.iso_code : undefined;
  if (!isRecord(wanted) || typeof code !== 'string' || !/^[A-Z]{3}$/.test(code)) {
    throw invalidData({ api_name: 'iso_code' });
  }
  const known = organization.currencies.fsm.find((entry) => entry.code === code);
  if (known !== undefined) {
    throw fsmRecordRefusal(FSM_CODE.duplicateData, 'duplicate data', { api_name: 'iso_code', id: known.id });
  }
  const exchangeRate = Number(wanted.exchange_rate ?? 1);
  if (!(exchangeRate > 0)) throw invalidData({ api_name: 'exchange_rate' });
  const id = organization.ids.fsm.next();
  organization.currencies.fsm.push({ ...currencyFor(code, false), id, exchangeRate, modifiedMs: nowMs });
  const done = { code: FSM_CODE.success, details: { id }, message: 'currency added', status: 'success' };
  return { status: 201, body: { currencies: [done] } };
}

export const currencyRoutes: FsmRoutes = (on) => {
  for (const path of ['/settings/currencies', '/org/currencies']) {
    on('GET', path, list);
    on('POST', path, create);
  }
};
