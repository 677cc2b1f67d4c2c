import { describe, expect, it } from 'vitest';
import type { Unit } from '../../../../src/engine/model.ts';
import type { SyncStore, UnitCursor } from '../../../../src/engine/store.ts';
import { BOOKS, type Connect, decided, FSM, KIND, linkOf, linkPairs, MODULES, staged } from './fixture.ts';

async function allUnits(store: SyncStore, limit = 10): Promise<Unit[]> {
  const units: Unit[] = [];
  for (let at: UnitCursor | null = null; ; ) {
    const page = await store.units(KIND, at, limit);
    units.push(...page.units);
    if (page.next === null) return units;
    at = page.next;
  }
}

/** `1-91: fsm` for a link of which only FSM was read; `FSM 1 = 91 by identity (1:1)` for a record without one. */
function inWords(unit: Unit): string {
  if (unit.kind === 'linked') {
    const seen = [unit.fsm && 'fsm', unit.books && 'books'].filter(Boolean).join('+');
    return `${unit.link.fsmId}-${unit.link.booksId}: ${seen}`;
  }
  const match = unit.match === null ? '' : ` = ${unit.match.recordId} by ${unit.matchedBy}`;
  const inactive = unit.inactiveMatchId === null ? '' : ` inactive ${unit.inactiveMatchId}`;
  return `${unit.side} ${unit.row.recordId}${match} (${unit.sameOnOwnSide}:${unit.sameOnOtherSide})${inactive}`;
}

const words = async (store: SyncStore, limit?: number): Promise<string[]> =>
  (await allUnits(store, limit)).map(inWords);

export function unitsContract(connect: Connect): void {
  const begin = async (
    fsm: readonly Parameters<typeof staged>[],
    books: readonly Parameters<typeof staged>[],
  ) => {
    const connection = await connect();
    const store = connection.store(await connection.newRun());
    await store.stage(
      'FSM',
      FSM,
      fsm.map((row) => staged(...row)),
    );
    await store.stage(
      'BOOKS',
      BOOKS,
      books.map((row) => staged(...row)),
    );
    return { connection, store };
  };

  describe('units', () => {
    it('are links of which a side was considered, with what was read of it', async () => {
      const connection = await connect();
      await linkPairs(connection, [
        ['1', '91'],
        ['2', '92'],
        ['3', '93'],
        ['4', '94'],
        ['5', '95'],
      ]);
      const store = connection.store(await connection.newRun());
      const seenOnly = { considered: false };
      await store.stage('FSM', FSM, [staged('1'), staged('3'), staged('4', seenOnly), staged('5', seenOnly)]);
      await store.stage('BOOKS', BOOKS, [staged('92'), staged('93'), staged('95')]);
      expect((await words(store)).sort()).toEqual([
        '1-91: fsm',
        '2-92: books',
        '3-93: fsm+books',
        '5-95: books',
      ]);
      const [unit] = (await allUnits(store)).filter((each) => inWords(each) === '1-91: fsm');
      expect(unit).toMatchObject({
        link: {
          fsmModule: FSM,
          booksModule: BOOKS,
          base: { name: 'x', $active: 'y' },
          fsmModifiedAtMs: linkOf('', '').fsmModifiedAtMs,
          booksModifiedAtMs: linkOf('', '').booksModifiedAtMs,
          fsmGone: false,
          booksGone: false,
          unverified: false,
        },
        fsm: staged('1'),
      });
    });

    it('[M1] match by identity one to one; several on a side match nothing and are counted', async () => {
      const { store } = await begin(
        [
          ['1', { identity: 'a' }],
          ['2', { identity: 'b' }],
          ['3', { identity: 'b' }],
          ['4', { identity: 'c' }],
          ['5', { identity: null }],
        ],
        [
          ['91', { identity: 'a' }],
          ['92', { identity: 'b' }],
          ['93', { identity: 'c' }],
          ['94', { identity: 'c' }],
          ['95', { identity: null }],
        ],
      );
      expect(await words(store)).toEqual([
        'FSM 1 = 91 by identity (1:1)',
        'FSM 2 (2:1)',
        'FSM 3 (2:1)',
        'FSM 4 (1:2)',
        'FSM 5 (0:0)',
        'BOOKS 91 = 1 by identity (1:1)',
        'BOOKS 92 (1:2)',
        'BOOKS 93 (2:1)',
        'BOOKS 94 (2:1)',
        'BOOKS 95 (0:0)',
      ]);
    });

    it('name an inactive namesake and match nothing with it', async () => {
      const inactive = { identity: 'a', active: false };
      const { store } = await begin(
        [
          ['1', { identity: 'a' }],
          ['2', inactive],
        ],
        [
          ['91', inactive],
          ['92', inactive],
        ],
      );
      expect(await words(store)).toEqual([
        'FSM 1 (1:0) inactive 91',
        'FSM 2 (1:0) inactive 91',
        'BOOKS 91 (0:1) inactive 2',
        'BOOKS 92 (0:1) inactive 2',
      ]);
    });

    it("do not match an inactive record with its namesake's counterpart", async () => {
      const { store } = await begin(
        [
          ['1', { identity: 'a', active: false }],
          ['2', { identity: 'a' }],
        ],
        [['91', { identity: 'a' }]],
      );
      expect(await words(store)).toEqual([
        'FSM 1 (1:1)',
        'FSM 2 = 91 by identity (1:1)',
        'BOOKS 91 = 2 by identity (1:1) inactive 1',
      ]);
    });

    it("match by the counterpart that Zoho's own sync gave, which then takes no part in matching by name", async () => {
      const { store } = await begin(
        [
          ['1', { identity: 'a', counterpartId: '92' }],
          ['2', { identity: 'a' }],
        ],
        [
          ['91', { identity: 'a' }],
          ['92', { identity: 'b' }],
        ],
      );
      expect(await words(store)).toEqual([
        'FSM 1 = 92 by counterpart (1:1)',
        'FSM 2 = 91 by identity (1:1)',
        'BOOKS 91 = 2 by identity (1:1)',
        'BOOKS 92 = 1 by counterpart (0:0)',
      ]);
    });

    it('give a Books record that several FSM records name to one: an active one first, then the lowest id', async () => {
      const { store } = await begin(
        [
          ['1', { counterpartId: '91', active: false }],
          ['2', { counterpartId: '91', identity: 'a' }],
          ['3', { counterpartId: '91', identity: 'b' }],
        ],
        [
          ['91', {}],
          ['92', { identity: 'b' }],
        ],
      );
      expect(await words(store)).toEqual([
        'FSM 1 (0:0)',
        'FSM 2 = 91 by counterpart (0:0)',
        'FSM 3 = 92 by identity (1:1)',
        'BOOKS 91 = 2 by counterpart (0:0)',
        'BOOKS 92 = 3 by identity (1:1)',
      ]);
    });

    it('leave linked records out of matching', async () => {
      const connection = await connect();
      await linkPairs(connection, [['1', '91']]);
      const store = connection.store(await connection.newRun());
      const a = { identity: 'a' };
      await store.stage('FSM', FSM, [staged('1', a), staged('2', { ...a, counterpartId: '91' })]);
      await store.stage('BOOKS', BOOKS, [staged('91', a), staged('92', a)]);
      expect(await words(store)).toEqual([
        '1-91: fsm+books',
        'FSM 2 = 92 by identity (1:1)',
        'BOOKS 92 = 2 by identity (1:1)',
      ]);
    });

    it('come once each, whatever the size of the pages', async () => {
      const connection = await connect();
      const pairs = Array.from({ length: 7 }, (_, at) => [`${at + 1}`, `${at + 91}`] as const);
      await linkPairs(connection, pairs);
      const store = connection.store(await connection.newRun());
      const ids = Array.from({ length: 14 }, (_, at) => `${at + 1}`);
      await store.stage(
        'FSM',
        FSM,
        ids.map((id) => staged(id)),
      );
      await store.stage(
        'BOOKS',
        BOOKS,
        ids.slice(3, 9).map((id) => staged(`x${id}`)),
      );
      const whole = await words(store, 100);
      expect(whole).toHaveLength(7 + 7 + 6);
      for (const limit of [1, 2, 3, 7]) expect(await words(store, limit)).toEqual(whole);
    });

    it('are the same again after a plan that was begun, without what is done', async () => {
      const a = { identity: 'a' };
      const { connection, store } = await begin(
        [
          ['1', a],
          ['2', {}],
          ['3', {}],
        ],
        [
          ['91', a],
          ['92', {}],
        ],
      );
      await store.plan(KIND, MODULES, [
        decided('LINK', { fsmId: '1', booksId: '91', outcome: 'LINKED', link: linkOf('1', '91') }),
        decided('CREATE', { fsmId: '2' }),
        decided('SKIP', { fsmId: '3', outcome: 'SKIPPED' }),
      ]);
      await store.clearPlan(KIND);
      expect(await words(store)).toEqual(['FSM 2 (1:0)', 'BOOKS 92 (1:0)']);
      expect(await connection.links()).toHaveLength(1);
    });
  });
}
