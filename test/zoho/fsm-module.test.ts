import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ListSummary, ServiceModule, ServiceRecord } from '../../src/engine/services.ts';
import { openZohoSession, type ZohoSession } from '../../src/zoho/session.ts';
import { type Asked, openScriptedServer, type Scripted, type ScriptedServer } from './scripted-server.ts';
import { ITEM_FIELDS, never, sessionOptions } from './surroundings.ts';

let server: ScriptedServer;
let session: ZohoSession;
beforeEach(async () => {
  server = await openScriptedServer();
  session = openZohoSession(sessionOptions(server.url));
});
afterEach(async () => {
  await session.close();
  await server.close();
});

const NOON_MS = Date.UTC(2026, 5, 9, 12);
const ID = '2411000000330001';
const at = (offsetSeconds: number) =>
  `${new Date(NOON_MS + offsetSeconds * 1_000).toISOString().slice(0, 19)}+00:00`;

function row(number: number, modified: number, more: object = {}) {
  return {
    id: String(2_411_000_000_000_000 + number),
    Name: `Part ${number}`,
    Type: 'Goods',
    Unit_Price: 1,
    Description: null,
    SKU: null,
    Unit: null,
    $inactive: false,
    ZBilling_Id: null,
    Created_Time: at(-100_000 + number),
    Modified_Time: at(modified),
    ...more,
  };
}
type FsmRow = ReturnType<typeof row>;

/** Serves `rows` in pages; sorts by Modified_Time only where it is told to honour that. */
function serve(rows: readonly FsmRow[], honours: boolean): void {
  server.answer = ({ query }) => {
    const key = honours && query.get('sort_by') === 'Modified_Time' ? 'Modified_Time' : 'Created_Time';
    const sign = honours && query.get('sort_order') === 'asc' ? 1 : -1;
    const sorted = [...rows].sort((a, b) => sign * (a[key] < b[key] ? -1 : a[key] > b[key] ? 1 : 0));
    const perPage = Number(query.get('per_page'));
    const from = (Number(query.get('page')) - 1) * perPage;
    const data = sorted.slice(from, from + perPage);
    if (data.length === 0) return { status: 204 };
    return { status: 200, json: { data, info: { more_records: from + perPage < rows.length } } };
  };
}

async function listed(module: ServiceModule, sinceMs: number | null) {
  const records: ServiceRecord[] = [];
  const pages = module.list(sinceMs, never);
  for (;;) {
    const next = await pages.next();
    if (next.done)
      return { ids: records.map((record) => record.id).sort(), summary: next.value as ListSummary };
    records.push(...next.value.records);
  }
}

const parts = () => session.module('FSM', 'Service_And_Parts', ITEM_FIELDS.FSM);
const sorts = (asked: Asked) => asked.query.get('sort_order');

describe('listing services and parts', () => {
  /** 500 records made one after the other, three of the oldest edited after the bound. */
  const edited = [3, 40, 77];
  const rows = Array.from({ length: 500 }, (_, number) =>
    row(number, edited.includes(number) ? 60 + number : -50_000 + number),
  );
  const editedIds = edited.map((number) => String(2_411_000_000_000_000 + number)).sort();

  test('where FSM sorts, the listing stops at the bound after one look from the other end [S4]', async () => {
    serve(rows, true);
    const module = parts();
    const { ids, summary } = await listed(module, NOON_MS);
    expect(ids).toEqual(editedIds);
    expect(summary).toEqual({ complete: false, seen: 200 });
    expect(server.asked.map(sorts)).toEqual(['desc', 'asc']);
    await listed(module, NOON_MS);
    expect(server.asked.map(sorts)).toEqual(['desc', 'asc', 'desc']);
  });

  test('where FSM ignores the order, all pages are read and nothing is missed [S4]', async () => {
    serve(rows, false);
    const { ids, summary } = await listed(parts(), NOON_MS);
    expect(ids).toEqual(editedIds);
    expect(summary).toEqual({ complete: true, seen: 500 });
  });

  test('a probe that found no order is believed: no sorting is asked for', async () => {
    serve(rows, false);
    await session.close();
    const capabilities = {
      fsmSortBy: false,
      booksModifiedFilter: null,
      uniqueFieldItems: null,
      uniqueFieldContacts: null,
      processSync: null,
      hidesPii: false,
      probedAtMs: 0,
    };
    session = openZohoSession(sessionOptions(server.url, { capabilities }));
    expect((await listed(parts(), NOON_MS)).ids).toEqual(editedIds);
    expect(server.asked.map(sorts)).toEqual([null, null, null]);
  });

  test('a probe that once found an order is not believed when the order has gone [S4]', async () => {
    await session.close();
    const capabilities = {
      fsmSortBy: true,
      booksModifiedFilter: null,
      uniqueFieldItems: null,
      uniqueFieldContacts: null,
      processSync: null,
      hidesPii: false,
      probedAtMs: 0,
    };
    session = openZohoSession(sessionOptions(server.url, { capabilities }));
    // The first page looks sorted, for none of its records was edited; the edited ones are far behind.
    serve(rows, false);
    const { ids, summary } = await listed(parts(), NOON_MS);
    expect(ids).toEqual(editedIds);
    expect(summary.complete).toBe(true);
  });

  test('a full listing keeps the documented order, and an empty module is 204', async () => {
    serve(rows, true);
    expect((await listed(parts(), null)).summary).toEqual({ complete: true, seen: 500 });
    expect(server.asked.map(sorts)).toEqual([null, null, null]);
    serve([], true);
    expect((await listed(parts(), null)).summary).toEqual({ complete: true, seen: 0 });
  });

  test('the row of the very second of the bound is not lost [S4]', async () => {
    serve([row(1, 0), row(2, -1)], true);
    expect((await listed(parts(), NOON_MS + 999)).ids).toEqual([row(1, 0).id]);
  });

  test('inactive rows and linked ones say so [D4]', async () => {
    serve([row(1, 0, { $inactive: true, ZBilling_Id: '390807' })], true);
    const { value } = await parts().list(null, never).next();
    expect(value).toMatchObject({ records: [{ active: false, counterpartId: '390807' }] });
  });
});

describe('reading and finding', () => {
  test('204 is a record that is gone; a wrong address is not', async () => {
    server.answer = () => ({ status: 204 });
    expect(await parts().get(ID, never)).toBeNull();
    server.answer = () => ({ status: 404, json: { code: 'INVALID_URL_PATTERN', status: 'error' } });
    await expect(parts().get(ID, never)).rejects.toMatchObject({ code: 'INVALID_URL' });
    expect(await parts().get('not-an-id', never)).toBeNull();
  });

  test('a comma in a searched name is escaped, then encoded; hits are verified [M1]', async () => {
    server.answer = () => ({
      status: 200,
      json: { data: [row(1, 0, { Name: 'Pump, large' }), row(2, 0, { Name: 'Pump' })] },
    });
    const found = await parts().findByIdentity('Name', 'Pump, large', never);
    expect(found.map((record) => record.id)).toEqual([row(1, 0).id]);
    expect(server.asked[0]?.rawQuery).toContain('value=Pump%5C%2C%20large&comparator=equal');
  });

  test('records are found by the Books id that they carry', async () => {
    server.answer = () => ({ status: 200, json: { data: [row(1, 0, { ZBilling_Id: '42' })] } });
    expect(await parts().findByIdentity('ZBilling_Id', '42', never)).toHaveLength(1);
  });

  test('a name FSM cannot hold is not searched for', async () => {
    expect(await parts().findByIdentity('Name', 'Pump \u{1f600}', never)).toEqual([]);
    expect(server.asked).toHaveLength(0);
  });
});

describe('writing', () => {
  const created: Scripted = {
    status: 201,
    json: {
      result: 'success',
      code: 'SUCCESS',
      data: { Service_And_Parts: [{ id: ID, Modified_Time: at(7), TabName: 'Products' }] },
      status: 'success',
    },
  };
  const updated: Scripted = {
    status: 200,
    json: { data: [{ code: 'SUCCESS', details: { id: ID, Modified_Time: at(8) }, status: 'success' }] },
  };
  const invalid = (field: string): Scripted => ({
    status: 400,
    json: { data: [{ code: 'INVALID_DATA', details: { api_name: field }, status: 'error' }] },
  });
  const bodies = () =>
    server.asked.flatMap(({ body }) =>
      body === '' ? [] : [JSON.parse(body).data[0] as Record<string, unknown>],
    );

  test('a create carries the Books id, and its answer does not tell what was stored', async () => {
    server.answer = () => created;
    const result = await parts().create(
      { Name: 'Pump', Unit_Price: '1.005', Type: 'Goods' },
      '390807',
      never,
    );
    expect(result).toEqual({ id: ID, modifiedAtMs: NOON_MS + 7_000, stored: null });
    expect(server.asked[0]?.body).toBe(
      '{"data":[{"Name":"Pump","Unit_Price":1.005,"Type":"Goods","ZBilling_Id":"390807"}]}',
    );
  });

  test('where FSM refuses the Books id, it is left out from then on', async () => {
    server.answer = ({ body }) => (body.includes('ZBilling_Id') ? invalid('ZBilling_Id') : created);
    const module = parts();
    await module.create({ Name: 'Pump' }, '1', never);
    await module.create({ Name: 'Tap' }, '2', never);
    expect(bodies().map((body) => 'ZBilling_Id' in body)).toEqual([true, false, false]);
  });

  test('the other word for a part is tried when the first is refused, and kept [I1]', async () => {
    server.answer = ({ body }) => (body.includes('"Goods"') ? invalid('Type') : created);
    const module = parts();
    await module.create({ Name: 'Pump', Type: 'Goods' }, '1', never);
    await module.create({ Name: 'Tap', Type: 'Goods' }, '2', never);
    expect(bodies().map((body) => body.Type)).toEqual(['Goods', 'Part', 'Part']);
  });

  test('the word read from the organisation is written, and refusing both fails the record [I1]', async () => {
    serve([row(1, 0, { Type: 'Part' })], true);
    const module = parts();
    await listed(module, null);
    server.answer = () => created;
    await module.create({ Name: 'Pump', Type: 'Goods' }, '1', never);
    expect(bodies().at(-1)?.Type).toBe('Part');
    server.answer = () => invalid('Type');
    await expect(parts().create({ Name: 'Pump', Type: 'Goods' }, '1', never)).rejects.toMatchObject({
      code: 'INVALID_VALUE',
      field: 'Type',
    });
  });

  test('edits move to the internal module name where the public one refuses them', async () => {
    server.answer = ({ path }) =>
      path.includes('/Products/')
        ? updated
        : { status: 400, json: { code: 'INVALID_MODULE', status: 'error' } };
    const module = parts();
    await module.update(ID, { Name: 'Pump' }, never);
    expect(await module.deactivate(ID, never)).toEqual({
      id: ID,
      modifiedAtMs: NOON_MS + 8_000,
      stored: null,
    });
    expect(server.asked.map((asked) => asked.path.split('/')[3])).toEqual([
      'Service_And_Parts',
      'Products',
      'Products',
    ]);
    expect(bodies().at(-1)).toEqual({ $inactive: true });
  });

  test('an edit that failed under HTTP 200 fails', async () => {
    server.answer = () => ({ ...(invalid('Name') as object), status: 200 }) as Scripted;
    await expect(parts().update(ID, { Name: 'x' }, never)).rejects.toMatchObject({ field: 'Name' });
  });

  test('an edit of a record that is gone', async () => {
    server.answer = () => ({ status: 204 });
    await expect(parts().update(ID, { Name: 'x' }, never)).rejects.toMatchObject({ code: 'RECORD_GONE' });
  });

  test('text beyond U+FFFF is refused before anything is sent', async () => {
    await expect(parts().create({ Name: 'Pump \u{1f600}' }, '1', never)).rejects.toMatchObject({
      code: 'TEXT_NOT_REPRESENTABLE',
      field: 'Name',
    });
    expect(server.asked).toHaveLength(0);
  });

  test('a tax is written with its name and the members it stands among [X6]', async () => {
    const fields = { fields: [...ITEM_FIELDS.FSM.fields, { apiName: 'Tax.Tax_Id', kind: 'reference' }] };
    server.answer = ({ path, method }) => {
      if (path.endsWith('/settings/taxes')) {
        return {
          status: 200,
          json: { code: 0, taxes: [{ tax_id: '9', tax_name: 'VAT', tax_percentage: 20 }] },
        };
      }
      if (method === 'PUT') return updated;
      return {
        status: 200,
        json: { data: [row(1, 0, { Tax: { Taxable: false, Tax_Id: null, Tax_Exemption_Code: 'X' } })] },
      };
    };
    await session.module('FSM', 'Service_And_Parts', fields).update(ID, { 'Tax.Tax_Id': '9' }, never);
    expect(JSON.parse(server.asked.at(-1)?.body ?? '').data[0]).toEqual({
      Tax: { Taxable: true, Tax_Id: '9', Tax_Exemption_Code: 'X', Tax_Name: 'VAT' },
    });
  });
});
