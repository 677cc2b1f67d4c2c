/** Previews, and the runs that apply them. */
import { describe, expect, it } from 'vitest';
import type { RunMode } from '../../src/engine/model.ts';
import { handTable, type RuleOptions } from './tables.ts';
import { type Attempt, type RunReport, World, type WorldOptions } from './world.ts';

const HOUR_MS = 3_600_000;
const PREVIEW: RunMode = { kind: 'preview' };

function worldOf(rules: Readonly<Record<string, RuleOptions>>, options: Partial<WorldOptions> = {}): World {
  return new World({ table: handTable(rules), ...options });
}

/** A pair that was synced, an hour ago. */
async function pairOf(
  world: World,
  values: Readonly<Record<string, string>>,
): Promise<{ fsmId: string; booksId: string }> {
  const fsmId = world.fsm.add(values);
  world.clock.advance(60_000);
  await world.run();
  world.clock.advance(HOUR_MS);
  return { fsmId, booksId: world.links[0]?.booksId ?? '' };
}

/** Runs until a list by time shows nothing of what was edited before. */
async function settled(world: World): Promise<void> {
  for (let run = 0; run < 2; run += 1) {
    await world.run();
    world.clock.advance(HOUR_MS);
  }
}

/** A preview that is applied a minute later. */
async function shownAndDone(world: World, between: () => void = () => {}) {
  world.clock.advance(60_000);
  const shown = await world.run([], PREVIEW);
  world.clock.advance(60_000);
  between();
  world.clock.advance(60_000);
  return { shown, done: await world.run([], { kind: 'apply', previewId: shown.runId }) };
}

const deeds = (report: RunReport): string[] => report.records.map((one) => one.operation);
const outcomes = (report: RunReport): string[] =>
  report.records.map(({ outcome, reason }) => `${outcome}${reason === null ? '' : ` ${reason.code}`}`);

describe('a preview that is applied', () => {
  it('updates a record whatever became of a field that is carried only when one is created', async () => {
    const world = worldOf({ rate: {}, note: { onCreate: true } });
    const { fsmId, booksId } = await pairOf(world, { NAME: 'Drill', RATE: '10', NOTE: 'a' });
    world.books.edit(booksId, { note: 'its own business' });
    await settled(world);
    world.fsm.edit(fsmId, { RATE: '12' });
    const { shown, done } = await shownAndDone(world);
    expect([deeds(shown), outcomes(done)]).toEqual([['UPDATE'], ['UPDATED']]);
  });

  it('[P3] updates a record of which a field was hidden when it was linked', async () => {
    const world = worldOf({ rate: {}, note: {} }, { fsm: { hides: new Set(['NOTE']) } });
    const { fsmId, booksId } = await pairOf(world, { NAME: 'Drill', RATE: '10' });
    world.books.edit(booksId, { note: 'only Books knows' });
    await settled(world);
    world.fsm.edit(fsmId, { RATE: '12' });
    const { shown, done } = await shownAndDone(world);
    expect([deeds(shown), outcomes(done)]).toEqual([['UPDATE'], ['UPDATED']]);
  });

  it('[P3] updates a record of which a field is hidden by now', async () => {
    const world = worldOf({ rate: {}, note: {} });
    const { booksId } = await pairOf(world, { NAME: 'Drill', RATE: '10', NOTE: 'a' });
    await settled(world);
    world.fsm.habits = { ...world.fsm.habits, hides: new Set(['NOTE']) };
    world.books.edit(booksId, { rate: '12' });
    const { shown, done } = await shownAndDone(world);
    expect([deeds(shown), outcomes(done)]).toEqual([['UPDATE'], ['UPDATED']]);
  });

  it('[M3] replicates duplicates under CLONE', async () => {
    const world = worldOf({ rate: {} }, { duplicates: 'CLONE' });
    world.fsm.add({ NAME: 'Drill', RATE: '10' });
    world.books.add({ name: 'Drill', rate: '11' });
    const { shown, done } = await shownAndDone(world);
    expect([deeds(shown), outcomes(done)]).toEqual([
      ['CREATE', 'CREATE'],
      ['CREATED', 'CREATED'],
    ]);
    expect([world.fsm.ids().length, world.books.ids().length, world.links.length]).toEqual([2, 2, 2]);
  });

  it('fails, for its reason, what it has shown to fail', async () => {
    const world = worldOf({ rate: {}, note: { books: { maxLength: 5 } } });
    const { fsmId } = await pairOf(world, { NAME: 'Drill', RATE: '10', NOTE: 'a' });
    world.fsm.edit(fsmId, { NOTE: 'longer than five' });
    world.fsm.add({ NAME: 'Saw', NOTE: 'longer than five' });
    const { shown, done } = await shownAndDone(world);
    expect(deeds(shown)).toEqual(['FAIL', 'FAIL']);
    expect(outcomes(done)).toEqual(['FAILED VALUE_TOO_LONG', 'FAILED VALUE_TOO_LONG']);
  });

  it('creates nothing that it has shown to fail for two of one name', async () => {
    const world = worldOf({ rate: {} });
    world.fsm.add({ NAME: 'Drill', RATE: '10' });
    const twins = [1, 2].map(() => world.books.add({ name: 'Drill', rate: '11' }));
    const { shown, done } = await shownAndDone(world, () => {
      for (const id of twins) world.books.edit(id, { name: `Drill ${id}` });
    });
    expect(deeds(shown)).toEqual(['FAIL', 'FAIL', 'FAIL']);
    expect(new Set(outcomes(done))).toEqual(new Set(['SKIPPED CHANGED_SINCE_PREVIEW']));
    expect([world.fsm.ids().length, world.books.ids().length]).toEqual([1, 2]);
  });

  it('leaves what an open create has made as it is, where it was not shown like that', async () => {
    const world = worldOf({ rate: {} });
    const id = world.fsm.add({ NAME: 'Drill', RATE: '10' });
    world.clock.advance(60_000);
    const lost: Attempt = { meet: (kind) => (kind === 'BOOKS create' ? 'crashAfter' : undefined) };
    await world.run([lost, { cancelAtCall: 0 }]);
    const { shown, done } = await shownAndDone(world, () => world.fsm.edit(id, { RATE: '12' }));
    expect([deeds(shown), outcomes(done)]).toEqual([['LINK'], ['SKIPPED CHANGED_SINCE_PREVIEW']]);
    expect(world.books.writes.map(({ kind }) => kind)).toEqual(['create']);
    world.clock.advance(HOUR_MS);
    expect(outcomes(await world.run())).toEqual(['UPDATED']);
    expect([world.books.ids().length, world.links.length]).toEqual([1, 1]);
  });

  it('links what an open create has made as it was shown', async () => {
    const world = worldOf({ rate: {} });
    world.fsm.add({ NAME: 'Drill', RATE: '10' });
    world.clock.advance(60_000);
    const lost: Attempt = { meet: (kind) => (kind === 'BOOKS create' ? 'crashAfter' : undefined) };
    await world.run([lost, { cancelAtCall: 0 }]);
    const { shown, done } = await shownAndDone(world);
    expect([deeds(shown), outcomes(done), world.links.length]).toEqual([['LINK'], ['LINKED'], 1]);
  });
});
