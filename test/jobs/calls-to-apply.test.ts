import { describe, expect, it } from 'vitest';
import { callsToApply, type ShownCount } from '../../src/jobs/calls.ts';

const shown = (
  kind: ShownCount['kind'],
  direction: ShownCount['direction'],
  operation: ShownCount['operation'],
  count: number,
): ShownCount => ({ kind, direction, operation, count });

describe('callsToApply', () => {
  it('is nothing for what needs no call', () => {
    expect(callsToApply([])).toEqual({ books: 0, fsm: 0 });
    expect(
      callsToApply([
        shown('items', 'TO_BOOKS', 'LINK', 500),
        shown('items', 'TO_FSM', 'SKIP', 500),
        shown('business', 'TO_FSM', 'MARK_GONE', 500),
      ]),
    ).toEqual({ books: 0, fsm: 0 });
  });

  it('reads the source and writes, and reads the list of FSM again after a write there', () => {
    expect(callsToApply([shown('items', 'TO_BOOKS', 'CREATE', 1)])).toEqual({ books: 1, fsm: 1 });
    expect(callsToApply([shown('items', 'TO_FSM', 'CREATE', 1)])).toEqual({ books: 1, fsm: 2 });
  });

  it('reads both records of an update', () => {
    expect(callsToApply([shown('items', 'TO_BOOKS', 'UPDATE', 1)])).toEqual({ books: 2, fsm: 1 });
    expect(callsToApply([shown('items', 'TO_FSM', 'UPDATE', 1)])).toEqual({ books: 1, fsm: 3 });
  });

  it('reads items a hundred a call, and customers one by one', () => {
    expect(callsToApply([shown('items', 'TO_FSM', 'CREATE', 101)]).books).toBe(2);
    expect(callsToApply([shown('business', 'TO_FSM', 'CREATE', 101)]).books).toBe(101);
  });

  it('tells FSM of each customer that was made of its records', () => {
    expect(callsToApply([shown('business', 'TO_BOOKS', 'CREATE', 10)])).toEqual({ books: 10, fsm: 21 });
    expect(callsToApply([shown('items', 'TO_BOOKS', 'CREATE', 10)])).toEqual({ books: 10, fsm: 10 });
  });

  it('reads what was made inactive once more', () => {
    expect(callsToApply([shown('items', 'TO_FSM', 'DEACTIVATE', 1)])).toEqual({ books: 1, fsm: 4 });
  });

  it('reads what would fail, and writes nothing of it', () => {
    expect(callsToApply([shown('business', 'TO_BOOKS', 'FAIL', 3)])).toEqual({ books: 3, fsm: 3 });
  });

  it('lists Books again only after many writes', () => {
    expect(callsToApply([shown('items', 'TO_BOOKS', 'CREATE', 99)]).books).toBe(99);
    expect(callsToApply([shown('items', 'TO_BOOKS', 'CREATE', 100)]).books).toBe(101);
    expect(callsToApply([shown('items', 'TO_BOOKS', 'CREATE', 400)]).books).toBe(403);
  });
});
