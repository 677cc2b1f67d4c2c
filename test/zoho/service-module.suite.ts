/** What every module of a service must do, whoever implements it: the real adapters and fakes alike pass this. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { RecordGone } from '../../src/engine/errors.ts';
import type { ListHints, ListSummary, ServiceModule, ServiceRecord } from '../../src/engine/services.ts';

/** A module with what the suite needs around it. */
export interface ModuleBench {
  readonly module: ServiceModule;
  /** The field that records are matched by. */
  readonly identity: string;
  /** A text that may be empty. */
  readonly text: string;
  /** An amount; null where the module has none. */
  readonly amount: string | null;
  /** Identities that are hard to search for, besides an easy one; the module may want them to look like e-mails. */
  readonly identities: { readonly easy: string; readonly others: readonly string[] };
  /** The values of a record with that identity. */
  readonly values: (identity: string) => ServiceRecord['values'];
  /** Fills the empty module with that many records of different identities, made long ago. */
  fill(records: number): Promise<void>;
  /** Deletes a record behind the module's back. */
  remove(id: string): Promise<void>;
  /** Lets the service's clock go on by this many seconds. */
  pass(seconds: number): Promise<void>;
  close(): Promise<void>;
}

/** Identities of a module whose records have names. */
export const NAMES = {
  easy: 'Ball valve',
  others: ['Pump, large', 'Pump & "tap" / 50%', 'Größe Ü', 'a'.repeat(100)],
};

const never = new AbortController().signal;

async function listed(module: ServiceModule, sinceMs: number | null, hints?: ListHints) {
  const records: ServiceRecord[] = [];
  const times: number[] = [];
  const pages = module.list(sinceMs, never, hints);
  for (;;) {
    const next = await pages.next();
    if (next.done) return { records, times, summary: next.value as ListSummary };
    records.push(...next.value.records);
    times.push(next.value.serviceTimeMs);
  }
}

/** The source record's id, as far as the suite has one. */
const keyOf = (identity: string) => `key of ${identity}`;

export function serviceModuleSuite(name: string, open: () => Promise<ModuleBench>): void {
  describe(`${name} as a service module`, () => {
    let bench: ModuleBench;
    let module: ServiceModule;
    beforeEach(async () => {
      bench = await open();
      module = bench.module;
    });
    afterEach(() => bench.close());

    const made = async (identity: string, more: ServiceRecord['values'] = {}) =>
      (await module.create({ ...bench.values(identity), ...more }, keyOf(identity), never)).id;

    test('an empty module is complete, and tells the time', async () => {
      const { records, times, summary } = await listed(module, null);
      expect(records).toEqual([]);
      expect(summary).toEqual({ complete: true, seen: 0 });
      expect(times).toHaveLength(1);
      expect(await module.count(0, never)).toBe(0);
    });

    test('a record reads as it was written, by every way of reading', async () => {
      const { easy } = bench.identities;
      const id = await made(easy);
      const values = expect.objectContaining(bench.values(easy));
      const expected = expect.objectContaining({ id, active: true, values });
      expect(await module.get(id, never)).toEqual(expected);
      expect((await listed(module, null)).records).toEqual([expected]);
      expect(await module.findByIdentity(bench.identity, easy, never)).toEqual([expected]);
      expect((await module.getMany([id], never)).get(id)).toEqual(expected);
      if (module.recall !== undefined) expect(module.recall([id]).get(id)).toEqual(expected);
    });

    test('what a write says was stored is what a read shows', async () => {
      const { easy } = bench.identities;
      const { id, stored } = await module.create(bench.values(easy), keyOf(easy), never);
      const agree = async (said: ServiceRecord | null) =>
        expect(said === null || said.values).toEqual(said === null || (await module.get(id, never))?.values);
      await agree(stored);
      await agree((await module.update(id, { [bench.text]: 'Half an inch' }, never)).stored);
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

    test.each(['without hints', 'with hints'])(
      'what changed after a moment is found among many, the rest is not, %s [S4]',
      async (title) => {
        await bench.fill(450);
        await bench.pass(10);
        const before = await listed(module, null);
        const sinceMs = before.times[0] ?? 0;
        const oldest = before.records.toSorted((a, b) => a.createdAtMs - b.createdAtMs)[0]?.id ?? '';
        const newestKnownMs = Math.max(...before.records.map((record) => record.modifiedAtMs));
        await bench.pass(10);
        await module.update(oldest, { [bench.text]: 'Edited' }, never);
        const created = await made(bench.identities.easy);
        const hints = title === 'with hints' ? { expectedCount: 450, newestKnownMs } : undefined;
        const { records, summary } = await listed(module, sinceMs, hints);
        expect(records.map((record) => record.id).toSorted()).toEqual([oldest, created].toSorted());
        expect(summary.seen).toBeGreaterThanOrEqual(2);
        expect([undefined, null, 451]).toContain(summary.count);
      },
    );

    test('nothing changed: nothing is listed', async () => {
      await bench.fill(3);
      await bench.pass(10);
      const { times } = await listed(module, null);
      expect((await listed(module, times[0] ?? 0)).records).toEqual([]);
    });

    test('an update writes the given fields and leaves the others', async () => {
      const { easy } = bench.identities;
      const id = await made(easy);
      await module.update(id, { [bench.text]: 'Half an inch' }, never);
      expect((await module.get(id, never))?.values).toMatchObject({
        ...bench.values(easy),
        [bench.text]: 'Half an inch',
      });
      await module.update(id, { [bench.text]: null }, never);
      expect((await module.get(id, never))?.values[bench.text]).toBeNull();
    });

    test('an amount keeps its digits', async () => {
      const { amount, identities } = bench;
      if (amount === null) return;
      const id = await made(identities.easy);
      for (const digits of ['1.005', '0.1', '12345678901234.55', '0', '99.99']) {
        await module.update(id, { [amount]: digits }, never);
        expect((await module.get(id, never))?.values[amount]).toBe(digits);
      }
    });

    test('a record is found by its identity and by nothing like it [M1]', async () => {
      const { easy, others } = bench.identities;
      await made(easy);
      for (const identity of others) {
        const id = await made(identity);
        const found = await module.findByIdentity(bench.identity, identity, never);
        expect(found.map((one) => one.id)).toEqual([id]);
        expect(await module.findByIdentity(bench.identity, `${identity.slice(0, -1)}!`, never)).toEqual([]);
      }
    });

    test('an inactive record is still there and says so [D3]', async () => {
      const id = await made(bench.identities.easy);
      await module.deactivate(id, never);
      expect((await module.get(id, never))?.active).toBe(false);
      await expect(module.deactivate(id, never)).resolves.toMatchObject({ id });
    });

    test('a record that is gone is missing on reading and RecordGone on writing', async () => {
      const { easy, others } = bench.identities;
      const [id, other] = [await made(easy), await made(others[0] ?? '')];
      await bench.remove(id);
      expect(await module.get(id, never)).toBeNull();
      expect([...(await module.getMany([id, other], never)).keys()]).toEqual([other]);
      await expect(module.update(id, { [bench.text]: 'x' }, never)).rejects.toBeInstanceOf(RecordGone);
      await expect(module.deactivate(id, never)).rejects.toBeInstanceOf(RecordGone);
    });

    test('a caller that has stopped gets nothing done', async () => {
      const stop = new AbortController();
      stop.abort(new Error('stopped'));
      await expect(module.create(bench.values(bench.identities.easy), 'key', stop.signal)).rejects.toThrow(
        'stopped',
      );
      await expect(module.list(null, stop.signal).next()).rejects.toThrow('stopped');
      expect(await module.count(0, never)).toBe(0);
    });
  });
}
