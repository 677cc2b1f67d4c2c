/** The decisions of `reconcile` about linked records: what was agreed, what each side holds now, what shall happen. */
import { describe, expect, it } from 'vitest';
import { agreedBase, skippedBase } from '../../src/engine/fingerprint.ts';
import type { StagedRow, Unit } from '../../src/engine/model.ts';
import { reconcile } from '../../src/engine/reconcile.ts';
import type { Side } from '../../src/engine/services.ts';
import type { ConflictPolicy } from '../../src/mapping/plan.ts';
import {
  AGREED_BOOKS,
  AGREED_FSM,
  baseOf,
  contextOf,
  inWords,
  linked,
  NOON_MS,
  plain,
  row,
  type Values,
} from './decision-words.ts';
import { handTable } from './tables.ts';

describe('linked records, compared with what was agreed', () => {
  const LATER = 60_000;
  it.each<[string, ConflictPolicy, Values, Values, number, string]>([
    ['nothing moved', 'latestWins', {}, {}, LATER, 'unchanged'],
    ['FSM moved', 'latestWins', { RATE: '12' }, {}, -LATER, 'toBooks rate toFsm -'],
    ['Books moved', 'latestWins', {}, { rate: '12' }, LATER, 'toBooks - toFsm rate'],
    ['both moved to the same', 'latestWins', { RATE: '12' }, { rate: '12' }, LATER, 'link'],
    ['a field was cleared', 'latestWins', { NOTE: null }, {}, LATER, 'toBooks note toFsm -'],
    ['conflict, FSM later', 'latestWins', { RATE: '12' }, { rate: '13' }, LATER, 'toBooks rate! toFsm -'],
    ['conflict, Books later', 'latestWins', { RATE: '12' }, { rate: '13' }, -LATER, 'toBooks - toFsm rate!'],
    [
      'conflict in one second goes to Books',
      'latestWins',
      { RATE: '12' },
      { rate: '13' },
      0,
      'toBooks - toFsm rate!',
    ],
    [
      'the later record wins whole, FSM',
      'latestWins',
      { RATE: '12' },
      { note: 'b' },
      LATER,
      'toBooks rate,note! toFsm -',
    ],
    [
      'the later record wins whole, Books',
      'latestWins',
      { RATE: '12' },
      { note: 'b' },
      -LATER,
      'toBooks - toFsm rate!,note',
    ],
    ['FSM wins though earlier', 'fsmWins', { RATE: '12' }, { rate: '13' }, -LATER, 'toBooks rate! toFsm -'],
    ['an edit in Books alone goes to FSM', 'fsmWins', {}, { rate: '13' }, -LATER, 'toBooks - toFsm rate'],
    [
      'Books wins though earlier',
      'booksWins',
      { RATE: '12' },
      { rate: '13' },
      LATER,
      'toBooks - toFsm rate!',
    ],
    ['an edit in FSM alone goes to Books', 'booksWins', { RATE: '12' }, {}, LATER, 'toBooks rate toFsm -'],
    [
      'each side keeps its field',
      'mergeFields',
      { RATE: '12' },
      { note: 'b' },
      LATER,
      'toBooks rate toFsm note',
    ],
    [
      'same field merged: the later',
      'mergeFields',
      { RATE: '12' },
      { rate: '13' },
      LATER,
      'toBooks rate! toFsm -',
    ],
    [
      'same field and another',
      'mergeFields',
      { RATE: '12', NOTE: 'b' },
      { rate: '13' },
      -LATER,
      'toBooks note toFsm rate!',
    ],
  ])('%s (%s)', (_title, policy, fsm, books, fsmLaterMs, expected) => {
    const table = plain(policy);
    const unit = linked(
      baseOf(table, AGREED_FSM, AGREED_BOOKS),
      row(table, 'FSM', { ...AGREED_FSM, ...fsm }, { modifiedAtMs: NOON_MS + fsmLaterMs }),
      row(table, 'BOOKS', { ...AGREED_BOOKS, ...books }),
    );
    expect(inWords(reconcile(unit, contextOf(table)))).toBe(expected);
  });

  it('compares times on one clock', () => {
    const table = plain();
    const fsm = row(table, 'FSM', { ...AGREED_FSM, RATE: '12' }, { modifiedAtMs: NOON_MS + 90_000 });
    const books = row(table, 'BOOKS', { ...AGREED_BOOKS, rate: '13' }, { modifiedAtMs: NOON_MS });
    const unit = linked(baseOf(table, AGREED_FSM, AGREED_BOOKS), fsm, books);
    const ahead = contextOf(table, { clockOffsetMs: { FSM: 120_000, BOOKS: 0 } });
    expect(inWords(reconcile(unit, ahead))).toBe('toBooks - toFsm rate!');
    expect(inWords(reconcile(unit, contextOf(table)))).toBe('toBooks rate! toFsm -');
  });

  it('[P3] a hidden value is neither an edit nor overwritten, and what was agreed of it is kept', () => {
    const table = plain();
    const base = baseOf(table, AGREED_FSM, AGREED_BOOKS);
    const hidden = row(table, 'FSM', { NAME: 'Drill', RATE: '11' });
    const books = row(table, 'BOOKS', { ...AGREED_BOOKS, note: 'b' });
    expect(inWords(reconcile(linked(base, hidden, books), contextOf(table)))).toBe('toBooks rate toFsm -');
    const kept = agreedBase(table, base, hidden.hashes, books.hashes, true);
    const noteKey = Object.keys(base).find((key) => key.startsWith('note@')) ?? '';
    expect(kept[noteKey]).toBe(base[noteKey]);
  });

  it('needs no read of a side that was agreed on, and asks for one where nothing was', () => {
    const table = plain();
    const base = baseOf(table, AGREED_FSM, AGREED_BOOKS);
    const { RATE: _rate, ...withoutRate } = AGREED_FSM;
    const partial = baseOf(table, withoutRate, AGREED_BOOKS);
    const fsm = row(table, 'FSM', AGREED_FSM);
    expect(inWords(reconcile(linked(base, fsm, null), contextOf(table)))).toBe('unchanged');
    expect(inWords(reconcile(linked(partial, fsm, null), contextOf(table)))).toBe('toBooks - toFsm -');
  });

  it('does not agree on what a list shows when it is not what was agreed: the list may lag', () => {
    const table = plain();
    const base = baseOf(table, AGREED_FSM, AGREED_BOOKS);
    const fsm = row(table, 'FSM', { ...AGREED_FSM, RATE: '12' });
    const books = row(table, 'BOOKS', { ...AGREED_BOOKS, rate: '12' });
    const listed = contextOf(table, { fresh: false });
    expect(inWords(reconcile(linked(base, fsm, books), listed))).toBe('toBooks - toFsm -');
  });

  it('takes no notice of a version older than the one agreed on', () => {
    const table = plain();
    const base = baseOf(table, AGREED_FSM, AGREED_BOOKS);
    const stale = row(table, 'FSM', { ...AGREED_FSM, RATE: '9' });
    const link = { fsmModifiedAtMs: NOON_MS + 1000 };
    expect(inWords(reconcile(linked(base, stale, null, link), contextOf(table)))).toBe('unchanged');
  });
});

describe('[S5] a changed mapping', () => {
  const before = plain();
  const base = baseOf(before, AGREED_FSM, AGREED_BOOKS);
  const after = handTable({ rate: {}, note: {}, unit: {} });
  const decide = (fsm: Values, books: Values, fsmLaterMs: number, table = after): string =>
    inWords(
      reconcile(
        linked(
          base,
          row(table, 'FSM', { ...AGREED_FSM, ...fsm }, { modifiedAtMs: NOON_MS + fsmLaterMs }),
          row(table, 'BOOKS', { ...AGREED_BOOKS, ...books }),
        ),
        contextOf(table, { fresh: false }),
      ),
    );

  it.each<[string, Values, Values, number, string]>([
    ['fills Books where it is empty', { UNIT: 'h' }, { unit: null }, -1000, 'toBooks unit toFsm -'],
    ['fills FSM where it is empty', { UNIT: null }, { unit: 'h' }, 1000, 'toBooks - toFsm unit'],
    [
      'two values: the later, and the log names the field',
      { UNIT: 'h' },
      { unit: 'pcs' },
      1000,
      'toBooks unit! toFsm -',
    ],
    ['two values: Books later', { UNIT: 'h' }, { unit: 'pcs' }, -1000, 'toBooks - toFsm unit!'],
    ['equal values become the base', { UNIT: 'h' }, { unit: 'h' }, 0, 'link'],
  ])('%s', (_title, fsm, books, fsmLaterMs, expected) => {
    expect(decide(fsm, books, fsmLaterMs)).toBe(expected);
  });

  it('compares a changed rule anew: nobody has edited, nothing failed', () => {
    const shout = {
      id: 'shout',
      toBooks: (value: string | boolean) => String(value).toUpperCase(),
      toFsm: (value: string | boolean) => String(value).toLowerCase(),
    };
    const table = handTable({ rate: {}, note: { via: shout } });
    expect(decide({}, {}, 1000, table)).toBe('link'); // Books' "a" still is FSM's "a" in lower case
    expect(decide({}, { note: 'B' }, 1000, table)).toBe('toBooks note! toFsm -');
  });
});

describe('activity and deletion', () => {
  const table = plain();
  const base = baseOf(table, AGREED_FSM, AGREED_BOOKS);
  const asleep = skippedBase(base, false, true) ?? base;
  const booksOff = skippedBase(base, true, false) ?? base;
  const fsm = row(table, 'FSM', { ...AGREED_FSM, RATE: '12' });
  const books = row(table, 'BOOKS', { ...AGREED_BOOKS, note: 'b' });
  const off = (side: Side): StagedRow =>
    row(table, side, side === 'FSM' ? AGREED_FSM : AGREED_BOOKS, { active: false });

  it.each<[string, Unit, string]>([
    ['[D2] gone in FSM', linked(base, null, books, { fsmGone: true }), 'skip DELETED_IN_FSM'],
    ['[D1] gone in Books', linked(base, fsm, null, { booksGone: true }), 'skip DELETED_IN_BOOKS'],
    ['[D3] made inactive in Books', linked(base, null, off('BOOKS')), 'deactivate'],
    ['[D3] made inactive in Books, edited in FSM', linked(base, fsm, off('BOOKS')), 'deactivate'],
    ['inactive in Books since they agreed', linked(booksOff, fsm, off('BOOKS')), 'skip INACTIVE_IN_BOOKS'],
    ['inactive in Books, only FSM read', linked(booksOff, fsm, null), 'skip INACTIVE_IN_BOOKS'],
    ['active again in Books, FSM not read', linked(booksOff, null, books), 'toBooks - toFsm -'],
    [
      'active again in Books, FSM read',
      linked(booksOff, row(table, 'FSM', AGREED_FSM), books),
      'toBooks - toFsm note',
    ],
    ['[D4] inactive in FSM', linked(base, off('FSM'), books), 'skip INACTIVE_IN_FSM'],
    ['[D4] inactive in FSM, only Books read', linked(asleep, null, books), 'skip INACTIVE_IN_FSM'],
    ['[D4] inactive in both', linked(base, off('FSM'), off('BOOKS')), 'skip INACTIVE_IN_FSM'],
    [
      'active again in FSM, Books not read',
      linked(asleep, row(table, 'FSM', AGREED_FSM), null),
      'toBooks - toFsm -',
    ],
    [
      'active again in FSM, Books read',
      linked(asleep, row(table, 'FSM', AGREED_FSM), books),
      'toBooks - toFsm note',
    ],
  ])('%s', (_title, unit, expected) => {
    expect(inWords(reconcile(unit, contextOf(table)))).toBe(expected);
  });
});
