/** Bugs that were found between runs, processes and lagging lists, each as the smallest world in which it showed. */
import { describe, expect, it } from 'vitest';
import { handTable } from './tables.ts';
import { type Attempt, type RunReport, World, type WorldOptions } from './world.ts';

const HOUR_MS = 3_600_000;
const plain = handTable({ rate: {}, note: {} });

function worldOf(options: Partial<WorldOptions> = {}): World {
  return new World({ table: plain, ...options });
}

async function next(world: World, attempts: readonly Attempt[] = []): Promise<RunReport> {
  world.clock.advance(HOUR_MS);
  return world.run(attempts);
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

const names = (world: World): readonly string[][] =>
  (['FSM', 'BOOKS'] as const).map((side) => {
    const service = world.services[side];
    return service.ids().map((id) => String(service.present(id)?.values[service.identityField]));
  });

describe('records that come and go', () => {
  it('[D4] what was edited in Books while FSM was inactive arrives when the FSM record returns', async () => {
    const { world, fsmId, booksId } = await pairOf();
    world.fsm.setActive(fsmId, false);
    await next(world);
    world.books.edit(booksId, { rate: '12' });
    await next(world);
    expect(world.value('FSM', fsmId, 'RATE')).toBe('10');
    world.fsm.setActive(fsmId, true);
    await next(world);
    expect(world.value('FSM', fsmId, 'RATE')).toBe('12');
  });

  it('[D3] what was edited in FSM while Books was inactive arrives when both are active again', async () => {
    const { world, fsmId, booksId } = await pairOf();
    world.books.setActive(booksId, false);
    await next(world);
    expect(world.fsm.present(fsmId)?.active).toBe(false);
    world.fsm.setActive(fsmId, true);
    world.fsm.edit(fsmId, { RATE: '12' });
    await next(world);
    expect([world.fsm.present(fsmId)?.active, world.value('BOOKS', booksId, 'rate')]).toEqual([true, '10']);
    world.books.setActive(booksId, true);
    await next(world);
    expect(world.value('BOOKS', booksId, 'rate')).toBe('12');
  });

  it('[D3] a deactivation while a run with many writes settles is carried by the next one', async () => {
    const { world, fsmId, booksId } = await pairOf();
    for (let at = 0; at < 101; at += 1) world.fsm.add({ NAME: `Item ${at}`, RATE: '1' });
    await next(world, [
      {
        meet: (kind, nth) => {
          if (kind === 'BOOKS create' && nth === 50) {
            world.books.setActive(booksId, false);
            world.clock.advance(30_000);
          }
          return undefined;
        },
      },
    ]);
    await next(world);
    expect(world.fsm.present(fsmId)?.active).toBe(false);
  });

  it('[D3] a deactivation between our read and our write is carried by the next run', async () => {
    const { world, fsmId, booksId } = await pairOf();
    world.fsm.edit(fsmId, { RATE: '12' });
    await next(world, [
      {
        meet: (kind) => {
          if (kind === 'BOOKS update') world.books.setActive(booksId, false);
          return undefined;
        },
      },
    ]);
    await next(world);
    expect(world.fsm.present(fsmId)?.active).toBe(false);
  });

  it('[D1] [D2] what was deleted is neither deleted over there nor created again', async () => {
    const world = worldOf();
    const ids = ['One', 'Two', 'Three'].map((name) => world.fsm.add({ NAME: name, RATE: '1' }));
    world.clock.advance(60_000);
    await world.run();
    world.fsm.remove(ids[0] ?? '');
    world.books.remove(world.links[1]?.booksId ?? '');
    for (let run = 0; run < 3; run += 1) await next(world);
    expect(names(world)).toEqual([
      ['Two', 'Three'],
      ['One', 'Three'],
    ]);
    expect(world.links.map((link) => [link.fsmGone, link.booksGone])).toEqual([
      [true, false],
      [false, true],
      [false, false],
    ]);
  });
});

describe('law 4: creates happen once', () => {
  it('[M3] a record created right before a run was cancelled is not replicated by the next one', async () => {
    const world = worldOf({ duplicates: 'CLONE' });
    world.fsm.add({ NAME: 'Drill', RATE: '10' });
    world.clock.advance(60_000);
    const cancelled = await world.run([
      { meet: (kind) => (kind === 'BOOKS create' ? 'crashAfter' : undefined) },
      { cancelAtCall: 0 },
    ]);
    expect(cancelled.verdict.kind).toBe('cancelled');
    await next(world);
    expect(names(world)).toEqual([['Drill'], ['Drill']]);
    expect(world.links).toHaveLength(1);
  });

  it('also when the source was renamed before anybody looked', async () => {
    const world = worldOf();
    const id = world.fsm.add({ NAME: 'Drill', RATE: '10' });
    world.clock.advance(60_000);
    await world.run([
      { meet: (kind) => (kind === 'BOOKS create' ? 'crashAfter' : undefined) },
      { onCall: (call) => (call === 0 ? world.fsm.edit(id, { NAME: 'Hammer' }) : undefined) },
    ]);
    await next(world);
    expect(names(world)).toEqual([['Hammer'], ['Hammer']]);
  });

  it('also when the answer is lost twice and searches lag', async () => {
    const world = worldOf({ books: { lagMs: 40_000 } });
    world.fsm.add({ NAME: 'Drill', RATE: '10' });
    world.clock.advance(60_000);
    const lost = [false, true];
    await world.run([
      {
        meet: (kind, nth) => {
          const tookPlace = lost[nth];
          return kind === 'BOOKS create' && tookPlace !== undefined
            ? { kind: 'doubt', tookPlace }
            : undefined;
        },
      },
    ]);
    expect(world.books.ids()).toHaveLength(1);
  });

  it('also when the process died right after it had sent the create again', async () => {
    const world = worldOf({ books: { lagMs: 40_000 } });
    world.fsm.add({ NAME: 'Drill', RATE: '10' });
    world.clock.advance(60_000);
    await world.run([
      {
        meet: (kind, nth) => {
          if (kind !== 'BOOKS create') return undefined;
          return nth === 0 ? { kind: 'doubt', tookPlace: false } : 'crashAfter';
        },
      },
    ]);
    expect(world.books.ids()).toHaveLength(1);
  });

  it('also when the lost record and a later one become visible between two searches', async () => {
    const world = worldOf({ fsm: { lagMs: 40_000, concurrency: 1 } });
    world.books.add({ name: 'Drill', rate: '10' });
    world.books.add({ name: 'Saw', rate: '10' });
    world.clock.advance(60_000);
    await world.run([
      {
        meet: (kind, nth) => {
          // By counterpart, by name, and then for the record made later, which proves that lists are up to date.
          if (kind === 'FSM findByIdentity' && nth === 2) world.clock.advance(40_000);
          return kind === 'FSM create' && nth === 0 ? { kind: 'doubt', tookPlace: true } : undefined;
        },
      },
    ]);
    expect(names(world)[0]).toEqual(['Drill', 'Saw']);
  });

  it('a namesake that is visible is not taken for the record that is not yet', async () => {
    const world = worldOf({ fsm: { lagMs: 40_000 } });
    world.books.add({ name: 'Drill', rate: '10' });
    world.clock.advance(60_000);
    await world.run([
      {
        meet: (kind) => {
          if (kind !== 'FSM create') return undefined;
          world.fsm.add({ NAME: 'Drill', RATE: '99' });
          return { kind: 'doubt', tookPlace: true };
        },
      },
    ]);
    expect(world.links).toMatchObject([{ fsmId: world.fsm.writes[0]?.id }]);
  });

  it('several of one name are told apart by what they hold', async () => {
    const world = worldOf();
    const cheap = world.fsm.add({ NAME: 'Drill', RATE: '1' });
    const dear = world.fsm.add({ NAME: 'Drill', RATE: '9' });
    world.clock.advance(60_000);
    await world.run([
      { meet: (kind) => (kind === 'BOOKS create' ? { kind: 'doubt', tookPlace: true } : undefined) },
    ]);
    const rates = new Map(
      world.links.map((link) => [link.fsmId, world.value('BOOKS', link.booksId, 'rate')]),
    );
    expect(rates).toEqual(
      new Map([
        [cheap, '1'],
        [dear, '9'],
      ]),
    );
    expect(world.books.ids()).toHaveLength(2);
  });

  it('[S7] a process that stalled writes nothing when it wakes up and another has taken over', async () => {
    // Nothing is committed between the creates, so that only the guard before each of them can stop the process.
    const limits = { resultsPerCommit: 200, commitDelayMsMax: HOUR_MS, recordsPerChunk: 100 };
    const world = worldOf({ books: { concurrency: 1 }, fsm: { concurrency: 1 }, limits });
    for (let at = 0; at < 6; at += 1) world.fsm.add({ NAME: `Item ${at}`, RATE: '1' });
    world.clock.advance(60_000);
    const report = await world.run([
      { meet: (kind, nth) => (kind === 'BOOKS create' && nth === 0 ? 'freezeAfter' : undefined) },
    ]);
    expect(report.verdict).toEqual({ kind: 'finished', failed: 0 });
    expect(world.books.ids()).toHaveLength(6);
    expect(world.links).toHaveLength(6);
  });
});

describe('law 8: counts after a crash', () => {
  it('keep the unchanged records that were found before it', async () => {
    const world = worldOf();
    for (let at = 0; at < 8; at += 1) world.fsm.add({ NAME: `Item ${at}`, RATE: '1' });
    world.clock.advance(60_000);
    await world.run();
    const [first] = world.fsm.ids();
    world.fsm.edit(first ?? '', { RATE: '2' });
    const report = await next(world, [
      { meet: (kind) => (kind === 'BOOKS update' ? 'crashBefore' : undefined) },
    ]);
    const { total, done, toBooks, toFsm } = report.progress;
    const sum = [toBooks, toFsm].flatMap((counts) => Object.values(counts)).reduce((a, b) => a + b, 0);
    expect([total, done, toBooks.updated]).toEqual([sum, sum, 1]);
  });
});

describe('[S4] edits while a run goes on', () => {
  /** A run that writes to FSM, and what happens right before its write and its settling list. */
  const runWriting = async (
    world: World,
    booksId: string,
    happens: { readonly beforeWrite?: () => void; readonly beforeSettling?: () => void },
  ): Promise<void> => {
    world.books.edit(booksId, { note: 'b' });
    world.clock.advance(1_000);
    await world.run([
      {
        meet: (kind, nth) => {
          if (kind === 'FSM update' && nth === 0) happens.beforeWrite?.();
          if (kind === 'FSM list' && nth === 1) happens.beforeSettling?.();
          return undefined;
        },
      },
    ]);
  };

  it('are taken up by the next run', async () => {
    const { world, fsmId, booksId } = await pairOf();
    await runWriting(world, booksId, {
      beforeWrite: () => {
        world.fsm.add({ NAME: 'Saw', RATE: '1' });
        world.fsm.edit(fsmId, { RATE: '12' });
        world.clock.advance(30_000);
      },
    });
    await next(world);
    expect(names(world)[1]).toEqual(['Drill', 'Saw']);
    expect(world.value('BOOKS', booksId, 'rate')).toBe('12');
  });

  it('also when they were made before it and its first list could not show them', async () => {
    const { world, booksId } = await pairOf({ fsm: { lagMs: 8_000 } });
    world.fsm.add({ NAME: 'Saw', RATE: '1' });
    world.clock.advance(3_000);
    await runWriting(world, booksId, {
      beforeWrite: () => world.clock.advance(60_000),
      beforeSettling: () => world.clock.advance(10_000),
    });
    await next(world);
    expect(names(world)[1]).toEqual(['Drill', 'Saw']);
  });

  it('also when the settling list shows all our writes and not yet the edit', async () => {
    const { world, fsmId, booksId } = await pairOf({ fsm: { lagMs: 40_000 } });
    await runWriting(world, booksId, {
      beforeSettling: () => {
        world.clock.advance(50_000);
        world.fsm.edit(fsmId, { RATE: '12' });
        world.clock.advance(10_000);
      },
    });
    await next(world);
    expect(world.value('BOOKS', booksId, 'rate')).toBe('12');
  });
});

describe('[S4] edits that a list does not show', () => {
  it('are carried although they were made between our read of the record and our write to it', async () => {
    const { world, fsmId, booksId } = await pairOf({ books: { listsNamesOnly: true } });
    await next(world);
    world.clock.advance(HOUR_MS);
    world.fsm.edit(fsmId, { RATE: '12' });
    const report = await next(world, [
      {
        meet: (kind) => {
          if (kind !== 'BOOKS update') return undefined;
          world.books.edit(booksId, { note: 'typed meanwhile' });
          world.clock.advance(40_000);
          return undefined;
        },
      },
    ]);
    expect(report.records).toMatchObject([{ outcome: 'UPDATED', reason: { code: 'EDITED_DURING_RUN' } }]);
    await next(world);
    expect([world.value('FSM', fsmId, 'NOTE'), world.value('BOOKS', booksId, 'rate')]).toEqual([
      'typed meanwhile',
      '12',
    ]);
    const quiet = await next(world);
    expect([quiet.writes, quiet.records]).toEqual([0, []]);
  });
});

describe('law 5: quiet', () => {
  it('[S4] a run with nothing to do reads once a side, counts, and writes nothing', async () => {
    const world = worldOf();
    for (let at = 0; at < 30; at += 1) world.fsm.add({ NAME: `Item ${at}`, RATE: '1' });
    for (let at = 20; at < 50; at += 1) world.books.add({ name: `Item ${at}`, rate: '2' });
    world.clock.advance(60_000);
    await world.run();
    await next(world);
    const quiet = await next(world);
    expect(quiet.writes).toBe(0);
    expect(quiet.reads).toBeLessThanOrEqual(8);
    expect(quiet.records).toEqual([]);
  });
});
