/** The laws of design.md over generated worlds, edits, faults and crashes. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CompiledTable } from '../../src/mapping/plan.ts';
import { lostEdits } from './lost-edits.ts';
import { badlyDeactivatedOrDeleted, dishonest, invented, notConverged, notOneToOne } from './oracles.ts';
import { Play } from './play.ts';
import { HAND_WORDS, REAL_WORDS, type Script, scriptOf, type Trouble, type Vocabulary } from './scripts.ts';
import { everyKindOfRule, realTable } from './tables.ts';

/** `FIELDLEDGER_RUNS=20` plays twenty times as many scripts. */
const RUNS_FACTOR = Number(process.env.FIELDLEDGER_RUNS ?? '1');
const SEED = process.env.FIELDLEDGER_SEED;

const CALM: Trouble = {
  faults: false,
  crashes: false,
  freezes: false,
  removals: false,
  activity: false,
  during: false,
};

async function hold(table: CompiledTable, words: Vocabulary, script: Script): Promise<void> {
  const play = new Play(table, script, words);
  await play.play(script.steps);
  const { last, quiet } = await play.calm();
  const { world, reports, edits } = play;
  const violations = [
    ...notConverged(world, last),
    ...notOneToOne(world, last),
    ...invented(world),
    ...lostEdits(world, edits, reports, last),
    ...badlyDeactivatedOrDeleted(world, last),
    ...reports.flatMap(dishonest),
    ...(quiet ? [] : ['a run after convergence still writes']),
    ...tooManyCalls(script, last.reads + last.writes, last.records.length),
  ];
  expect(violations).toEqual([]);
}

/** Law 5, where both services select by time. */
function tooManyCalls(script: Script, calls: number, listed: number): string[] {
  const selects = script.fsm.selectsByTime === true && script.books.selectsByTime === true;
  return selects && listed === 0 && calls > 8 ? [`a quiet run made ${calls} calls`] : [];
}

async function check(trouble: Trouble, numRuns: number, table: CompiledTable | null = null): Promise<void> {
  const mapping = table ?? (await realTable());
  const words = table === null ? REAL_WORDS : HAND_WORDS;
  await fc.assert(
    fc.asyncProperty(scriptOf(trouble), (script) => hold(mapping, words, script)),
    { numRuns: numRuns * RUNS_FACTOR, ...(SEED === undefined ? {} : { seed: Number(SEED) }) },
  );
}

describe('laws 1 to 5 and 8 [M1] [M2] [M3] [D1] [D2] [D3] [D4] [S4]', () => {
  it('hold for edits between runs', () => check(CALM, 400));
  it('hold for edits while a run goes on', () => check({ ...CALM, during: true }, 400));
  it('hold when records are deleted', () => check({ ...CALM, removals: true }, 400));
  it('hold when records are made inactive and active', () => check({ ...CALM, activity: true }, 400));
  it('hold when services refuse, fail and lose answers', () => check({ ...CALM, faults: true }, 400));
  it('hold when processes die and runs are cancelled', () => check({ ...CALM, crashes: true }, 400));
  it('hold when a stalled process wakes up too late', () => check({ ...CALM, freezes: true }, 400));
  it('hold when everything happens at once', () =>
    check({ faults: true, crashes: true, freezes: true, removals: true, activity: true, during: true }, 400));
});

describe('laws 1 to 5 and 8, for every kind of rule, under each conflict policy', () => {
  const trouble: Trouble = { ...CALM, faults: true, removals: true, activity: true, during: true };
  it.each(['latestWins', 'fsmWins', 'booksWins', 'mergeFields'] as const)(
    'hold with %s',
    async (conflict) => {
      await check(CALM, 150, everyKindOfRule(conflict));
      await check(trouble, 150, everyKindOfRule(conflict));
    },
  );
});
