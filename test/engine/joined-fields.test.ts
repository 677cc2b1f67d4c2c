/** The laws of convergence, for a table whose rules join several FSM fields. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  bindItems,
  booksModule,
  both,
  type CompiledTable,
  type ConflictPolicy,
  compileItems,
  concat,
  fsmModule,
  references,
  toBooks,
  toFsm,
} from '#mapping';
import { dishonest, notConverged, notOneToOne } from './oracles.ts';
import { Play } from './play.ts';
import { scriptOf, type Trouble, type Vocabulary } from './scripts.ts';

const text = (label: string) => ({ kind: 'text', label }) as const;
const fsm = fsmModule('Service_And_Parts', {
  Name: text('Name'),
  Maker: text('Maker'),
  Model: text('Model'),
  Town: text('Town'),
  Street: text('Street'),
  Shelf: text('Shelf'),
  Row: text('Row'),
});
const books = booksModule('items', {
  name: text('Name'),
  cf_maker: text('Maker'),
  cf_place: text('Place'),
  cf_store: text('Store'),
});
const item = references(fsm);

function tableWith(conflict: ConflictPolicy): CompiledTable {
  const items = bindItems({ fsm, books });
  const result = compileItems(
    items(
      { conflict },
      {
        cf_maker: both(concat([item.Maker, item.Model], ' / ')),
        cf_place: toBooks(concat([item.Town, item.Street], ', ')),
        cf_store: toFsm(concat([item.Shelf, item.Row], '-')),
      },
    ),
  );
  if (!result.ok) throw new Error(JSON.stringify(result.violations));
  return result.table;
}

/** Parts that hold a separator, and text that does not split, are refused: the log must say so. */
const WORDS: Vocabulary = {
  FSM: {
    Name: ['Alpha', 'Beta', 'Gamma'],
    Maker: ['Acme', 'Bosch', null],
    Model: ['P7', 'P / 8', null],
    Town: ['Ulm', 'Ulm, Germany', null],
    Street: ['High St', null],
    Shelf: ['1', null],
    Row: ['2', null],
  },
  BOOKS: {
    name: ['Alpha', 'Beta', 'Delta'],
    cf_maker: ['Acme / P7', 'Acme /', '/ P9', 'a / b / c', null],
    cf_place: ['elsewhere', null],
    cf_store: ['1-2', '-3', '4-', '1-2-3', null],
  },
};

const TROUBLES: readonly (readonly [string, Partial<Trouble>])[] = [
  ['between runs', {}],
  ['while a run goes on', { during: true }],
  ['when services fail and processes die', { faults: true, crashes: true }],
];

describe('[M1] [S4] laws 1, 4, 5 and 8 for rules of several fields', () => {
  it.each(TROUBLES)('hold for edits %s', async (_when, trouble) => {
    const calm = { faults: false, crashes: false, freezes: false, removals: false, activity: false };
    let refused = 0;
    for (const conflict of ['latestWins', 'booksWins', 'mergeFields'] as const) {
      const table = tableWith(conflict);
      await fc.assert(
        fc.asyncProperty(scriptOf({ ...calm, during: false, ...trouble }), async (script) => {
          const play = new Play(table, script, WORDS);
          await play.play(script.steps);
          const { last, quiet } = await play.calm();
          refused += last.records.filter(({ reason }) => reason?.code.startsWith('PARTS_') === true).length;
          expect([
            ...notConverged(play.world, last),
            ...notOneToOne(play.world, last),
            ...play.reports.flatMap(dishonest),
            ...(quiet ? [] : ['a run after convergence still writes']),
          ]).toEqual([]);
        }),
        { numRuns: 80 },
      );
    }
    expect(refused).toBeGreaterThan(10);
  });
});
