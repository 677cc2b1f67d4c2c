/** What each mode leaves out. */
import { describe, expect, it } from 'vitest';
import { contentOf, endsOf, importDecision, wantedBy } from '../../src/engine/mode.ts';
import type { RunMode, SelectedRecord, Unit } from '../../src/engine/model.ts';
import { reconcile } from '../../src/engine/reconcile.ts';
import {
  AGREED_BOOKS,
  AGREED_FSM,
  baseOf,
  contextOf,
  inWords,
  linked,
  plain,
  row,
  unlinked,
  type Values,
} from './decision-words.ts';
import { testHash } from './world.ts';

const table = plain();
const agreed = baseOf(table, AGREED_FSM, AGREED_BOOKS);
const fsmRow = (values: Values = {}) => row(table, 'FSM', { ...AGREED_FSM, ...values });
const booksRow = (values: Values = {}) => row(table, 'BOOKS', { ...AGREED_BOOKS, ...values });

describe('an import', () => {
  it.each<[string, Values, Values, string]>([
    ['brings over what Books has changed', {}, { rate: '12' }, 'toBooks - toFsm rate'],
    ['leaves what FSM alone has changed', { RATE: '12' }, {}, 'unchanged'],
    ['lets Books win a conflict, and says so', { RATE: '12' }, { rate: '13' }, 'toBooks - toFsm rate!'],
    ['has nothing to do where nothing moved', {}, {}, 'unchanged'],
  ])('%s', (_what, fsm, books, words) => {
    const unit = linked(agreed, fsmRow(fsm), booksRow(books));
    expect(inWords(reconcile(unit, contextOf(table, { imports: true })))).toBe(words);
  });

  it('makes nothing in Books, and in FSM what it lacks', () => {
    const context = contextOf(table, { imports: true });
    expect(inWords(reconcile(unlinked('FSM', fsmRow()), context))).toBe('unchanged');
    expect(inWords(reconcile(unlinked('BOOKS', booksRow()), context))).toBe('create TO_FSM');
  });

  it('overwrites a record of FSM that was only matched, whichever is later', () => {
    const match = booksRow({ rate: '12' });
    const unit = unlinked('FSM', fsmRow(), { match, matchedBy: 'identity', sameOnOtherSide: 1 });
    expect(inWords(reconcile(unit, contextOf(table, { imports: true })))).toBe('toBooks - toFsm rate!');
  });

  it('joins two that differ only in what would go to Books', () => {
    const unit = unlinked('FSM', fsmRow());
    const nothing = { fields: [], overwritten: [] };
    const decision = importDecision(unit, {
      kind: 'update',
      cause: 'MATCHED_BY_IDENTITY',
      toBooks: { fields: ['rate'], overwritten: [] },
      toFsm: nothing,
    });
    expect(inWords(decision)).toBe('link');
  });
});

describe('a run of selected records', () => {
  const selected = (...records: readonly SelectedRecord[]): RunMode => ({ kind: 'selected', records });
  const fsm = (id: string): SelectedRecord => ({ side: 'FSM', module: 'Service_And_Parts', id });
  const books = (id: string): SelectedRecord => ({ side: 'BOOKS', module: 'items', id });
  const own = (id: string) => ({ ...fsmRow(), recordId: id });
  const pair = (matchedBy: 'identity' | 'counterpart'): Unit =>
    unlinked('FSM', own('1'), { match: own('91'), matchedBy });

  it.each<[string, RunMode, Unit, 'OVERWRITE' | 'CLONE', boolean]>([
    ['a link by either end', selected(fsm('1')), linked(agreed, null, null), 'OVERWRITE', true],
    ['a link by its other end', selected(books('91')), linked(agreed, null, null), 'OVERWRITE', true],
    [
      'no link of other records',
      selected(fsm('91'), books('1')),
      linked(agreed, null, null),
      'OVERWRITE',
      false,
    ],
    ['a record of its own', selected(fsm('1')), unlinked('FSM', own('1')), 'OVERWRITE', true],
    ['no record of the other side', selected(books('1')), unlinked('FSM', own('1')), 'OVERWRITE', false],
    ['the match of one', selected(books('91')), pair('identity'), 'OVERWRITE', true],
    ['no namesake that would be replicated', selected(books('91')), pair('identity'), 'CLONE', false],
    ['what Zoho has joined, also then', selected(books('91')), pair('counterpart'), 'CLONE', true],
  ])('takes %s', (_what, mode, unit, duplicates, wanted) => {
    expect(wantedBy(mode)(endsOf(unit, duplicates))).toBe(wanted);
  });

  it('is the only one that leaves records out', () => {
    expect(wantedBy({ kind: 'sync' })(endsOf(unlinked('FSM', own('1')), 'OVERWRITE'))).toBe(true);
  });
});

describe('the digest of two records', () => {
  const digest = (unit: Unit) => contentOf(table, unit, testHash);

  it('is the same whether a side was read or stands in from the base', () => {
    const whole = digest(linked(agreed, fsmRow(), booksRow()));
    expect(digest(linked(agreed, null, booksRow()))).toBe(whole);
    expect(digest(linked(agreed, fsmRow(), null))).toBe(whole);
  });

  it('changes with any value of either', () => {
    const digests = [
      digest(linked(agreed, fsmRow(), booksRow())),
      digest(linked(agreed, fsmRow({ NOTE: 'b' }), booksRow())),
      digest(linked(agreed, fsmRow(), booksRow({ note: 'b' }))),
      digest(unlinked('FSM', fsmRow())),
      digest(unlinked('BOOKS', booksRow())),
    ];
    expect(new Set(digests).size).toBe(digests.length);
  });
});
