/** The decisions of `reconcile` as tables: what was agreed, what each side holds now, what shall happen. */
import { describe, expect, it } from 'vitest';
import { agreedBase, hashRecord, skippedBase, stageRow } from '../../src/engine/fingerprint.ts';
import type { Base, Decision, LinkRow, StagedRow, Unit } from '../../src/engine/model.ts';
import { type ReconcileContext, reconcile } from '../../src/engine/reconcile.ts';
import type { ServiceRecord, Side } from '../../src/engine/services.ts';
import type { CanonicalValue, CompiledTable, ConflictPolicy } from '../../src/mapping/plan.ts';
import { everyKindOfRule, handTable } from './tables.ts';
import { testHash } from './world.ts';

type Values = Readonly<Record<string, CanonicalValue>>;

const NOON_MS = Date.UTC(2026, 0, 5, 12);
const plain = (conflict: ConflictPolicy = 'latestWins') => handTable({ rate: {}, note: {} }, conflict);

function contextOf(table: CompiledTable, more: Partial<ReconcileContext> = {}): ReconcileContext {
  return {
    table,
    duplicates: 'OVERWRITE',
    hash: testHash,
    fresh: true,
    clockOffsetMs: { FSM: 0, BOOKS: 0 },
    ...more,
  };
}

function record(values: Values, more: Partial<ServiceRecord> = {}): ServiceRecord {
  return {
    id: '1',
    active: true,
    createdAtMs: NOON_MS,
    modifiedAtMs: NOON_MS,
    counterpartId: null,
    values,
    ...more,
  };
}

const row = (
  table: CompiledTable,
  side: Side,
  values: Values,
  more: Partial<ServiceRecord> = {},
): StagedRow => stageRow(table, side, record(values, more), testHash, true);

function baseOf(table: CompiledTable, fsm: Values, books: Values): Base {
  const left = hashRecord(table, 'FSM', record(fsm), testHash);
  const right = hashRecord(table, 'BOOKS', record(books), testHash);
  return agreedBase(table, {}, left, right, true);
}

function linked(
  base: Base,
  fsm: StagedRow | null,
  books: StagedRow | null,
  more: Partial<LinkRow> = {},
): Unit {
  const link: LinkRow = {
    id: 'link',
    fsmModule: 'Service_And_Parts',
    fsmId: '1',
    booksModule: 'items',
    booksId: '91',
    base,
    fsmGone: false,
    booksGone: false,
    unverified: false,
    fsmModifiedAtMs: null,
    booksModifiedAtMs: null,
    ...more,
  };
  return { kind: 'linked', link, fsm, books };
}

type Unlinked = Extract<Unit, { kind: 'unlinked' }>;

const unlinked = (side: Side, own: StagedRow, more: Partial<Unlinked> = {}): Unlinked => ({
  kind: 'unlinked',
  side,
  row: own,
  match: null,
  matchedBy: null,
  sameOnOwnSide: 1,
  sameOnOtherSide: 0,
  inactiveMatchId: null,
  ...more,
});

/** `toBooks rate,note! toFsm -`: fields to write, `!` where the target's own edit is given up. */
function inWords(decision: Decision): string {
  if (decision.kind !== 'update') {
    const reason = 'reason' in decision ? ` ${decision.reason.code}` : '';
    return decision.kind + (decision.kind === 'create' ? ` ${decision.direction}` : reason);
  }
  const fields = ({ fields, overwritten }: typeof decision.toBooks): string =>
    fields.map((key) => (overwritten.includes(key) ? `${key}!` : key)).join(',') || '-';
  return `toBooks ${fields(decision.toBooks)} toFsm ${fields(decision.toFsm)}`;
}

const AGREED_FSM = { NAME: 'Drill', RATE: '10', NOTE: 'a' };
const AGREED_BOOKS = { name: 'Drill', rate: '10', note: 'a' };

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
