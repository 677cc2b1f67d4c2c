/** Imports: Books' records brought into FSM, one way, while sync is not enabled. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Connected } from './connected.ts';
import { Bench } from './harness.ts';
import { expectEqualSides } from './oracle.ts';
import { customers, fsmRecords } from './parties.ts';
import { writesOf, type ZohoOrganization } from './zoho.ts';

let bench: Bench;
beforeAll(async () => {
  bench = await Bench.start();
});
afterAll(() => bench.close());

/** Every call to Books takes its time, so that a run is sure to be under way. */
const slowBooks = (zoho: ZohoOrganization) =>
  zoho.fault({ product: 'books', method: 'GET', effect: { kind: 'delay', ms: 300 } });

/** States of the newest import or preview, over server-sent events, until one has ended well. */
function watched(subscription: string, member: string, connectionId: string) {
  const query = `subscription ($id: ID!) { ${subscription}(connectionId: $id) { sequence ${member} { state } } }`;
  const open = Promise.withResolvers<void>();
  const follow = async (): Promise<readonly (string | null)[]> => {
    const answer = await fetch(`${bench.api.url}/graphql`, {
      method: 'POST',
      headers: {
        authorization: bench.api.authorization,
        accept: 'text/event-stream',
        'content-type': 'application/json',
      },
      body: JSON.stringify({ query, variables: { id: connectionId } }),
    });
    const states: (string | null)[] = [];
    let text = '';
    for await (const part of (answer.body ?? new ReadableStream()).pipeThrough(new TextDecoderStream())) {
      text += part;
      const events = text.split('\n\n');
      text = events.pop() ?? '';
      for (const event of events) {
        const data = /^data: (\{.*\})$/m.exec(event)?.[1];
        if (data === undefined) continue;
        states.push(JSON.parse(data).data[subscription][member]?.state ?? null);
        open.resolve();
      }
      if (states.at(-1) === 'SUCCEEDED' || states.at(-1) === 'READY') return states;
    }
    return states;
  };
  return { opened: open.promise, ended: follow() };
}

async function writesToBooks(zoho: ZohoOrganization): Promise<number> {
  const { calls } = await zoho.stats();
  return writesOf(calls.filter(({ product }) => product !== 'fsm'));
}

describe('[E8] an import', () => {
  it('[E8] brings the records of Books into FSM and writes nothing to Books', async () => {
    const zoho = await bench.organization({
      services: 3,
      items: 5,
      overlap: 1,
      companies: 2,
      customers: 4,
    });
    const connection = await bench.connect(zoho);
    const [items, parties] = [await zoho.items(), await customers(zoho)];
    await zoho.forgetCalls();
    const done = await connection.special.import();
    expect(done).toMatchObject({ error: null, mode: 'IMPORT' });
    expect(await writesToBooks(zoho)).toBe(0);
    expect(await zoho.items()).toEqual(items);
    expect(await customers(zoho)).toEqual(parties);
    const names = (await zoho.parts()).map(({ Name }) => Name);
    for (const { name } of items) expect(names).toContain(name);
    for (const { toBooks } of done.pairs) expect(toBooks).toMatchObject({ created: 0, updated: 0 });
    const created = done.pairs.reduce((sum, { toFsm }) => sum + toFsm.created, 0);
    const log = await connection.special.importLog(done.id);
    expect(log.nodes.filter(({ outcome }) => outcome === 'CREATED')).toHaveLength(created);
    expect(created).toBeGreaterThanOrEqual(4);
    expect(done.apiCalls.booksWrites).toBe(0);
    expect(done.apiCalls.fsmWrites).toBeGreaterThanOrEqual(created);
    // It is no sync, wherever syncs are shown.
    const state = await connection.special.state();
    expect(state).toMatchObject({ activeRun: null, lastRun: null, runs: { nodes: [] } });
    expect(await connection.state()).toMatchObject({ status: 'SETUP', nextSyncAt: null });
  });

  it('[E8] once more brings over what has changed since, and leaves edits that FSM alone has made', async () => {
    const zoho = await bench.organization({ items: 3 });
    const connection = await bench.connect(zoho);
    await connection.special.import();
    const [one, two] = await connection.links();
    await zoho.advance(600_000);
    await zoho.editItem(one?.books?.id ?? '', { rate: 55 });
    await zoho.editPart(two?.fsm?.id ?? '', { Unit_Price: 66 });
    await zoho.addItem({ name: 'Made since' });
    const again = await connection.special.import();
    expect(again.pairs.find(({ pair }) => pair === 'ITEMS')?.toFsm).toMatchObject({ created: 1, updated: 1 });
    expect(await zoho.part(one?.fsm?.id ?? '')).toMatchObject({ Unit_Price: 55 });
    expect(await zoho.part(two?.fsm?.id ?? '')).toMatchObject({ Unit_Price: 66 });
    expect(await zoho.parts()).toHaveLength(4);
  });

  it.each(['OVERWRITE', 'CLONE'] as const)(
    'is followed by a first sync under %s that makes no duplicates and writes only what differs',
    async (policy) => {
      const zoho = await bench.organization({ services: 4, items: 4, overlap: 2 });
      const connection = await bench.connect(zoho);
      await connection.special.import();
      const [edited] = await connection.links();
      await zoho.advance(600_000);
      await zoho.editPart(edited?.fsm?.id ?? '', { Unit_Price: 99 });
      const before = (await zoho.parts()).length;
      await zoho.forgetCalls();
      const run = await connection.enable(policy);
      expect(run.state).toBe('SUCCEEDED');
      // FSM's own two are new to Books, and the edit goes there.
      expect(run.pairs.find(({ pair }) => pair === 'ITEMS')).toMatchObject({
        toBooks: { created: 2, updated: 1 },
        toFsm: { created: 0, updated: 0 },
      });
      expect(await writesToBooks(zoho)).toBe(3);
      expect(await zoho.parts()).toHaveLength(before);
      await expectEqualSides(zoho, connection);
    },
  );

  it('[E8] can be watched, and so can a preview', async () => {
    const zoho = await bench.organization({ items: 3 });
    const connection = await bench.connect(zoho);
    const imports = watched('importProgress', 'run', connection.id);
    const previews = watched('previewProgress', 'preview', connection.id);
    await Promise.all([imports.opened, previews.opened]);
    await connection.special.import();
    await connection.special.preview();
    const seen = await imports.ended;
    expect(seen.slice(0, 1)).toEqual([null]);
    expect(seen.at(-1)).toBe('SUCCEEDED');
    expect((await previews.ended).at(-1)).toBe('READY');
  });

  it('goes on where it was stopped, without making anything twice', async () => {
    const zoho = await bench.organization({ items: 30 });
    const connection = await bench.connect(zoho);
    await zoho.fault({ product: 'fsm', method: 'POST', effect: { kind: 'delay', ms: 100 } });
    const id = await connection.special.beginImport();
    await expect.poll(async () => (await zoho.parts()).length, { timeout: 30_000 }).toBeGreaterThan(2);
    expect(await connection.cancel(id)).toMatchObject({ __typename: 'ImportRun' });
    const stopped = await connection.special.importEnded(id);
    expect(stopped.state).toBe('CANCELLED');
    await zoho.clearFaults();
    const again = await connection.special.import();
    expect(again.state).toBe('SUCCEEDED');
    const names = (await zoho.parts()).map(({ Name }) => String(Name));
    expect(names).toHaveLength(30);
    expect(new Set(names).size).toBe(30);
    expect(await fsmRecords(zoho, 'Companies')).toEqual([]);
  });
});

describe('what an import excludes', () => {
  const slowly = async () => {
    const zoho = await bench.organization({ items: 2 });
    const connection = await bench.connect(zoho);
    return { zoho, connection };
  };
  const finish = async (zoho: ZohoOrganization, connection: Connected, id: string) => {
    await zoho.clearFaults();
    return connection.special.importEnded(id);
  };

  it('[E2] [S6] enabling and syncing are refused while one runs, and so is another', async () => {
    const { zoho, connection } = await slowly();
    await slowBooks(zoho);
    const id = await connection.special.beginImport();
    expect(await connection.tryEnable('OVERWRITE')).toMatchObject({ code: 'IMPORT_IN_PROGRESS' });
    expect(await connection.special.tryImport()).toMatchObject({ code: 'IMPORT_IN_PROGRESS' });
    expect(await connection.special.tryPreview()).toMatchObject({ code: 'IMPORT_IN_PROGRESS' });
    expect((await connection.state()).status).toBe('SETUP');
    expect((await finish(zoho, connection, id)).state).toBe('SUCCEEDED');
    expect((await connection.enable('OVERWRITE')).state).toBe('SUCCEEDED');
    await expectEqualSides(zoho, connection);
  });

  it('[E8] [S8] it is refused once sync is enabled, and while a sync runs', async () => {
    const { zoho, connection } = await slowly();
    await slowBooks(zoho);
    const runId = await connection.begin();
    expect(await connection.special.tryImport()).toMatchObject({ code: 'ALREADY_ENABLED' });
    await zoho.clearFaults();
    await connection.ended(runId);
    expect(await connection.special.tryImport()).toMatchObject({ code: 'ALREADY_ENABLED' });
  });
});
