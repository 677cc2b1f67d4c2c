/** A reading that goes on after it was broken off: what it had read before counts where nothing has changed since. */
import { describe, expect, it } from 'vitest';
import type { StagedRow } from '../../../../src/engine/model.ts';
import type { SyncStore } from '../../../../src/engine/store.ts';
import { BOOKS, type Connect, FSM, KIND, linkPairs, PAIR, staged } from './fixture.ts';

const ALL = 99;

/** Ids of the Books records that a run would decide about. */
async function booksOf(
  store: SyncStore,
  kind: typeof KIND | 'business' | 'person' = KIND,
): Promise<string[]> {
  const { units } = await store.units(kind, { stage: 'books', after: '' }, ALL);
  return units.flatMap((unit) => (unit.kind === 'unlinked' ? [unit.row.recordId] : []));
}

const versionOf = ({ recordId: id, modifiedAtMs }: StagedRow) => ({ id, modifiedAtMs });

export function resumingContract(connect: Connect): void {
  const begin = async (...ids: readonly string[]) => {
    const connection = await connect();
    const store = connection.store(await connection.newRun());
    const rows = ids.map((id) => staged(id));
    await store.stage('BOOKS', BOOKS, rows);
    return { connection, store, rows };
  };
  agingContract(begin);
  keepingContract(begin);
}

type Begin = (...ids: readonly string[]) => Promise<{
  readonly connection: Awaited<ReturnType<Connect>>;
  readonly store: SyncStore;
  readonly rows: readonly StagedRow[];
}>;

function agingContract(begin: Begin): void {
  describe('rows that a broken-off reading has left', () => {
    it('are dropped unless they are read again', async () => {
      const { store } = await begin('1', '2', '3');
      await store.ageStage(PAIR);
      await store.stage('BOOKS', BOOKS, [staged('1', { hashes: { name: 'new' } })]);
      await store.stage('BOOKS', BOOKS, [staged('2', { considered: false })]);
      await store.dropAged(PAIR);
      const { units } = await store.units(KIND, { stage: 'books', after: '' }, ALL);
      expect(units).toMatchObject([
        { row: { recordId: '1', hashes: { name: 'new' } } },
        { row: { recordId: '2' } },
      ]);
    });

    it('are those of its pair and run alone, also records of no table', async () => {
      const { connection, store } = await begin('1');
      const other = connection.store(await connection.newRun());
      await other.stage('BOOKS', BOOKS, [staged('2')]);
      await store.stage('BOOKS', 'contacts', [
        staged('20', { kind: 'business' }),
        staged('21', { kind: null, considered: false }),
      ]);
      await store.ageStage(PAIR);
      await store.dropAged(PAIR);
      expect([await booksOf(store), await booksOf(other)]).toEqual([[], ['2']]);
      expect(await booksOf(store, 'business')).toEqual(['20']);
      expect(await store.countNew('BOOKS', 'contacts', 0)).toBe(2);
      await store.ageStage('CUSTOMERS');
      await store.dropAged('CUSTOMERS');
      expect(await store.countNew('BOOKS', 'contacts', 0)).toBe(0);
    });

    it('prove no more that a linked record is still there', async () => {
      const { connection } = await begin();
      await linkPairs(connection, [['1', '91']]);
      const store = connection.store(await connection.newRun());
      await store.stage('BOOKS', BOOKS, [staged('91')]);
      expect(await store.unlistedLinks(KIND, 'BOOKS', BOOKS, '', ALL)).toEqual([]);
      await store.ageStage(PAIR);
      await store.dropAged(PAIR);
      expect(await store.unlistedLinks(KIND, 'BOOKS', BOOKS, '', ALL)).toMatchObject([{ booksId: '91' }]);
    });
  });
}

function keepingContract(begin: Begin): void {
  describe('rows of a broken-off reading that are kept', () => {
    it('are those of the same version that were read whole', async () => {
      const { store, rows } = await begin('1', '2', '3');
      await store.stage('BOOKS', BOOKS, [staged('4', { considered: false })]);
      await store.stage('FSM', FSM, [staged('5')]);
      await store.ageStage(PAIR);
      const [one, two] = [rows.slice(0, 1), rows.slice(1, 2)];
      const edited = two.map((row) => versionOf({ ...row, modifiedAtMs: row.modifiedAtMs + 1000 }));
      const others = ['4', '5', '6'].map((id) => versionOf(staged(id)));
      const asked = [...one.map(versionOf), ...edited, ...others];
      expect(await store.keepStaged('BOOKS', BOOKS, asked, [])).toEqual(new Set(['1']));
      await store.dropAged(PAIR);
      expect(await booksOf(store)).toEqual(['1']);
    });

    it('are kept in any version where none is given', async () => {
      const { store } = await begin('1', '2');
      await store.ageStage(PAIR);
      const asked = ['1', '3'].map((id) => ({ id, modifiedAtMs: null }));
      expect(await store.keepStaged('BOOKS', BOOKS, asked, [])).toEqual(new Set(['1']));
      await store.dropAged(PAIR);
      expect(await booksOf(store)).toEqual(['1']);
    });

    it('bring along what was read under them, of the modules that are named', async () => {
      const { store } = await begin();
      const customers = ['20', '21'].map((id) => staged(id, { kind: 'business' }));
      const person = (id: string, parentId: string) => staged(id, { kind: 'person', parentId });
      await store.stage('BOOKS', 'contacts', customers);
      await store.stage('BOOKS', 'contact_persons', [
        person('20/5', '20'),
        person('20/6', '20'),
        person('21/7', '21'),
      ]);
      await store.ageStage('CUSTOMERS');
      const kept = customers.slice(0, 1).map(versionOf);
      expect(await store.keepStaged('BOOKS', 'contacts', kept, ['contact_persons'])).toEqual(new Set(['20']));
      await store.dropAged('CUSTOMERS');
      expect(await booksOf(store, 'business')).toEqual(['20']);
      expect(await booksOf(store, 'person')).toEqual(['20/5', '20/6']);
      await store.ageStage('CUSTOMERS');
      await store.keepStaged('BOOKS', 'contacts', kept, []);
      await store.dropAged('CUSTOMERS');
      expect(await booksOf(store, 'person')).toEqual([]);
    });

    it('are those of pending records, which need no second reading', async () => {
      const { store } = await begin('1', '2');
      await store.stage('BOOKS', BOOKS, [staged('3', { considered: false })]);
      await store.addPending(PAIR, 'BOOKS', BOOKS, ['1', '3', '4'], 'REFUSED');
      await store.addPending(PAIR, 'FSM', FSM, ['2'], 'REFUSED');
      await store.ageStage(PAIR);
      expect(await store.unstagedPending('BOOKS', BOOKS, '', ALL)).toEqual(['1', '3', '4']);
      await store.keepPending('BOOKS', BOOKS);
      expect(await store.unstagedPending('BOOKS', BOOKS, '', ALL)).toEqual(['3', '4']);
      await store.dropAged(PAIR);
      expect(await booksOf(store)).toEqual(['1']);
    });
  });
}
