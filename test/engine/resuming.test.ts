/** A reading that takes a call for each record, broken off again and again: what was read is not read twice. */
import { describe, expect, it } from 'vitest';
import { handTable } from './tables.ts';
import { type Attempt, World } from './world.ts';

const HOUR_MS = 3_600_000;
const RECORDS = 14;

function worldOf(): World {
  return new World({
    table: handTable({ rate: {}, note: {} }),
    books: { listsNamesOnly: true, concurrency: 1 },
    limits: { recordsPerChunk: 4 },
  });
}

/** The day's quota ends with this many direct reads of the part. */
const partOf = (reads: number, before: () => void = () => {}): Attempt => ({
  onCall: (call) => (call === 0 ? before() : undefined),
  meet: (kind, nth) =>
    kind === 'BOOKS getMany' && nth === reads ? { kind: 'quota', restMs: HOUR_MS } : undefined,
});

/** The run to its end, in parts; answers how often each record was read before anything was decided. */
async function readInParts(world: World, parts: readonly Attempt[]) {
  world.clock.advance(60_000);
  let untilDecided: number | null = null;
  const watched = [...parts, {}].map(
    (part: Attempt): Attempt => ({
      ...part,
      onPoint: () => {
        const { phase } = world.database.run('run-1');
        if (phase !== 'PENDING' && phase !== 'COLLECTING') untilDecided ??= world.books.directReads.length;
      },
    }),
  );
  const report = await world.run(watched);
  const reads = new Map<string, number>();
  for (const id of world.books.directReads.slice(0, untilDecided ?? undefined))
    reads.set(id, (reads.get(id) ?? 0) + 1);
  return { report, reads };
}

const add = (world: World): string[] =>
  Array.from({ length: RECORDS }, (_, at) => world.books.add({ name: `Item ${at}`, rate: '1', note: 'a' }));

/** What FSM holds by name, hidden fields of the list included. */
const made = (world: World): [unknown, unknown, unknown][] =>
  world.fsm.ids().map((id) => {
    const values = world.fsm.present(id)?.values;
    return [values?.NAME, values?.RATE, values?.NOTE];
  });

describe('a first reading that the quota of a day breaks off', () => {
  it.each([[[4, 4, 4]], [[5, 3, 2, 1, 1]], [[1, 1, 1, 1, 1, 1]]])(
    'after %j direct reads reads no record twice, and misses none',
    async (sizes) => {
      const world = worldOf();
      const ids = add(world);
      const { report, reads } = await readInParts(
        world,
        sizes.map((size) => partOf(size)),
      );
      expect([report.verdict, report.attempts]).toEqual([{ kind: 'finished', failed: 0 }, sizes.length + 1]);
      expect(reads).toEqual(new Map(ids.map((id) => [id, 1])));
      expect(made(world).length).toBe(RECORDS);
      expect(world.links).toHaveLength(RECORDS);
    },
  );

  it('[D1] [S4] takes what was edited, deleted or made inactive between its parts as it is by then', async () => {
    const world = worldOf();
    const ids = add(world);
    // Lists show the youngest first: these were read in the first part.
    const [edited, gone, asleep] = ids.slice(-3) as [string, string, string];
    let late = '';
    const { report, reads } = await readInParts(world, [
      partOf(6),
      partOf(3, () => {
        world.books.edit(edited, { note: 'edited between two parts' });
        world.books.remove(gone);
        world.books.setActive(asleep, false);
        late = world.books.add({ name: 'Made between two parts', rate: '2', note: 'b' });
      }),
      partOf(2),
    ]);
    expect(report.verdict).toEqual({ kind: 'finished', failed: 0 });
    const once = ids.filter((id) => ![edited, asleep].includes(id)).concat(late);
    expect(reads).toEqual(new Map([...once.map((id) => [id, 1] as const), [edited, 2], [asleep, 2]]));
    const names = ids.slice(0, -3).map((_id, at) => [`Item ${at}`, '1', 'a']);
    expect(made(world).sort()).toEqual(
      [
        ...names,
        [`Item ${RECORDS - 3}`, '1', 'edited between two parts'],
        ['Made between two parts', '2', 'b'],
      ].sort(),
    );
    expect(report.records.filter(({ outcome }) => outcome === 'SKIPPED')).toMatchObject([
      { booksId: asleep, reason: { code: 'INACTIVE_IN_BOOKS' } },
    ]);
    world.clock.advance(HOUR_MS);
    await world.run();
    world.clock.advance(HOUR_MS);
    expect((await world.run()).records).toEqual([]);
  });
});

describe('a scan for what was deleted', () => {
  it('[D1] [S4] leaves what was read whole as it was read', async () => {
    const world = worldOf();
    const [edited, gone] = add(world) as [string, string];
    world.clock.advance(60_000);
    await world.run();
    for (let run = 0; run < 2; run += 1) {
      world.clock.advance(HOUR_MS);
      await world.run();
    }
    world.clock.advance(HOUR_MS);
    world.books.edit(edited, { note: 'no list shows this' });
    world.books.remove(gone);
    world.clock.advance(60_000);
    await world.run();
    const link = world.links.find(({ booksId }) => booksId === edited);
    expect(world.value('FSM', link?.fsmId ?? '', 'NOTE')).toBe('no list shows this');
    expect(world.links.find(({ booksId }) => booksId === gone)?.booksGone).toBe(true);
  });
});
