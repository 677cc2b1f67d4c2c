/** Previews: what they keep, what they leave alone, and how a run finds what one has shown. */
import { describe, expect, it } from 'vitest';
import type { DecidedRecord } from '../../../../src/engine/model.ts';
import {
  BOOKS,
  type Connect,
  type ConnectionFixture,
  decided,
  FSM,
  intentsOf,
  KIND,
  linkOf,
  linkPairs,
  MODULES,
  PAIR,
  staged,
} from './fixture.ts';

const HOUR_MS = 3_600_000;
const FAILURE = { code: 'MANDATORY_EMPTY', message: 'fill it in', field: 'name' };
const SHOWN = decided('UPDATE', {
  fsmId: '1',
  booksId: '91',
  fields: ['rate', 'name'],
  content: 'digest',
});

const previewStore = (connection: ConnectionFixture, id: string) => connection.store(id, { preview: true });

export function previewsContract(connect: Connect): void {
  keepingContract(connect);
  parentsOfPreviewContract(connect);
  findingContract(connect);
}

function keepingContract(connect: Connect): void {
  describe('a preview', () => {
    it('keeps its plan and nothing that would follow from it', async () => {
      const connection = await connect();
      const ids = await linkPairs(connection, [['1', '91']]);
      const earlier = connection.store(await connection.newRun());
      await earlier.addPending(PAIR, 'FSM', FSM, ['1', '2'], 'REFUSED');
      await earlier.openIntents(KIND, 'TO_BOOKS', FSM, intentsOf(['2']));
      const before = [await connection.links(), await connection.pending(), await connection.intents()];
      const runId = await connection.newRun();
      const store = previewStore(connection, runId);
      await store.plan(KIND, MODULES, [
        decided('LINK', { fsmId: '2', booksId: '92', outcome: 'LINKED', link: linkOf('2', '92') }),
        decided('MARK_GONE', {
          fsmId: '1',
          booksId: '91',
          linkId: ids.get('1') ?? null,
          outcome: 'SKIPPED',
          link: linkOf('1', '91', { fsmGone: true }),
        }),
        decided('SKIP', { fsmId: '3', outcome: 'SKIPPED', awaits: '30' }),
        decided('CREATE', { fsmId: '4' }),
      ]);
      await store.stage('FSM', FSM, [staged('1')]);
      await store.dropPending('FSM', FSM, ['2']);
      await store.dropDonePending(KIND);
      await store.addPending(PAIR, 'BOOKS', BOOKS, ['99'], 'EDITED_DURING_RUN');
      expect([await connection.links(), await connection.pending(), await connection.intents()]).toEqual(
        before,
      );
      const log = await connection.log(runId);
      expect(log.map(({ operation, outcome }) => [operation, outcome])).toEqual([
        ['LINK', 'LINKED'],
        ['MARK_GONE', 'SKIPPED'],
        ['SKIP', 'SKIPPED'],
        ['CREATE', null],
      ]);
      expect(log[1]?.linkId).toBe(ids.get('1'));
    });

    it('decides anew with nothing of the plan before it, whatever was done of that', async () => {
      const connection = await connect();
      const runId = await connection.newRun();
      const store = previewStore(connection, runId);
      await store.plan(KIND, MODULES, [
        decided('LINK', { fsmId: '2', booksId: '92', outcome: 'LINKED', link: linkOf('2', '92') }),
        decided('CREATE', { fsmId: '4' }),
      ]);
      await store.clearPlan(KIND);
      expect(await connection.log(runId)).toEqual([]);
    });

    it('foresees failures of its own plan, and only while it holds the connection', async () => {
      const connection = await connect();
      const [runId, otherId] = [await connection.newRun(), await connection.newRun()];
      const [store, other] = [previewStore(connection, runId), previewStore(connection, otherId)];
      for (const each of [store, other]) await each.plan(KIND, MODULES, [decided('CREATE', { fsmId: '4' })]);
      const [planned] = await store.planned(KIND, 'TO_BOOKS', '0', 9);
      const failures = [{ id: planned?.id ?? '', reason: FAILURE }];
      await other.foresee(KIND, failures);
      await store.foresee('business', failures);
      expect(await connection.log(runId)).toMatchObject([{ operation: 'CREATE' }]);
      await connection.takeOver();
      await expect(store.foresee(KIND, failures)).rejects.toMatchObject({ code: 'LEASE_LOST' });
      await previewStore(connection, runId).foresee(KIND, failures);
      expect(await connection.log(runId)).toMatchObject([
        { operation: 'FAIL', outcome: null, reasonCode: FAILURE.code },
      ]);
      expect(await connection.log(otherId)).toMatchObject([{ operation: 'CREATE' }]);
    });
  });
}

function parentsOfPreviewContract(connect: Connect): void {
  describe('persons of companies that a preview would link or create', () => {
    const business = { FSM: 'Companies', BOOKS: 'contacts' };

    it('belong to them, and match within one company', async () => {
      const connection = await connect();
      const store = previewStore(connection, await connection.newRun());
      await store.plan('business', business, [
        decided('CREATE', { fsmId: '10' }),
        decided('UPDATE', { fsmId: '20', booksId: '920' }),
        decided('SKIP', { fsmId: '30', outcome: 'SKIPPED' }),
      ]);
      const person = (id: string, parentId: string) =>
        staged(id, { kind: 'person', parentId, identity: 'ann@example.com' });
      await store.stage('FSM', 'Contacts', [person('1', '10'), person('2', '20'), person('3', '30')]);
      await store.stage('BOOKS', 'contact_persons', [person('920/8', '920'), person('940/9', '940')]);
      await store.scopeToParents('person');
      const { units } = await store.units('person', { stage: 'fsm', after: '' }, 9);
      const found = units.flatMap((unit) =>
        unit.kind === 'linked' ? [] : [[unit.row.recordId, unit.row.orphan, unit.match?.recordId ?? null]],
      );
      expect(found).toEqual([
        ['1', false, null],
        ['2', false, '920/8'],
        ['3', true, null],
      ]);
    });

    it('leave their link as it is when they have moved', async () => {
      const connection = await connect();
      const ids = await linkPairs(connection, [['1', '91']]);
      const runId = await connection.newRun();
      const store = previewStore(connection, runId);
      await store.stage('FSM', FSM, [staged('1')]);
      await store.stage('BOOKS', BOOKS, [staged('91')]);
      const before = await connection.links();
      await store.releaseMoved(KIND, [{ linkId: ids.get('1') ?? '', fsmId: '1' }]);
      expect(await connection.links()).toEqual(before);
      const { units } = await store.units(KIND, { stage: 'fsm', after: '' }, 9);
      expect(units).toMatchObject([{ kind: 'unlinked', side: 'FSM', row: { recordId: '1' }, match: null }]);
      expect((await store.units(KIND, { stage: 'books', after: '' }, 9)).units).toEqual([]);
    });
  });
}

function findingContract(connect: Connect): void {
  describe('what a preview has shown', () => {
    it('can be applied for an hour, under the mapping it was made for, by runs of its connection', async () => {
      const connection = await connect();
      const store = connection.store(await connection.newRun());
      const minute = HOUR_MS / 60;
      expect(await store.hasPreview(await connection.newPreview({ agoMs: HOUR_MS - minute }))).toBe(true);
      expect(await store.hasPreview(await connection.newPreview({ agoMs: HOUR_MS + minute }))).toBe(false);
      const foreign = await connection.newPreview({ agoMs: minute, mapping: 'another' });
      expect(await store.hasPreview(foreign)).toBe(false);
      expect(await store.hasPreview(await connection.newRun())).toBe(false);
      const elsewhere = await connect();
      const there = elsewhere.store(await elsewhere.newRun());
      // Ids of the stores in memory are not unique among connections, so one that the other cannot have.
      await connection.newPreview({ agoMs: minute });
      await connection.newPreview({ agoMs: minute });
      expect(await there.hasPreview(await connection.newPreview({ agoMs: minute }))).toBe(false);
    });

    it('is found by operation, direction, records, fields in any order, and content', async () => {
      const connection = await connect();
      const previewId = await connection.newPreview({ agoMs: 1_000 });
      await previewStore(connection, previewId).plan(KIND, MODULES, [
        SHOWN,
        decided('CREATE', { fsmId: '2', content: 'new' }),
      ]);
      const store = connection.store(await connection.newRun());
      const variants: readonly DecidedRecord[] = [
        SHOWN,
        { ...SHOWN, fields: ['name', 'rate'], linkId: null, cause: 'CHANGED_IN_FSM' },
        { ...SHOWN, operation: 'DEACTIVATE' },
        { ...SHOWN, direction: 'TO_FSM' },
        { ...SHOWN, fsmId: '2' },
        { ...SHOWN, booksId: null },
        { ...SHOWN, fields: ['rate'] },
        { ...SHOWN, content: 'another digest' },
        { ...SHOWN, content: null },
        decided('CREATE', { fsmId: '2', content: 'new' }),
      ];
      expect([...(await store.previewed(previewId, KIND, variants))].sort()).toEqual([0, 1, 9]);
      expect(await store.previewed(previewId, 'business', variants)).toEqual(new Set());
      expect(await store.previewed(await connection.newPreview({ agoMs: 1 }), KIND, variants)).toEqual(
        new Set(),
      );
    });

    it('as a failure to come is found by what is tried, and by nothing that failed for another reason', async () => {
      const connection = await connect();
      const previewId = await connection.newPreview({ agoMs: 1_000 });
      const showing = previewStore(connection, previewId);
      const create = decided('CREATE', { fsmId: '2', content: 'new' });
      await showing.plan(KIND, MODULES, [
        SHOWN,
        create,
        decided('FAIL', { fsmId: '3', content: 'new', cause: 'AMBIGUOUS_IDENTITY', reason: FAILURE }),
      ]);
      const planned = await showing.planned(KIND, 'TO_BOOKS', '0', 9);
      await showing.foresee(
        KIND,
        planned.map(({ id }) => ({ id, reason: FAILURE })),
      );
      const store = connection.store(await connection.newRun());
      const variants: readonly DecidedRecord[] = [
        SHOWN,
        create,
        { ...create, fsmId: '3' },
        { ...create, content: 'another digest' },
        { ...create, operation: 'DEACTIVATE' },
      ];
      expect([...(await store.previewed(previewId, KIND, variants))].sort()).toEqual([0, 1]);
    });

    it('and was left out stays pending, though it is done with', async () => {
      const connection = await connect();
      const store = connection.store(await connection.newRun());
      await store.plan(KIND, MODULES, [
        decided('SKIP', {
          fsmId: '1',
          booksId: '91',
          outcome: 'SKIPPED',
          stayPending: true,
          reason: FAILURE,
        }),
        decided('SKIP', { fsmId: '2', outcome: 'SKIPPED', reason: FAILURE }),
      ]);
      expect(await connection.pending()).toEqual([`BOOKS/91: ${FAILURE.code}`, `FSM/1: ${FAILURE.code}`]);
    });
  });
}
