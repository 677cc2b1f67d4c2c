/** Currencies of Books (docs/zoho.md, books-api.md 7.2). */
import { pageOf } from '../core/collection.ts';
import type { Answer, ServiceCall } from '../core/exchange.ts';
import { type Currency, currencyFor } from '../core/finance.ts';
import type { Organization } from '../core/organization.ts';
import { booksBody, booksPaging, booksRefusal, booksSuccess, invalidValue, pageContext } from './envelope.ts';
import type { BooksRoutes } from './routes.ts';

const FORMAT = '1,234,567.89';

function members(currency: Currency): Record<string, unknown> {
  return {
    currency_id: currency.id,
    currency_code: currency.code,
    currency_name: `${currency.code}- ${currency.name}`,
    currency_symbol: currency.symbol,
    price_precision: currency.pricePrecision,
    currency_format: FORMAT,
    is_base_currency: currency.base,
  };
}

/** The base row has exchange rate 0 and no date, as observed live. */
function listRow(organization: Organization, currency: Currency): Record<string, unknown> {
  const sinceMs = currency.modifiedMs ?? organization.createdMs;
  return {
    ...members(currency),
    currency_name_formatted: `${currency.code}- ${currency.name}`,
    auto_exchange_rate_enabled: false,
    exchange_rate: currency.base ? 0 : currency.exchangeRate,
    effective_date: currency.base ? '' : organization.zone.date(sinceMs),
  };
}

function list(call: ServiceCall): Answer {
  const { organization, request } = call;
  const paging = booksPaging(call);
  const withoutBase = request.query.get('filter_by') === 'Currencies.ExcludeBaseCurrency';
  const rows = organization.currencies.books.filter((currency) => !(withoutBase && currency.base));
  const page = pageOf(rows, paging.page, paging.perPage, false);
  return booksSuccess({
    currencies: page.rows.map((currency) => listRow(organization, currency)),
    page_context: pageContext(paging, page.more, 'Currencies'),
  });
}

function create({ organization, request, nowMs }: ServiceCall): Answer {
  const body = booksBody(request);
  const code = body.currency_code;
  if (typeof code !== 'string' || !/^[A-Z]{3}$/.test(code)) throw invalidValue('currency_code');
  if (organization.currencies.books.some((currency) => currency.code === code))
    throw invalidValue('currency_code');
  const precision = body.price_precision;
  const symbol = body.currency_symbol;
  const currency: Currency = {
    ...currencyFor(code, false),
    id: organization.ids.books.next(),
    modifiedMs: nowMs,
    ...(typeof precision === 'number' ? { pricePrecision: precision } : {}),
    ...(typeof symbol === 'string' ? { symbol } : {}),
  };
  organization.currencies.books.push(currency);
  return { ...booksSuccess({ currency: members(currency) }, 'The currency has been added.'), status: 201 };
}

function readOne({ organization, params }: ServiceCall): Answer {
  const currency = organization.currencies.books.find((entry) => entry.id === params.id);
  if (currency === undefined) throw booksRefusal(404, 1002, 'Currency does not exist.');
  return booksSuccess({ currency: listRow(organization, currency) });
}

export const currencyRoutes: BooksRoutes = (on) => {
  on('GET', '/settings/currencies', list);
  on('POST', '/settings/currencies', create);
  on('GET', '/settings/currencies/{id}', readOne);
};
