/** Runs of records that somebody asks for. */
import { describe, expect, it } from 'vitest';
import type { RunMode, Side } from '../../src/engine/model.ts';
import { handTable } from './tables.ts';
import { type RunReport, World, type WorldOptions } from './world.ts';

const HOUR_MS = 3_600_000;
const MODULES = { FSM: 'Service_And_Parts', BOOKS: 'items' } as const;

const worldOf = (options: Partial<WorldOptions> = {}): World =>
  new World({ table: handTable({ rate: {} }), ...options });

const asked = (side: Side, id: string): RunMode => ({
  kind: 'selected',
  records: [{ side, module: MODULES[side], id }],
});

const done = (report: RunReport): string[] =>
  report.records.map(
    ({ fsmId, booksId, outcome, reason }) =>
      `${fsmId ?? '-'} ${booksId ?? '-'} ${outcome} ${reason?.code ?? ''}`,
  );

describe('a run of one record', () => {
  it.each(['FSM', 'BOOKS'] as const)(
    '[M3] fails it when another of its own side (%s) shares the identity that one over there has',
    async (side) => {
      const world = worldOf();
      const named = (on: Side) =>
        on === 'FSM' ? { NAME: 'Drill', RATE: '1' } : { name: 'Drill', rate: '2' };
      const [own, other] = [world.services[side], side === 'FSM' ? world.books : world.fsm];
      const id = own.add(named(side));
      own.add(named(side));
      other.add(named(other.side));
      world.clock.advance(60_000);
      const report = await world.run([], asked(side, id));
      const ends = side === 'FSM' ? `${id} -` : `- ${id}`;
      expect(done(report)).toEqual([`${ends} FAILED AMBIGUOUS_IDENTITY`]);
      expect([world.fsm.writes, world.books.writes, world.links]).toEqual([[], [], []]);
    },
  );

  it('[M3] replicates it under CLONE, and none of those that share its name', async () => {
    const world = worldOf({ duplicates: 'CLONE' });
    const id = world.fsm.add({ NAME: 'Drill', RATE: '1' });
    world.fsm.add({ NAME: 'Drill', RATE: '2' });
    world.books.add({ name: 'Drill', rate: '3' });
    world.clock.advance(60_000);
    await world.run([], asked('FSM', id));
    expect(world.links.map(({ fsmId }) => fsmId)).toEqual([id]);
    expect([world.fsm.ids().length, world.books.ids().length]).toEqual([2, 2]);
  });

  /** A create that was sent before its process died, and two new records that it may have made. */
  const inDoubt = async () => {
    const world = worldOf();
    const id = world.fsm.add({ NAME: 'Drill', RATE: '1' });
    const other = world.fsm.add({ NAME: 'Saw', RATE: '1' });
    world.clock.advance(60_000);
    await world.run([
      { meet: (kind) => (kind === 'BOOKS create' ? 'crashBefore' : undefined) },
      { cancelAtCall: 0 },
    ]);
    const twins = ['7', '8'].map((rate) => world.books.add({ name: 'Drill', rate }));
    world.clock.advance(60_000);
    return { world, id, other, twins };
  };

  it('says of one whose create is in doubt that it is', async () => {
    const { world, id } = await inDoubt();
    const report = await world.run([], asked('FSM', id));
    expect(done(report)).toEqual([`${id} - FAILED CREATE_IN_DOUBT`]);
    expect(report.verdict).toEqual({ kind: 'finished', failed: 1 });
    world.clock.advance(HOUR_MS);
    expect(await world.run()).toMatchObject({ verdict: { failed: 3 } });
  });

  it('leaves others whose create is in doubt alone', async () => {
    const { world, other } = await inDoubt();
    const report = await world.run([], asked('FSM', other));
    expect(done(report)).toEqual([expect.stringMatching(`^${other} \\d+ CREATED $`)]);
  });
});
