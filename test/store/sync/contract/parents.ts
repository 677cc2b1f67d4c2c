import { describe, expect, it } from 'vitest';
import type {
  DecidedRecord,
  LinkWrite,
  Outcome,
  StagedRow,
  TableName,
  Unit,
} from '../../../../src/engine/model.ts';
import type { SyncStore } from '../../../../src/engine/store.ts';
import { type Connect, decided, intentsOf, linkOf, staged } from './fixture.ts';

const BUSINESS = { FSM: 'Companies', BOOKS: 'contacts' };
const PERSON = { FSM: 'Contacts', BOOKS: 'contact_persons' };
const INDIVIDUAL = { FSM: 'Contacts', BOOKS: 'contacts' };
const MODULES_OF = { business: BUSINESS, person: PERSON, individual: INDIVIDUAL } as const;

const REASON = { code: 'COMPANY_NOT_SYNCED', message: 'no company', field: null };

type Kind = keyof typeof MODULES_OF;

function linkAs(kind: Kind, fsmId: string, booksId: string, more: Partial<LinkWrite> = {}): LinkWrite {
  const { FSM, BOOKS } = MODULES_OF[kind];
  return linkOf(fsmId, booksId, { fsmModule: FSM, booksModule: BOOKS, ...more });
}

async function link(store: SyncStore, kind: Kind, ...pairs: readonly LinkWrite[]): Promise<void> {
  const records = pairs.map((write) =>
    decided('LINK', { fsmId: write.fsmId, booksId: write.booksId, outcome: 'LINKED', link: write }),
  );
  await store.plan(kind, MODULES_OF[kind], records);
}

const contact = (id: string, parentId: string | null, more: Partial<StagedRow> = {}): StagedRow =>
  staged(id, { kind: parentId === null ? 'individual' : 'person', parentId, ...more });

async function unitsOf(store: SyncStore, kind: TableName): Promise<readonly Unit[]> {
  const found: Unit[] = [];
  for (let at: Parameters<SyncStore['units']>[1] = null; ; ) {
    const page = await store.units(kind, at, 3);
    found.push(...page.units);
    if (page.next === null) return found;
    at = page.next;
  }
}

/** Unlinked units as `fsm 1 -> 91`, linked ones as `link 1=91`; orphans with `!`. */
function inWords(units: readonly Unit[]): readonly string[] {
  return units
    .map((unit) => {
      if (unit.kind === 'linked') return `link ${unit.link.fsmId}=${unit.link.booksId}`;
      const match = unit.match === null ? '' : ` -> ${unit.match.recordId}`;
      return `${unit.side} ${unit.row.recordId}${unit.row.orphan ? '!' : ''}${match}`;
    })
    .sort();
}

export function parentsContract(connect: Connect): void {
  const begin = async () => {
    const connection = await connect();
    const earlier = connection.store(await connection.newRun());
    await link(earlier, 'business', linkAs('business', '10', '20'), linkAs('business', '11', '21'));
    return { connection, store: connection.store(await connection.newRun()), earlier };
  };

  describe('records under others', () => {
    it('match only under companies that are linked with each other', async () => {
      const { store } = await begin();
      const same = { identity: 'mail' };
      await store.stage('FSM', 'Contacts', [contact('1', '10', same), contact('2', '12', same)]);
      await store.stage('BOOKS', 'contact_persons', [
        contact('20/5', '20', same),
        contact('21/6', '21', same),
        contact('29/7', '29', same),
      ]);
      await store.scopeToParents('person');
      expect(inWords(await unitsOf(store, 'person'))).toEqual([
        'BOOKS 20/5 -> 1',
        'BOOKS 21/6',
        'BOOKS 29/7!',
        'FSM 1 -> 20/5',
        'FSM 2!',
      ]);
    });

    it('have no company to be synced under while it is asleep or gone', async () => {
      const { store, earlier } = await begin();
      await link(
        earlier,
        'business',
        linkAs('business', '10', '20', { base: { $active: 'n' } }),
        linkAs('business', '11', '21', { base: { $active: 'y', $fsm: 'n' } }),
        linkAs('business', '12', '22', { booksGone: true }),
        linkAs('business', '13', '23'),
      );
      const companies = ['10', '11', '12', '13'];
      await store.stage(
        'FSM',
        'Contacts',
        companies.map((id) => contact(`c${id}`, id)),
      );
      await store.scopeToParents('person');
      expect(inWords(await unitsOf(store, 'person'))).toEqual([
        'FSM c10!',
        'FSM c11!',
        'FSM c12!',
        'FSM c13',
      ]);
      expect(await store.counterparts('FSM', 'Companies', companies)).toEqual(new Map([['13', '23']]));
      expect(await store.counterparts('BOOKS', 'contacts', ['22', '23'])).toEqual(new Map([['23', '13']]));
    });

    it('are adopted by the id of the person that FSM names', async () => {
      const { store } = await begin();
      await store.stage('FSM', 'Contacts', [contact('1', '10', { counterpartId: '5' })]);
      await store.scopeToParents('person');
      expect(await store.unstagedCounterparts('person', '', 9)).toEqual(['20/5']);
      await store.stage('BOOKS', 'contact_persons', [contact('20/5', '20')]);
      await store.scopeToParents('person');
      const units = await unitsOf(store, 'person');
      expect(inWords(units)).toEqual(['BOOKS 20/5 -> 1', 'FSM 1 -> 20/5']);
      expect(units.map((unit) => unit.kind === 'unlinked' && unit.matchedBy)).toEqual([
        'counterpart',
        'counterpart',
      ]);
    });

    it('wait for their company, and are read once it can be synced', async () => {
      const { connection, store } = await begin();
      await store.plan('person', PERSON, [
        decided('SKIP', { fsmId: '1', outcome: 'SKIPPED', awaits: '12', reason: REASON }),
        decided('SKIP', {
          direction: 'TO_FSM',
          booksId: '22/5',
          outcome: 'SKIPPED',
          awaits: '22',
          reason: REASON,
        }),
      ]);
      const next = connection.store(await connection.newRun());
      expect(await next.unstagedPending('FSM', 'Contacts', '', 9)).toEqual([]);
      expect(await next.unstagedPending('BOOKS', 'contact_persons', '', 9)).toEqual([]);
      await link(next, 'business', linkAs('business', '12', '22'));
      expect(await next.unstagedPending('FSM', 'Contacts', '', 9)).toEqual(['1']);
      expect(await next.unstagedPending('BOOKS', 'contact_persons', '', 9)).toEqual(['22/5']);
    });

    it('are looked for only where their customer was read whole, or is gone', async () => {
      const { connection, earlier } = await begin();
      await link(earlier, 'person', linkAs('person', '1', '20/5'), linkAs('person', '2', '20/6'));
      await link(earlier, 'person', linkAs('person', '3', '21/7'), linkAs('person', '4', '22/8'));
      await link(earlier, 'business', linkAs('business', '12', '22', { booksGone: true }));
      const store = connection.store(await connection.newRun());
      await store.stage('BOOKS', 'contacts', [staged('20', { kind: 'business' })]);
      await store.stage('BOOKS', 'contact_persons', [contact('20/5', '20')]);
      const lost = await store.unlistedLinks('person', 'BOOKS', 'contact_persons', '', 9);
      expect(lost.map((one) => one.booksId).sort()).toEqual(['20/6', '22/8']);
    });
  });

  describe('records that became ones of another table or company', () => {
    it('are released, keep their link, and leave their old counterpart alone', async () => {
      const { connection, earlier } = await begin();
      await link(earlier, 'individual', linkAs('individual', '1', '31'), linkAs('individual', '2', '32'));
      await link(earlier, 'person', linkAs('person', '3', '20/5'), linkAs('person', '4', '20/6'));
      const before = new Map((await connection.links()).map((one) => [one.fsmId, one.id]));
      const store = connection.store(await connection.newRun());
      await store.stage('FSM', 'Contacts', [
        contact('1', '10'), // joined a company
        contact('2', null),
        contact('3', null), // left its company
        contact('4', '11'), // changed it
      ]);
      await store.stage('BOOKS', 'contacts', [staged('31', { kind: 'individual' })]);
      await store.scopeToParents('person');
      const moved = await store.movedLinks('person', '', 9);
      expect(moved.map(({ fsmId }) => fsmId).sort()).toEqual(['1', '4']);
      await store.releaseMoved('person', moved);
      const left = await store.movedLinks('individual', '', 9);
      expect(left.map(({ fsmId }) => fsmId)).toEqual(['3']);
      await store.releaseMoved('individual', left);
      expect(inWords(await unitsOf(store, 'person'))).toEqual(['FSM 1', 'FSM 4']);
      expect(inWords(await unitsOf(store, 'individual'))).toEqual(['FSM 3', 'link 2=32']);
      // The link becomes that of the new counterpart, with its id and history; the old one is never taken for new.
      await link(store, 'person', linkAs('person', '1', '20/9'));
      const after = await connection.links();
      expect(after.find((one) => one.fsmId === '1')).toMatchObject({ id: before.get('1'), booksId: '20/9' });
      const next = connection.store(await connection.newRun());
      await next.stage('BOOKS', 'contacts', [staged('31', { kind: 'individual' })]);
      await next.stage('BOOKS', 'contact_persons', [contact('20/5', '20'), contact('20/6', '20')]);
      await next.scopeToParents('person');
      expect(await unitsOf(next, 'individual')).toEqual([]);
      expect(await unitsOf(next, 'person')).toEqual([]);
    });

    it('take up again what they left, when they come back to where it is', async () => {
      const { connection, earlier } = await begin();
      await link(earlier, 'person', linkAs('person', '1', '20/5'), linkAs('person', '2', '20/6'));
      const moving = connection.store(await connection.newRun());
      await moving.stage('FSM', 'Contacts', [contact('1', null), contact('2', '11')]);
      await moving.scopeToParents('person');
      for (const kind of ['person', 'individual'] as const)
        await moving.releaseMoved(kind, await moving.movedLinks(kind, '', 9));
      expect(await moving.recallLeftBehind('person', 'contact_persons')).toBe(0);
      expect(await moving.recallLeftBehind('individual', 'contacts')).toBe(0);
      const back = connection.store(await connection.newRun());
      await back.stage('FSM', 'Contacts', [contact('1', '10'), contact('2', '11')]);
      await back.stage('BOOKS', 'contact_persons', [contact('20/6', '20')]);
      await back.scopeToParents('person');
      await back.releaseMoved('person', await back.movedLinks('person', '', 9));
      expect(await back.recallLeftBehind('person', 'contact_persons')).toBe(1);
      expect(await back.unstagedCounterparts('person', '', 9)).toEqual(['20/5']);
      await back.stage('BOOKS', 'contact_persons', [contact('20/5', '20')]);
      await back.scopeToParents('person');
      expect(inWords(await unitsOf(back, 'person'))).toEqual(['BOOKS 20/5 -> 1', 'FSM 1 -> 20/5', 'FSM 2']);
      const next = connection.store(await connection.newRun());
      await next.stage('BOOKS', 'contact_persons', [contact('20/5', '20'), contact('20/6', '20')]);
      await next.scopeToParents('person');
      expect(inWords(await unitsOf(next, 'person'))).toEqual(['BOOKS 20/5']);
    });

    it('are shown with what they left, and leave it parked, as long as they are only previewed', async () => {
      const { connection, earlier } = await begin();
      await link(earlier, 'person', linkAs('person', '1', '20/5'));
      const moving = connection.store(await connection.newRun());
      await moving.stage('FSM', 'Contacts', [contact('1', null)]);
      await moving.releaseMoved('individual', await moving.movedLinks('individual', '', 9));
      const showing = connection.store(await connection.newRun(), { preview: true });
      for (const store of [showing, connection.store(await connection.newRun())]) {
        await store.stage('FSM', 'Contacts', [contact('1', '10')]);
        await store.scopeToParents('person');
        await store.releaseMoved('person', await store.movedLinks('person', '', 9));
        expect(await store.recallLeftBehind('person', 'contact_persons')).toBe(1);
        expect(await store.unstagedCounterparts('person', '', 9)).toEqual(['20/5']);
        await store.stage('BOOKS', 'contact_persons', [contact('20/5', '20')]);
        await store.scopeToParents('person');
        expect(inWords(await unitsOf(store, 'person'))).toEqual(['BOOKS 20/5 -> 1', 'FSM 1 -> 20/5']);
      }
    });

    it('stay without a counterpart as long as none could be made, and are never taken for gone', async () => {
      const { connection, earlier } = await begin();
      await link(earlier, 'person', linkAs('person', '1', '20/5'));
      for (const _run of [1, 2]) {
        const store = connection.store(await connection.newRun());
        await store.stage('FSM', 'Contacts', [contact('1', null)]);
        const moved = await store.movedLinks('individual', '', 9);
        expect(moved.map(({ fsmId }) => fsmId)).toEqual(['1']);
        await store.releaseMoved('individual', moved);
        expect(inWords(await unitsOf(store, 'individual'))).toEqual(['FSM 1']);
      }
    });

    it('stay where they are as long as their new company has no counterpart', async () => {
      const { connection, earlier } = await begin();
      await link(earlier, 'person', linkAs('person', '3', '20/5'));
      const store = connection.store(await connection.newRun());
      await store.stage('FSM', 'Contacts', [contact('3', '19')]);
      await store.scopeToParents('person');
      expect(await store.movedLinks('person', '', 9)).toEqual([]);
      const [unit] = await unitsOf(store, 'person');
      expect(unit).toMatchObject({ kind: 'linked', link: { kind: 'person' }, fsm: { orphan: true } });
    });

    it('are seen though the sync type has no table for them', async () => {
      const { connection, earlier } = await begin();
      await link(earlier, 'individual', linkAs('individual', '1', '31'));
      const store = connection.store(await connection.newRun());
      const none = { kind: null, considered: false } as const;
      await store.stage('BOOKS', 'contacts', [staged('31', none), staged('32', none)]);
      const units = await unitsOf(store, 'individual');
      expect(units).toMatchObject([{ kind: 'linked', books: { recordId: '31', kind: null } }]);
      expect(await store.countNew('BOOKS', 'contacts', 0)).toBe(1);
    });
  });

  describe('what a run has written in Books', () => {
    it('is told by customer, in pages, with those it has made and those it may not have reached', async () => {
      const { connection, earlier } = await begin();
      const store = connection.store(await connection.newRun());
      const did = async (
        kind: Kind,
        operation: 'CREATE' | 'UPDATE',
        outcome: Outcome,
        row: Partial<DecidedRecord>,
      ) => await store.plan(kind, MODULES_OF[kind], [decided(operation, { outcome, ...row })]);
      await did('business', 'CREATE', 'CREATED', { booksId: '20' });
      await did('person', 'CREATE', 'CREATED', { booksId: '20/1' });
      await did('person', 'UPDATE', 'UPDATED', { booksId: '21/2' });
      await did('individual', 'UPDATE', 'FAILED', { booksId: '22', reason: REASON });
      // A row may write both ways and names only one direction; a create in FSM has written nothing here.
      await did('business', 'UPDATE', 'UPDATED', { booksId: '23', direction: 'TO_FSM' });
      await did('business', 'CREATE', 'CREATED', { booksId: '24', direction: 'TO_FSM' });
      await store.plan('items', { FSM: 'Service_And_Parts', BOOKS: 'items' }, [
        decided('UPDATE', { outcome: 'UPDATED', booksId: '25' }),
      ]);
      const first = await store.writtenInBooks('CUSTOMERS', '', 2);
      expect(first).toEqual([
        { id: '20', made: true, below: true, certain: true },
        { id: '21', made: false, below: true, certain: true },
      ]);
      expect(await store.writtenInBooks('CUSTOMERS', '21', 9)).toEqual([
        { id: '22', made: false, below: false, certain: false },
        { id: '23', made: false, below: false, certain: true },
      ]);
      expect(await earlier.writtenInBooks('CUSTOMERS', '', 9)).toEqual([]);
    });
  });

  describe('versions', () => {
    it('are known while nothing has changed since they were agreed on', async () => {
      const { store, earlier } = await begin();
      const [at] = [linkOf('', '').booksModifiedAtMs ?? 0];
      await earlier.addPending('CUSTOMERS', 'BOOKS', 'contacts', ['21'], 'REFUSED');
      const versions = ['20', '21', '22'].map((id) => ({ id, modifiedAtMs: at }));
      expect([...(await store.unchangedSince('BOOKS', 'contacts', versions)).keys()]).toEqual(['20']);
      const later = [{ id: '20', modifiedAtMs: at + 1_000 }];
      expect(await store.unchangedSince('BOOKS', 'contacts', later)).toEqual(new Map());
      const [known] = (await store.unchangedSince('BOOKS', 'contacts', versions)).values();
      await store.restamp([{ linkId: known?.id ?? '', booksModifiedAtMs: at + 1_000 }]);
      expect([...(await store.unchangedSince('BOOKS', 'contacts', later)).keys()]).toEqual(['20']);
    });

    it('tell a table that is about nothing', async () => {
      const { store, earlier } = await begin();
      const idle = () =>
        Promise.all(
          (['business', 'person', 'individual'] as const).map((kind) => store.isIdle(kind, MODULES_OF[kind])),
        );
      // Links are something: their records may be gone.
      expect(await idle()).toEqual([false, true, true]);
      await store.stage('BOOKS', 'contacts', [staged('25', { kind: 'individual', considered: false })]);
      expect(await idle()).toEqual([false, true, false]);
      await earlier.addPending('CUSTOMERS', 'BOOKS', 'contact_persons', ['24/1'], 'REFUSED');
      expect(await idle()).toEqual([false, false, false]);
      await store.dropPending('BOOKS', 'contact_persons', ['24/1']);
      expect(await idle()).toEqual([false, true, false]);
      await store.openIntents('person', 'TO_FSM', 'contact_persons', intentsOf(['24/1']));
      expect(await idle()).toEqual([false, false, false]);
    });

    it('counts what is staged, linked and planned by table', async () => {
      const { store } = await begin();
      await store.stage('FSM', 'Companies', [staged('10', { kind: 'business' })]);
      await store.stage('BOOKS', 'contacts', [
        staged('20', { kind: 'business' }),
        staged('24', { kind: 'business' }),
        staged('25', { kind: 'individual' }),
      ]);
      expect(await store.countStaged('business')).toBe(2);
      expect(await store.countStaged('individual')).toBe(1);
      expect(await store.countLinks('business')).toBe(2);
      expect(await store.countLinks('person')).toBe(0);
      await store.plan('business', BUSINESS, [
        decided('DEACTIVATE', { direction: 'TO_FSM', fsmId: '10', booksId: '20' }),
        decided('CREATE', { direction: 'TO_FSM', booksId: '24' }),
      ]);
      expect(await store.countOperation('business', 'DEACTIVATE')).toBe(1);
      expect(await store.countOperation('individual', 'CREATE')).toBe(0);
      expect(await store.planned('individual', 'TO_FSM', '0', 9)).toEqual([]);
      expect(await store.countUnverified('Companies')).toBe(0);
    });
  });
}
