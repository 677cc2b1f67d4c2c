/** Bugs that were found, each as the smallest world in which it showed. */
import { describe, expect, it } from 'vitest';
import { QuotaExhausted } from '../../src/engine/errors.ts';
import { cutBeyondFsm } from './fake-service.ts';
import { handTable, realTable } from './tables.ts';
import { type Attempt, type RunReport, World, type WorldOptions } from './world.ts';

const HOUR_MS = 3_600_000;
const TOOK_PLACE = { kind: 'doubt', tookPlace: true } as const;
const plain = handTable({ rate: {}, note: {} });

function worldOf(options: Partial<WorldOptions> = {}): World {
  return new World({ table: plain, ...options });
}

/** A pair that was synced, an hour ago. */
async function pairOf(
  options: Partial<WorldOptions> = {},
): Promise<{ world: World; fsmId: string; booksId: string }> {
  const world = worldOf(options);
  const fsmId = world.fsm.add({ NAME: 'Drill', RATE: '10', NOTE: 'a' });
  world.clock.advance(60_000);
  await world.run();
  world.clock.advance(HOUR_MS);
  return { world, fsmId, booksId: world.links[0]?.booksId ?? '' };
}

async function next(world: World, attempts: readonly Attempt[] = []): Promise<RunReport> {
  world.clock.advance(HOUR_MS);
  return world.run(attempts);
}

const outcomes = (report: RunReport): (string | null)[] => report.records.map((record) => record.outcome);
const reasons = (report: RunReport): string[] =>
  report.records.flatMap((record) => record.reason?.code ?? []);

describe('matching', () => {
  it('[M1] a match that failed is matched again, and not created', async () => {
    const world = worldOf();
    world.fsm.add({ NAME: 'Drill', RATE: '10' });
    world.clock.advance(60_000);
    world.books.add({ name: 'Drill', rate: '11' });
    world.clock.advance(60_000);
    const refused = { kind: 'refused' } as const;
    const first = await world.run([{ meet: (kind) => (kind === 'FSM update' ? refused : undefined) }]);
    expect(reasons(first)).toEqual(['REFUSED']);
    const second = await next(world);
    expect(outcomes(second)).toEqual(['UPDATED']);
    expect([world.fsm.ids(), world.books.ids()]).toEqual([[expect.any(String)], [expect.any(String)]]);
  });

  it('[M1] an inactive namesake in Books fails the record in every run, not only in the first', async () => {
    const world = worldOf();
    world.fsm.add({ NAME: 'Drill', RATE: '10' });
    world.books.add({ name: 'Drill', rate: '11' }, { active: false });
    world.clock.advance(60_000);
    expect(reasons(await world.run())).toContain('MATCH_IS_INACTIVE');
    expect(reasons(await next(world))).toContain('MATCH_IS_INACTIVE');
    expect(world.books.ids()).toHaveLength(1);
  });

  it('an inactive record does not take the counterpart of its active namesake out of the run', async () => {
    const world = worldOf({ duplicates: 'CLONE' });
    world.fsm.add({ NAME: 'Drill', RATE: '10' }, { active: false });
    world.fsm.add({ NAME: 'Drill', RATE: '11' });
    world.books.add({ name: 'Drill', rate: '12' });
    world.clock.advance(60_000);
    await world.run();
    expect(world.links).toHaveLength(2);
  });

  it('a Books record that two FSM records name is given to one, and the run ends', async () => {
    const world = worldOf();
    const booksId = world.books.add({ name: 'Drill', rate: '10' });
    const first = world.fsm.add({ NAME: 'Drill', RATE: '10' }, { counterpartId: booksId });
    const copy = world.fsm.add({ NAME: 'Drill copy', RATE: '10' }, { counterpartId: booksId });
    world.clock.advance(60_000);
    const report = await world.run();
    expect(report.verdict.kind).toBe('finished');
    expect(world.links.map((link) => [link.fsmId, link.booksId])).toEqual([
      [first, booksId],
      [copy, expect.not.stringMatching(booksId)],
    ]);
  });

  it('finds counterparts behind ids that lead nowhere', async () => {
    const world = worldOf();
    const others = Array.from({ length: 4 }, () => world.books.add({ name: 'Gone', rate: '1' }));
    const booksId = world.books.add({ name: 'Old name', rate: '10' });
    world.clock.advance(HOUR_MS);
    await world.run();
    world.clock.advance(HOUR_MS);
    // All are known by now; forget them as Zoho's own sync had never been seen, and let the first ones vanish.
    world.database.links.clear();
    for (const id of world.fsm.ids()) world.fsm.remove(id);
    for (const id of others) world.books.remove(id);
    for (const id of [...others, booksId])
      world.fsm.add({ NAME: `New ${id}`, RATE: '10' }, { counterpartId: id });
    world.clock.advance(HOUR_MS);
    await world.run();
    expect(world.links.some((link) => link.booksId === booksId)).toBe(true);
  });

  it("links a pair of Zoho's own sync while Books is inactive: its return makes no second FSM record", async () => {
    const world = worldOf();
    const booksId = world.books.add({ name: 'Drill', rate: '10' }, { active: false });
    world.fsm.add({ NAME: 'Drill', RATE: '10' }, { counterpartId: booksId });
    world.clock.advance(60_000);
    await world.run();
    world.clock.advance(HOUR_MS);
    world.books.setActive(booksId, true);
    await next(world);
    expect(world.fsm.ids()).toHaveLength(1);
  });

  it('[P3] a record whose name is hidden is skipped with that reason, and nothing is created', async () => {
    const world = worldOf({ fsm: { hides: new Set(['NAME']) } });
    world.fsm.add({ NAME: 'Drill', RATE: '10' });
    world.clock.advance(60_000);
    const report = await world.run();
    expect([outcomes(report), reasons(report)]).toEqual([['SKIPPED'], ['IDENTITY_HIDDEN']]);
    expect(world.books.ids()).toEqual([]);
  });
});

describe('the base', () => {
  it('learns an edit that was made on both sides: going back is an edit again', async () => {
    const { world, fsmId, booksId } = await pairOf();
    world.fsm.edit(fsmId, { RATE: '12' });
    world.books.edit(booksId, { rate: '12' });
    await next(world);
    world.clock.advance(HOUR_MS);
    world.fsm.edit(fsmId, { RATE: '10' });
    await next(world);
    expect(world.value('BOOKS', booksId, 'rate')).toBe('10');
  });

  it('[S5] learns a field that was mapped while both sides held the same', async () => {
    const { world, fsmId, booksId } = await pairOf({ table: handTable({ rate: {}, note: {} }) });
    world.table = handTable({ rate: {}, note: {}, unit: {} });
    await next(world);
    world.clock.advance(HOUR_MS);
    world.fsm.edit(fsmId, { UNIT: 'h' });
    await next(world);
    expect(world.value('BOOKS', booksId, 'unit')).toBe('h');
  });

  it('[S5] a changed transform brings both sides together, and nothing has failed', async () => {
    const through = (id: string, mark: string) => ({
      id,
      toBooks: (value: string | boolean) => `${mark}${String(value)}`,
      toFsm: (value: string | boolean) => String(value).slice(1),
    });
    const { world, booksId } = await pairOf({ table: handTable({ note: { via: through('one', '+') } }) });
    world.table = handTable({ note: { via: through('two', '-') } });
    world.books.edit(booksId, { name: 'Drill 2' });
    const report = await next(world);
    expect(report.verdict).toEqual({ kind: 'finished', failed: 0 });
    expect([report.scope, world.links.length]).toEqual(['AFFECTED', 1]);
  });

  it('does not take an edit for agreed that shows in the answer to our own write', async () => {
    const { world, fsmId, booksId } = await pairOf();
    world.fsm.edit(fsmId, { RATE: '12' });
    const edit = (call: number): void => {
      if (call === 5) world.books.edit(booksId, { note: 'typed meanwhile' });
    };
    const calls: string[] = [];
    await next(world, [
      {
        onCall: edit,
        meet: (kind) => {
          calls.push(kind);
          return undefined;
        },
      },
    ]);
    expect(calls[5]).toBe('BOOKS update');
    await next(world);
    expect(world.value('FSM', fsmId, 'NOTE')).toBe('typed meanwhile');
    expect(world.value('BOOKS', booksId, 'rate')).toBe('12');
  });

  it('does not go back to what a lagging list shows', async () => {
    const { world, fsmId, booksId } = await pairOf({ books: { lagMs: 3_000 } });
    world.fsm.edit(fsmId, { RATE: '12' });
    await world.run();
    world.clock.advance(1_000);
    world.fsm.edit(fsmId, { RATE: '10' }); // what the list still shows of Books
    await world.run();
    await next(world);
    expect([world.value('FSM', fsmId, 'RATE'), world.value('BOOKS', booksId, 'rate')]).toEqual(['10', '10']);
  });

  it('does not put a stale FSM value from a list over a later edit in Books', async () => {
    const { world, fsmId, booksId } = await pairOf({ fsm: { lagMs: 3_000 } });
    world.books.edit(booksId, { rate: '12' });
    await world.run();
    world.fsm.add({ NAME: 'Saw', RATE: '1' });
    world.fsm.add({ NAME: 'Axe', RATE: '1' });
    world.clock.advance(1_000); // the list shows the new records later, and the old rate now
    world.books.edit(booksId, { note: 'b' });
    await world.run();
    await next(world);
    expect([world.value('FSM', fsmId, 'RATE'), world.value('BOOKS', booksId, 'rate')]).toEqual(['12', '12']);
  });

  it('does not let an earlier edit in Books win over one in FSM that a list hides', async () => {
    const { world, fsmId, booksId } = await pairOf({ fsm: { lagMs: 40_000 } });
    world.fsm.edit(fsmId, { RATE: '12' });
    world.fsm.add({ NAME: 'Saw', RATE: '1' }); // two records to write: listing FSM is cheaper than reading each
    world.clock.advance(60_000);
    await world.run([
      {
        meet: (kind) => {
          if (kind !== 'BOOKS getMany') return undefined;
          world.books.edit(booksId, { rate: '13' });
          world.clock.advance(2_000);
          world.fsm.edit(fsmId, { RATE: '14' });
          return undefined;
        },
      },
    ]);
    await next(world);
    expect([world.value('FSM', fsmId, 'RATE'), world.value('BOOKS', booksId, 'rate')]).toEqual(['14', '14']);
  });

  it('[E7] a matched pair is linked although the duplicate policy changed before it was done', async () => {
    const world = worldOf();
    world.fsm.add({ NAME: 'Drill', RATE: '10' });
    world.books.add({ name: 'Drill', rate: '11' });
    world.clock.advance(60_000);
    await world.run([
      {
        meet: (kind) => {
          if (kind !== 'FSM update') return undefined;
          world.duplicates = 'CLONE';
          return 'crashBefore';
        },
      },
    ]);
    expect(world.links).toHaveLength(1);
  });
});

describe('values that a service does not keep', () => {
  const short = (field: string, value: string | boolean | null) =>
    field === 'NOTE' && typeof value === 'string' ? value.slice(0, 5) : value;

  it('fail the record in every run, and are not written again', async () => {
    const { world, fsmId, booksId } = await pairOf({ fsm: { keeps: short } });
    world.books.edit(booksId, { note: 'a long note' });
    const first = await next(world);
    expect(reasons(first)).toEqual(['VALUE_NOT_KEPT']);
    const writes = world.fsm.writes.length + world.books.writes.length;
    for (let run = 0; run < 2; run += 1) {
      const again = await next(world);
      expect([again.verdict, reasons(again)]).toEqual([{ kind: 'finished', failed: 1 }, ['VALUE_NOT_KEPT']]);
    }
    expect(world.fsm.writes.length + world.books.writes.length).toBe(writes);
    expect(world.value('BOOKS', booksId, 'note')).toBe('a long note');
    world.fsm.edit(fsmId, { NOTE: 'short' });
    expect((await next(world)).verdict).toEqual({ kind: 'finished', failed: 0 });
    expect(world.value('BOOKS', booksId, 'note')).toBe('short');
  });

  it('are still reported when another field of the record was carried', async () => {
    const { world, fsmId, booksId } = await pairOf({ fsm: { keeps: short } });
    world.books.edit(booksId, { note: 'a long note' });
    await next(world);
    world.clock.advance(HOUR_MS);
    world.fsm.edit(fsmId, { RATE: '12' });
    const report = await next(world);
    expect([outcomes(report), reasons(report)]).toEqual([['FAILED'], ['VALUE_NOT_KEPT']]);
    expect(report.records[0]?.fields).toEqual(['rate']);
    expect(world.value('BOOKS', booksId, 'rate')).toBe('12');
    expect(reasons(await next(world))).toEqual(['VALUE_NOT_KEPT']);
  });

  it('an edit, in the second of our create, of what a create cannot write is an edit', async () => {
    const world = worldOf({ table: handTable({ rate: {}, note: { direction: 'toBooks' } }) });
    const booksId = world.books.add({ name: 'Drill', rate: '10', note: 'of Books' });
    world.clock.advance(60_000);
    const settling = (kind: string, nth: number): undefined => {
      if (kind === 'FSM list' && nth === 1) world.fsm.edit(world.fsm.ids()[0] ?? '', { NOTE: 'typed' });
    };
    expect((await world.run([{ meet: settling }])).verdict).toEqual({ kind: 'finished', failed: 0 });
    await next(world);
    expect(world.value('BOOKS', booksId, 'note')).toBe('typed');
  });

  it('an edit of another field in the second of our write is an edit', async () => {
    const { world, fsmId, booksId } = await pairOf();
    world.books.edit(booksId, { rate: '12' });
    await next(world, [
      {
        meet: (kind, nth) => {
          // Between our read of the FSM record and our write to it.
          if (kind === 'FSM update' && nth === 0) world.fsm.edit(fsmId, { NOTE: 'typed meanwhile' });
          return undefined;
        },
      },
    ]);
    const report = await next(world);
    expect(report.verdict).toEqual({ kind: 'finished', failed: 0 });
    expect(world.value('BOOKS', booksId, 'note')).toBe('typed meanwhile');
  });

  it('text that FSM would cut is refused before it is sent, and Books keeps it', async () => {
    const world = new World({ table: await realTable(), fsm: { keeps: cutBeyondFsm } });
    const booksId = world.books.add({
      name: 'Drill',
      product_type: 'goods',
      rate: '1',
      description: 'good 😀 one',
    });
    world.clock.advance(60_000);
    expect(reasons(await world.run())).toEqual(['TEXT_NOT_REPRESENTABLE']);
    expect(reasons(await next(world))).toEqual(['TEXT_NOT_REPRESENTABLE']);
    expect([world.fsm.writeCalls, world.value('BOOKS', booksId, 'description')]).toEqual([0, 'good 😀 one']);
  });
});

describe('faults of a service', () => {
  it('an update in doubt names the fields it may have overwritten', async () => {
    const { world, fsmId, booksId } = await pairOf();
    world.fsm.edit(fsmId, { RATE: '12' });
    world.clock.advance(60_000);
    world.books.edit(booksId, { rate: '13' });
    const report = await next(world, [{ meet: (kind) => (kind === 'FSM update' ? TOOK_PLACE : undefined) }]);
    expect(report.records).toMatchObject([{ outcome: 'FAILED', overwritten: ['rate'] }]);
    expect((await next(world)).verdict).toEqual({ kind: 'finished', failed: 0 });
  });

  it('a crash after an update leaves the names of what it overwrote', async () => {
    const { world, fsmId, booksId } = await pairOf();
    world.fsm.edit(fsmId, { RATE: '12' });
    world.clock.advance(60_000);
    world.books.edit(booksId, { rate: '13' });
    const report = await next(world, [
      { meet: (kind) => (kind === 'FSM update' ? 'crashAfter' : undefined) },
    ]);
    expect(report.records).toMatchObject([{ outcome: 'UNCHANGED', overwritten: ['rate'] }]);
    expect(world.value('FSM', fsmId, 'RATE')).toBe('13');
  });

  it('a pending record that turned out unchanged is let go', async () => {
    const { world, fsmId, booksId } = await pairOf();
    world.fsm.edit(fsmId, { RATE: '12' });
    await next(world, [{ meet: (kind) => (kind === 'BOOKS update' ? { kind: 'refused' } : undefined) }]);
    world.fsm.edit(fsmId, { RATE: '10' });
    await next(world);
    expect([...world.database.pending.keys()]).toEqual([]);
    const quiet = await next(world);
    expect(quiet.reads + quiet.writes).toBeLessThanOrEqual(8);
    expect(world.value('BOOKS', booksId, 'rate')).toBe('10');
  });

  it('a run rests for a quota and goes on where it was', async () => {
    const world = worldOf();
    for (let at = 0; at < 7; at += 1) world.fsm.add({ NAME: `Item ${at}`, RATE: '1' });
    world.clock.advance(60_000);
    const error = new QuotaExhausted('', 0);
    const report = await world.run([
      {
        meet: (kind, nth) =>
          kind === 'BOOKS create' && nth === 4 ? { kind: 'quota', restMs: HOUR_MS } : undefined,
      },
    ]);
    expect([error.code, report.attempts, report.verdict]).toEqual([
      'QUOTA_EXHAUSTED',
      2,
      { kind: 'finished', failed: 0 },
    ]);
    expect(world.books.ids()).toHaveLength(7);
  });

  it('a service that is down ends the run, and the next one does the rest', async () => {
    const world = worldOf({ limits: { unavailableInARowMax: 3 } });
    for (let at = 0; at < 9; at += 1) world.fsm.add({ NAME: `Item ${at}`, RATE: '1' });
    world.clock.advance(60_000);
    const down = await world.run([
      { meet: (kind) => (kind === 'BOOKS create' ? { kind: 'unavailable' } : undefined) },
    ]);
    expect(down.verdict).toMatchObject({ kind: 'failed', code: 'SERVICE_UNAVAILABLE' });
    expect((await next(world)).verdict).toEqual({ kind: 'finished', failed: 0 });
    expect(world.books.ids()).toHaveLength(9);
  });

  it('[D1] [D2] a listing that fails half-way proves nothing gone', async () => {
    const world = worldOf();
    for (let at = 0; at < 12; at += 1) world.fsm.add({ NAME: `Item ${at}`, RATE: '1' });
    world.clock.advance(60_000);
    await world.run();
    world.table = handTable({ rate: {}, note: {}, unit: {} }); // everything is read again
    const unavailable = { kind: 'unavailable' } as const;
    const report = await next(world, [
      { meet: (kind, nth) => (kind.endsWith(' list') && nth === 1 ? unavailable : undefined) },
    ]);
    expect(report.verdict).toMatchObject({ kind: 'failed', code: 'SERVICE_UNAVAILABLE' });
    expect(world.links.filter((link) => link.fsmGone || link.booksGone)).toEqual([]);
  });
});
