/** The decisions of `reconcile` about records without a link, and about every kind of rule. */
import { describe, expect, it } from 'vitest';
import { agreedBase, hashRecord } from '../../src/engine/fingerprint.ts';
import type { StagedRow, Unit } from '../../src/engine/model.ts';
import { reconcile } from '../../src/engine/reconcile.ts';
import type { Side } from '../../src/engine/services.ts';
import type { CanonicalValue } from '../../src/mapping/plan.ts';
import {
  AGREED_BOOKS,
  AGREED_FSM,
  baseOf,
  contextOf,
  inWords,
  linked,
  NOON_MS,
  plain,
  record,
  row,
  unlinked,
  type Values,
} from './decision-words.ts';
import { everyKindOfRule } from './tables.ts';
import { testHash } from './world.ts';

describe('records without a link', () => {
  const table = plain();
  const fsm = row(table, 'FSM', AGREED_FSM, { modifiedAtMs: NOON_MS + 1000 });
  const books = row(table, 'BOOKS', { ...AGREED_BOOKS, rate: '11' }, { id: '91' });
  const twin = row(table, 'BOOKS', AGREED_BOOKS, { id: '91' });
  const match = (side: Side, matchedBy: 'identity' | 'counterpart' | 'intent', other = books): Unit =>
    side === 'FSM'
      ? unlinked('FSM', fsm, { match: other, matchedBy, sameOnOtherSide: 1 })
      : unlinked('BOOKS', other, { match: fsm, matchedBy, sameOnOtherSide: 1 });
  const inactive = (of: StagedRow): StagedRow => ({ ...of, active: false });
  const nameless = (name: CanonicalValue | undefined): StagedRow =>
    row(table, 'FSM', { RATE: '10', NOTE: 'a', ...(name === undefined ? {} : { NAME: name }) });

  it.each<[string, Unit, string, string]>([
    ['new in FSM', unlinked('FSM', fsm), 'create TO_BOOKS', 'create TO_BOOKS'],
    ['new in Books', unlinked('BOOKS', books), 'create TO_FSM', 'create TO_FSM'],
    [
      '[M1] [M2] [M3] same name, FSM later',
      match('FSM', 'identity'),
      'toBooks rate! toFsm -',
      'create TO_BOOKS',
    ],
    [
      '[M1] [M2] [M3] same name, from the Books side',
      match('BOOKS', 'identity'),
      'toBooks rate! toFsm -',
      'create TO_FSM',
    ],
    ['[M1] same name, equal', match('FSM', 'identity', twin), 'link', 'create TO_BOOKS'],
    ['joined by counterpart', match('FSM', 'counterpart'), 'toBooks rate! toFsm -', 'toBooks rate! toFsm -'],
    ['made by an earlier attempt', match('FSM', 'intent', twin), 'link', 'link'],
    [
      '[D3] made by an earlier attempt and inactive since',
      match('FSM', 'intent', inactive(twin)),
      'deactivate',
      'deactivate',
    ],
    ['counterpart inactive', match('FSM', 'counterpart', inactive(twin)), 'link', 'link'],
    ['[D4] inactive in FSM', unlinked('FSM', inactive(fsm)), 'skip INACTIVE_IN_FSM', 'skip INACTIVE_IN_FSM'],
    [
      'inactive in Books',
      unlinked('BOOKS', inactive(books)),
      'skip INACTIVE_IN_BOOKS',
      'skip INACTIVE_IN_BOOKS',
    ],
    [
      'two of the name over there',
      unlinked('FSM', fsm, { sameOnOtherSide: 2 }),
      'fail AMBIGUOUS_IDENTITY',
      'create TO_BOOKS',
    ],
    [
      'two of the name here',
      unlinked('BOOKS', books, { sameOnOwnSide: 2, sameOnOtherSide: 1 }),
      'fail AMBIGUOUS_IDENTITY',
      'create TO_FSM',
    ],
    [
      'two of the name here, none there',
      unlinked('FSM', fsm, { sameOnOwnSide: 2 }),
      'create TO_BOOKS',
      'create TO_BOOKS',
    ],
    [
      'an inactive namesake in Books',
      unlinked('FSM', fsm, { inactiveMatchId: '91' }),
      'fail MATCH_IS_INACTIVE',
      'create TO_BOOKS',
    ],
    [
      'an inactive namesake in FSM',
      unlinked('BOOKS', books, { inactiveMatchId: '1' }),
      'create TO_FSM',
      'create TO_FSM',
    ],
    [
      '[P3] a hidden name',
      unlinked('FSM', nameless(undefined)),
      'skip IDENTITY_HIDDEN',
      'skip IDENTITY_HIDDEN',
    ],
    [
      'an empty name is for the target to refuse',
      unlinked('FSM', nameless(null)),
      'create TO_BOOKS',
      'create TO_BOOKS',
    ],
  ])('%s', (_title, unit, overwrite, clone) => {
    expect(inWords(reconcile(unit, contextOf(table)))).toBe(overwrite);
    expect(inWords(reconcile(unit, contextOf(table, { duplicates: 'CLONE' })))).toBe(clone);
  });

  it('[M2] knows no policy but the later one for records that were just matched', () => {
    for (const policy of ['fsmWins', 'booksWins', 'mergeFields'] as const) {
      const other = plain(policy);
      const later = row(
        other,
        'BOOKS',
        { ...AGREED_BOOKS, rate: '11' },
        { id: '91', modifiedAtMs: NOON_MS + 5000 },
      );
      const unit = unlinked('FSM', row(other, 'FSM', AGREED_FSM), {
        match: later,
        matchedBy: 'identity',
        sameOnOtherSide: 1,
      });
      expect(inWords(reconcile(unit, contextOf(other)))).toBe('toBooks - toFsm rate!');
    }
  });
});

describe('rules of one direction, constants and transforms', () => {
  const table = everyKindOfRule('latestWins');
  const FSM = { NAME: 'Drill', RATE: '10', NOTE: 'n', MEMO: 'm', KIND: 'S', MARK: '#a' };
  const BOOKS = { name: 'Drill', rate: '10', note: 'n', memo: 'm', kind: 'digital', mark: 'a', tag: 'T' };
  const base = baseOf(table, FSM, BOOKS);

  it.each<[string, Values, Values, string]>([
    ['agree though a transform loses', {}, {}, 'unchanged'],
    ['toBooks carries an FSM edit', { NOTE: 'x' }, {}, 'toBooks note toFsm -'],
    ['toBooks gives up an edit in Books', {}, { note: 'x' }, 'toBooks note! toFsm -'],
    ['toFsm carries a Books edit', {}, { memo: 'x' }, 'toBooks - toFsm memo'],
    ['toFsm gives up an edit in FSM', { MEMO: 'x' }, {}, 'toBooks - toFsm memo!'],
    ['a constant is put back', {}, { tag: 'other' }, 'toBooks tag! toFsm -'],
    ['another value of the same image is agreed', {}, { kind: 'service' }, 'link'],
    ['an edit through a lossy transform', { KIND: 'G' }, {}, 'toBooks kind toFsm -'],
    ['an edit that the transform refuses', { MARK: 'unmarked' }, {}, 'toBooks mark toFsm -'],
  ])('%s', (_title, fsm, books, expected) => {
    const unit = linked(
      base,
      row(table, 'FSM', { ...FSM, ...fsm }),
      row(table, 'BOOKS', { ...BOOKS, ...books }),
    );
    expect(inWords(reconcile(unit, contextOf(table)))).toBe(expected);
  });

  it('an FSM record seen alone is not taken for edited because its image is not what Books holds', () => {
    const unit = linked(base, row(table, 'FSM', FSM), null);
    expect(inWords(reconcile(unit, contextOf(table)))).toBe('unchanged');
  });

  it('a value that a service did not keep fails until somebody edits it, whichever side is read', () => {
    const left = hashRecord(table, 'FSM', record({ ...FSM, NOTE: 'cut' }), testHash);
    const right = hashRecord(table, 'BOOKS', record({ ...BOOKS, rate: '1.005' }), testHash);
    const accepted = agreedBase(table, base, left, right, true, { accepted: ['rate', 'note'] });
    const fsm = row(table, 'FSM', { ...FSM, NOTE: 'cut' });
    const books = row(table, 'BOOKS', { ...BOOKS, rate: '1.005' });
    for (const unit of [
      linked(accepted, fsm, books),
      linked(accepted, fsm, null),
      linked(accepted, null, books),
    ]) {
      expect(inWords(reconcile(unit, contextOf(table)))).toBe('fail VALUE_NOT_KEPT');
    }
    const edited = row(table, 'FSM', { ...FSM, NOTE: 'cut', RATE: '12' });
    expect(inWords(reconcile(linked(accepted, edited, books), contextOf(table)))).toBe(
      'toBooks rate toFsm -',
    );
  });
});
