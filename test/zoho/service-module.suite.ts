/** What every module of a service must do, whoever implements it: the real adapters and fakes alike pass this. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { RecordGone } from '../../src/engine/errors.ts';
import type { ListSummary, ServiceModule, ServiceRecord } from '../../src/engine/services.ts';

/** A module with what the suite needs around it. */
export interface ModuleBench {
  readonly module: ServiceModule;
  /** Names of the module's fields by what the suite does with them. */
  readonly fields: {
    readonly name: string;
    readonly price: string;
    readonly text: string;
    readonly type: string;
  };
  /** The module's word for a part. */
  readonly part: string;
  /** Fills the empty module with that many records of different names, made long ago. */
  fill(records: number): Promise<void>;
  /** Deletes a record behind the module's back. */
  remove(id: string): Promise<void>;
  /** Lets the service's clock go on by this many seconds. */
  pass(seconds: number): Promise<void>;
  close(): Promise<void>;
}

const never = new AbortController().signal;

async function listed(module: ServiceModule, sinceMs: number | null) {
  const records: ServiceRecord[] = [];
  const times: number[] = [];
  const pages = module.list(sinceMs, never);
  for (;;) {
    const next = await pages.next();
    if (next.done) return { records, times, summary: next.value as ListSummary };
    records.push(...next.value.records);
    times.push(next.value.serviceTimeMs);
  }
}

export function serviceModuleSuite(name: string, open: () => Promise<ModuleBench>): void {
  describe(`${name} as a service module`, () => {
    let bench: ModuleBench;
    let module: ServiceModule;
    beforeEach(async () => {
      bench = await open();
      module = bench.module;
    });
    afterEach(() => bench.close());

    const values = (title: string, price = '12.5') => ({
      [bench.fields.name]: title,
      [bench.fields.price]: price,
      [bench.fields.type]: bench.part,
    });
    const made = async (title: string, price?: string) =>
      (await module.create(values(title, price), `key of ${title}`, never)).id;

    test('an empty module is complete, and tells the time', async () => {
      const { records, times, summary } = await listed(module, null);
      expect(records).toEqual([]);
      expect(summary).toEqual({ complete: true, seen: 0 });
      expect(times).toHaveLength(1);
      expect(await module.count(0, never)).toBe(0);
    });

    test('a record reads as it was written, by every way of reading', async () => {
      const id = await made('Ball valve');
      const expected = expect.objectContaining({
        id,
        active: true,
        values: expect.objectContaining(values('Ball valve')),
      });
      expect(await module.get(id, never)).toEqual(expected);
      expect((await listed(module, null)).records).toEqual([expected]);
      expect(await module.findByIdentity(bench.fields.name, 'Ball valve', never)).toEqual([expected]);
      expect((await module.getMany([id], never)).get(id)).toEqual(expected);
    });

    test('what a write says was stored is what a read shows', async () => {
      const { id, stored } = await module.create(values('Ball valve'), 'key', never);
      const read = await module.get(id, never);
      expect(stored === null || stored.values).toEqual(stored === null || read?.values);
    });

    test('more records than one page holds come once each, and are counted in one guess', async () => {
      await bench.fill(450);
      const { records, summary } = await listed(module, null);
      expect(new Set(records.map((record) => record.id)).size).toBe(450);
      expect(records).toHaveLength(450);
      expect(summary).toEqual({ complete: true, seen: 450 });
      expect(await module.count(450, never)).toBe(450);
      expect(await module.count(200, never)).toBeNull();
      expect(await module.count(900, never)).toBeNull();
    });

    test('what changed after a moment is found among many, the rest is not [S4]', async () => {
      await bench.fill(450);
      await bench.pass(10);
      const before = await listed(module, null);
      const sinceMs = before.times[0] ?? 0;
      const oldest = before.records.toSorted((a, b) => a.createdAtMs - b.createdAtMs)[0]?.id ?? '';
      await bench.pass(10);
      await module.update(oldest, { [bench.fields.price]: '77' }, never);
      const created = await made('Gate valve');
      const { records, summary } = await listed(module, sinceMs);
      expect(records.map((record) => record.id).toSorted()).toEqual([oldest, created].toSorted());
      expect(summary.seen).toBeGreaterThanOrEqual(2);
    });

    test('nothing changed: nothing is listed', async () => {
      await bench.fill(3);
      await bench.pass(10);
      const { times } = await listed(module, null);
      expect((await listed(module, times[0] ?? 0)).records).toEqual([]);
    });

    test('an update writes the given fields and leaves the others', async () => {
      const id = await made('Ball valve');
      await module.update(id, { [bench.fields.text]: 'Half an inch' }, never);
      expect((await module.get(id, never))?.values).toMatchObject({
        ...values('Ball valve'),
        [bench.fields.text]: 'Half an inch',
      });
      await module.update(id, { [bench.fields.text]: null }, never);
      expect((await module.get(id, never))?.values[bench.fields.text]).toBeNull();
    });

    test.each(['1.005', '0.1', '12345678901234.55', '0', '99.99'])(
      'an amount of %s keeps its digits',
      async (price) => {
        const id = await made('Ball valve', price);
        expect((await module.get(id, never))?.values[bench.fields.price]).toBe(price);
      },
    );

    test.each(['Pump, large', 'Pump & "tap" / 50%', 'Größe Ü', 'a'.repeat(100)])(
      'a record is found by the name %s and by nothing like it [M1]',
      async (title) => {
        const id = await made(title);
        await made('Pump');
        expect((await module.findByIdentity(bench.fields.name, title, never)).map((one) => one.id)).toEqual([
          id,
        ]);
        expect(await module.findByIdentity(bench.fields.name, `${title.slice(0, -1)}!`, never)).toEqual([]);
      },
    );

    test('an inactive record is still there and says so [D3]', async () => {
      const id = await made('Ball valve');
      await module.deactivate(id, never);
      expect((await module.get(id, never))?.active).toBe(false);
      await expect(module.deactivate(id, never)).resolves.toMatchObject({ id });
    });

    test('a record that is gone is missing on reading and RecordGone on writing', async () => {
      const [id, other] = [await made('Ball valve'), await made('Gate valve')];
      await bench.remove(id);
      expect(await module.get(id, never)).toBeNull();
      expect([...(await module.getMany([id, other], never)).keys()]).toEqual([other]);
      await expect(module.update(id, { [bench.fields.text]: 'x' }, never)).rejects.toBeInstanceOf(RecordGone);
      await expect(module.deactivate(id, never)).rejects.toBeInstanceOf(RecordGone);
    });

    test('a caller that has stopped gets nothing done', async () => {
      const stop = new AbortController();
      stop.abort(new Error('stopped'));
      await expect(module.create(values('Ball valve'), 'key', stop.signal)).rejects.toThrow('stopped');
      await expect(module.list(null, stop.signal).next()).rejects.toThrow('stopped');
      expect(await module.count(0, never)).toBe(0);
    });
  });
}
