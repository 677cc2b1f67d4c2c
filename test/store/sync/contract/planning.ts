import { describe, expect, it } from 'vitest';
import {
  BOOKS,
  type Connect,
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

const FAILURE = { code: 'AMBIGUOUS_IDENTITY', message: 'which one?', field: 'name' };

export function planningContract(connect: Connect): void {
  describe('the plan', () => {
    it('is read by direction, by ascending id, in pages, and by source', async () => {
      const connection = await connect();
      const store = connection.store(await connection.newRun());
      await store.plan(KIND, MODULES, [
        decided('CREATE', { fsmId: '5', fields: ['a', 'b'], overwritten: ['b'] }),
        decided('CREATE', { direction: 'TO_FSM', booksId: '91' }),
        decided('FAIL', { fsmId: '3', reason: FAILURE }),
        decided('UPDATE', { fsmId: '4', booksId: '94', cause: 'MATCHED_BY_IDENTITY' }),
        decided('SKIP', { fsmId: '6', outcome: 'SKIPPED' }),
      ]);
      const first = await store.planned(KIND, 'TO_BOOKS', '0', 2);
      const rest = await store.planned(KIND, 'TO_BOOKS', first.at(-1)?.id ?? '', 2);
      expect([...first, ...rest]).toMatchObject([
        {
          operation: 'CREATE',
          fsmId: '5',
          fields: ['a', 'b'],
          overwritten: ['b'],
          cause: 'NEW_RECORD',
          reason: null,
        },
        { operation: 'FAIL', fsmId: '3', reason: FAILURE },
        { operation: 'UPDATE', fsmId: '4', booksId: '94', linkId: null, cause: 'MATCHED_BY_IDENTITY' },
      ]);
      expect(await store.countPlanned(KIND, 'TO_BOOKS')).toBe(3);
      expect(await store.countPlanned(KIND, 'TO_FSM')).toBe(1);
      const asked = await store.plannedFor(KIND, 'TO_BOOKS', ['4', '5', '6', '91']);
      expect(asked.map((row) => row.fsmId)).toEqual(['5', '4']);
      expect(await store.plannedFor(KIND, 'TO_FSM', ['91'])).toMatchObject([{ booksId: '91', fsmId: null }]);
      const ids = [...first.map((row) => row.id), '999999'];
      expect(await store.stillPlanned(ids)).toEqual(new Set(first.map((row) => row.id)));
    });

    it('does at once what needs no call: links, outcomes, pending records', async () => {
      const connection = await connect();
      const runId = await connection.newRun();
      const store = connection.store(runId);
      await store.addPending(PAIR, 'FSM', FSM, ['1', '2'], 'REFUSED');
      await store.addPending(PAIR, 'BOOKS', BOOKS, ['91'], 'REFUSED');
      await store.plan(KIND, MODULES, [
        decided('LINK', { fsmId: '1', booksId: '91', outcome: 'LINKED', link: linkOf('1', '91') }),
        decided('CREATE', { fsmId: '2' }),
      ]);
      const [link] = await connection.links();
      expect(link).toMatchObject({ fsmId: '1', booksId: '91', base: { name: 'x', $active: 'y' } });
      expect(await connection.log(runId)).toMatchObject([
        { operation: 'LINK', outcome: 'LINKED', linkId: link?.id },
        { operation: 'CREATE', outcome: null, linkId: null },
      ]);
      expect(await connection.pending()).toEqual(['FSM/2: REFUSED']);
      expect(await store.countOutcomes(PAIR)).toMatchObject({ toBooks: { linked: 1, created: 0 } });
    });

    it('renews the base of a link that is there, and keeps what marks it as gone', async () => {
      const connection = await connect();
      const ids = await linkPairs(connection, [['1', '91', { fsmGone: true }]]);
      const store = connection.store(await connection.newRun());
      const base = { name: 'y', $active: 'n' };
      const link = linkOf('1', '91', {
        base,
        booksModifiedAtMs: null,
        fsmModifiedAtMs: null,
        unverified: true,
      });
      await store.plan(KIND, MODULES, [
        decided('LINK', {
          fsmId: '1',
          booksId: '91',
          linkId: ids.get('1') ?? null,
          outcome: 'UNCHANGED',
          link,
        }),
      ]);
      expect(await connection.links()).toMatchObject([
        { id: ids.get('1'), base, unverified: true, fsmGone: true, booksGone: false },
      ]);
      const [row] = await store.links([ids.get('1') ?? '']);
      expect(row).toMatchObject({
        fsmModifiedAtMs: linkOf('', '').fsmModifiedAtMs,
        booksModifiedAtMs: linkOf('', '').booksModifiedAtMs,
      });
    });

    it('is forgotten as far as it is not done, by a new plan and by reading anew', async () => {
      const connection = await connect();
      const runId = await connection.newRun();
      const store = connection.store(runId);
      const records = [
        decided('SKIP', { fsmId: '1', outcome: 'SKIPPED' }),
        decided('CREATE', { fsmId: '2' }),
      ];
      await store.plan(KIND, MODULES, records);
      await store.clearPlan(KIND);
      expect(await connection.log(runId)).toMatchObject([{ fsmId: '1' }]);
      await store.plan(KIND, MODULES, [decided('CREATE', { fsmId: '2' })]);
      await store.clearStage(PAIR);
      expect(await connection.log(runId)).toMatchObject([{ fsmId: '1' }]);
    });

    it('lets go of pending records that it found unchanged', async () => {
      const connection = await connect();
      await linkPairs(connection, [['1', '91']]);
      const store = connection.store(await connection.newRun());
      await store.addPending(PAIR, 'FSM', FSM, ['1', '2', '3', '4'], 'REFUSED');
      await store.addPending(PAIR, 'BOOKS', BOOKS, ['91'], 'REFUSED');
      await store.stage('FSM', FSM, [staged('1'), staged('2'), staged('3', { considered: false })]);
      await store.stage('BOOKS', BOOKS, [staged('91')]);
      await store.plan(KIND, MODULES, [decided('CREATE', { fsmId: '2' })]);
      await store.dropDonePending(KIND);
      // 2 is planned, 3 and 4 were not considered.
      expect(await connection.pending()).toEqual(['FSM/2: REFUSED', 'FSM/3: REFUSED', 'FSM/4: REFUSED']);
    });

    it('keeps a pending customer until its persons are done as well, and then what stays pending', async () => {
      const connection = await connect();
      const modules = { FSM: 'Companies', BOOKS: 'contacts' };
      const store = connection.store(await connection.newRun());
      const ids = ['91', '92', '93', '94', '95'];
      await store.addPending('CUSTOMERS', 'BOOKS', 'contacts', ids, 'EDITED_DURING_RUN');
      const rows = ids.map((id) => staged(id, { kind: 'business' }));
      await store.stage('BOOKS', 'contacts', rows);
      const persons = ids.slice(1).map((id) => staged(`${id}/1`, { kind: 'person', parentId: id }));
      await store.stage('BOOKS', 'contact_persons', persons);
      const reason = { code: 'EDITED_DURING_RUN', message: 'once more', field: null };
      await store.plan('business', modules, [
        decided('UPDATE', { booksId: '91', outcome: 'UPDATED' }),
        decided('UPDATE', { booksId: '92', outcome: 'UPDATED' }),
        decided('UPDATE', { booksId: '93', outcome: 'UPDATED', reason, stayPending: true }),
        decided('FAIL', { booksId: '94', outcome: 'FAILED', reason: { ...reason, code: 'REFUSED' } }),
      ]);
      // Read as what it is by now, and failed as what it is linked as.
      await store.plan('individual', { FSM: 'Contacts', BOOKS: 'contacts' }, [
        decided('FAIL', { booksId: '95', outcome: 'FAILED', reason: { ...reason, code: 'SHAPE_CHANGED' } }),
      ]);
      const open = ['BOOKS/93: EDITED_DURING_RUN', 'BOOKS/94: REFUSED', 'BOOKS/95: SHAPE_CHANGED'];
      expect(await connection.pending()).toEqual(['BOOKS/92: EDITED_DURING_RUN', ...open]);
      await store.dropDonePending('business');
      expect(await connection.pending()).toEqual(open);
    });
  });

  describe('intents', () => {
    it('are announced once each, found by source, and renewed when announced again', async () => {
      const connection = await connect();
      const store = connection.store(await connection.newRun());
      await store.openIntents(KIND, 'TO_BOOKS', FSM, intentsOf(['1', '2', '1']));
      await store.openIntents(KIND, 'TO_FSM', BOOKS, intentsOf(['1']));
      const [first] = await store.findIntents(KIND, 'TO_BOOKS', FSM, ['2', '3']);
      expect(first?.sourceId).toBe('2');
      const later = connection.store(await connection.newRun());
      await later.openIntents(KIND, 'TO_BOOKS', FSM, intentsOf(['2']));
      const found = await later.findIntents(KIND, 'TO_BOOKS', FSM, ['1', '2']);
      const times = new Map(found.map((intent) => [intent.sourceId, intent.createdAtMs]));
      expect(times.get('2') ?? 0).toBeGreaterThan(times.get('1') ?? 0);
      expect(await connection.intents()).toEqual(['TO_BOOKS/1', 'TO_BOOKS/2', 'TO_FSM/1']);
      const ofThisRun = found.map((intent) => [intent.sourceId, intent.ofThisRun]);
      expect(Object.fromEntries(ofThisRun)).toEqual({ 1: false, 2: true });
    });

    it('never sent are taken back, those of other runs are not', async () => {
      const connection = await connect();
      const earlier = connection.store(await connection.newRun());
      await earlier.openIntents(KIND, 'TO_BOOKS', FSM, intentsOf(['1']));
      const store = connection.store(await connection.newRun());
      await store.openIntents(KIND, 'TO_BOOKS', FSM, intentsOf(['2', '3']));
      await store.withdrawIntents(KIND, 'TO_BOOKS', FSM, ['1', '2']);
      expect(await connection.intents()).toEqual(['TO_BOOKS/1', 'TO_BOOKS/3']);
    });

    it('remember the identity that was sent: what was made bears it, whatever the source is named now', async () => {
      const connection = await connect();
      const store = connection.store(await connection.newRun());
      await store.openIntents(KIND, 'TO_BOOKS', FSM, [{ sourceId: '1', identity: 'old' }]);
      await store.stage('FSM', FSM, [staged('1', { identity: 'new' })]);
      const rows = [staged('91', { identity: 'new' }), staged('92', { identity: 'old' })];
      await store.stage('BOOKS', BOOKS, rows);
      expect(await store.findIntents(KIND, 'TO_BOOKS', FSM, ['1'])).toMatchObject([{ identity: 'old' }]);
      const creates = await store.openCreates(KIND, 'TO_BOOKS', FSM, '', 9);
      expect(creates).toMatchObject([{ candidates: [{ recordId: '92' }] }]);
      expect(await store.stagedIds(KIND, 'BOOKS', ['91', '93'])).toEqual(new Set(['91']));
      expect(await store.stagedIds(KIND, 'FSM', ['91'])).toEqual(new Set());
    });

    it('of earlier runs come with what they may have made, in pages', async () => {
      const connection = await connect();
      await linkPairs(connection, [['5', '95']]);
      const earlier = connection.store(await connection.newRun());
      await earlier.openIntents(KIND, 'TO_BOOKS', FSM, intentsOf(['1', '2', '3', '4', '5']));
      const store = connection.store(await connection.newRun());
      const a = { identity: 'a' };
      await store.stage('FSM', FSM, [
        staged('1', a),
        staged('2', { identity: null }),
        staged('3', { ...a, considered: false }),
        staged('5', a),
        staged('6', a),
      ]);
      await store.stage('BOOKS', BOOKS, [
        staged('91', a),
        staged('92', { ...a, active: false }),
        staged('93', { ...a, considered: false }),
        staged('95', a),
        staged('96', { identity: 'b' }),
      ]);
      const first = await store.openCreates(KIND, 'TO_BOOKS', FSM, '', 1);
      const second = await store.openCreates(KIND, 'TO_BOOKS', FSM, '1', 9);
      expect(first).toEqual([
        {
          source: staged('1', a),
          createdAtMs: expect.any(Number),
          candidates: [staged('91', a), staged('92', { ...a, active: false })],
        },
      ]);
      expect(second).toMatchObject([{ source: { recordId: '2' }, candidates: [] }]);
      expect(await store.openCreates(KIND, 'TO_FSM', BOOKS, '', 9)).toEqual([]);
    });
  });
}
