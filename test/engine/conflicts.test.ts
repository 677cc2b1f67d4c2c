/** Who wins, against a model that knows the edits and nothing of hashes. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Side } from '../../src/engine/model.ts';
import type { ConflictPolicy } from '../../src/mapping/plan.ts';
import { handTable } from './tables.ts';
import { World } from './world.ts';

const KEYS = ['rate', 'note', 'unit'] as const;
type Key = (typeof KEYS)[number];
const FACTOR = Number(process.env.FIELDLEDGER_RUNS ?? '1');

interface Edit {
  readonly side: Side;
  readonly key: Key;
  readonly value: string;
  readonly afterSeconds: number;
}

const edit: fc.Arbitrary<Edit> = fc.record({
  side: fc.constantFrom<Side>('FSM', 'BOOKS'),
  key: fc.constantFrom(...KEYS),
  value: fc.constantFrom('1', '2', '3'),
  afterSeconds: fc.constantFrom(0, 0, 2, 60),
});

type Record3 = Record<Key, string>;

/** What conflict policies mean, said once more: a side has moved a field when it differs from what was agreed. */
function merged(
  policy: ConflictPolicy,
  agreed: Record3,
  fsm: Record3,
  books: Record3,
  fsmIsLater: boolean,
): Record3 {
  const moved = (side: Record3): Key[] => KEYS.filter((key) => side[key] !== agreed[key]);
  const differing = KEYS.filter((key) => fsm[key] !== books[key]);
  const fsmMoved = differing.filter((key) => moved(fsm).includes(key));
  const booksMoved = differing.filter((key) => moved(books).includes(key));
  const both = fsmMoved.length > 0 && booksMoved.length > 0;
  const winnerOfConflict =
    policy === 'fsmWins' ? fsm : policy === 'booksWins' ? books : fsmIsLater ? fsm : books;
  const winner = both ? winnerOfConflict : fsmMoved.length > 0 ? fsm : books;
  const result = { ...winner };
  if (policy !== 'mergeFields') return result;
  for (const key of differing) {
    if (!booksMoved.includes(key)) result[key] = fsm[key];
    if (!fsmMoved.includes(key)) result[key] = books[key];
  }
  return result;
}

describe('law 2: conflict policies', () => {
  it.each(['latestWins', 'fsmWins', 'booksWins', 'mergeFields'] as const)('%s', async (policy) => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(edit, { maxLength: 5 }), { minLength: 1, maxLength: 4 }),
        fc.constantFrom(0, 90_000),
        fc.constantFrom(0, -40_000),
        async (rounds, fsmOffsetMs, booksOffsetMs) => {
          const world = new World({
            table: handTable({ rate: {}, note: {}, unit: {} }, policy),
            fsm: { offsetMs: fsmOffsetMs },
            books: { offsetMs: booksOffsetMs },
          });
          const fsmId = world.fsm.add({ NAME: 'Drill', RATE: '0', NOTE: '0', UNIT: '0' });
          await world.run();
          const booksId = world.books.ids()[0] ?? '';
          const read = (side: Side): Record3 => {
            const id = side === 'FSM' ? fsmId : booksId;
            const of = (key: Key) => String(world.value(side, id, side === 'FSM' ? key.toUpperCase() : key));
            return { rate: of('rate'), note: of('note'), unit: of('unit') };
          };
          for (const edits of rounds) {
            const agreed = read('FSM');
            world.clock.advance(600_000);
            for (const { side, key, value, afterSeconds } of edits) {
              world.clock.advance(afterSeconds * 1000);
              if (read(side)[key] === value) continue;
              if (side === 'FSM') world.fsm.edit(fsmId, { [key.toUpperCase()]: value });
              else world.books.edit(booksId, { [key]: value });
            }
            const second = (side: Side, id: string): number =>
              (world.services[side].present(id)?.modifiedAtMs ?? 0) - world.services[side].habits.offsetMs;
            const fsmIsLater = second('FSM', fsmId) > second('BOOKS', booksId);
            const expected = merged(policy, agreed, read('FSM'), read('BOOKS'), fsmIsLater);
            world.clock.advance(600_000);
            await world.run();
            expect({ fsm: read('FSM'), books: read('BOOKS') }).toEqual({ fsm: expected, books: expected });
          }
        },
      ),
      { numRuns: 40 * FACTOR },
    );
  });
});
