/** When the sync type is not changed: outdated plans, runs under way, and another word of the CRM integration. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AuditLogDocument, type SyncType } from '../gql/graphql.ts';
import { Bench } from './harness.ts';
import { planned, world } from './sync-type-world.ts';

let bench: Bench;
beforeAll(async () => {
  bench = await Bench.start();
});
afterAll(() => bench.close());

describe('a change is refused', () => {
  it('without the token of a plan of it, or once the links are others or an hour has gone by', async () => {
    const of = await world(bench, 'TYPE_I');
    const { connection } = of;
    const refused = async (token: string, to: SyncType = 'TYPE_III') => {
      expect(await connection.changeSyncType(to, token)).toMatchObject({ code: 'VALIDATION_FAILED' });
      expect((await connection.state()).syncType).toBe('TYPE_I');
    };
    await refused('made-up');
    const { token } = await planned(of, 'TYPE_III');
    await refused(token, 'TYPE_IV');
    await refused(token, 'TYPE_I');
    bench.clock.advance(3_600_001);
    await refused(token);
    bench.clock.set(Date.now());
    const other = await planned(of, 'TYPE_III');
    const [link] = await connection.links();
    await connection.unlink(link?.id ?? '');
    await refused(other.token);
    const { token: good } = await planned(of, 'TYPE_III');
    expect(await connection.changeSyncType('TYPE_III', good)).toMatchObject({ syncType: 'TYPE_III' });
    const { auditLog } = await bench.api.run(AuditLogDocument, { first: 5, connectionId: connection.id });
    expect(auditLog.nodes).toMatchObject([
      { action: 'changeSyncType', reason: 'Type I to Type III', actor: { name: 'ADMIN_TOKEN' } },
    ]);
  });

  it('[S7] while a run is queued or under way', async () => {
    const of = await world(bench, 'TYPE_I');
    const { token } = await planned(of, 'TYPE_III');
    await of.zoho.fault({
      product: 'fsm',
      route: '/fsm/v1/Companies',
      times: 1,
      effect: { kind: 'delay', ms: 3_000 },
    });
    const runId = await of.connection.beginSync();
    expect(await of.connection.changeSyncType('TYPE_III', token)).toMatchObject({ code: 'SYNC_IN_PROGRESS' });
    await of.connection.cancel(runId);
    await of.connection.ended(runId);
    expect(await of.connection.changeSyncType('TYPE_III', token)).toMatchObject({ syncType: 'TYPE_III' });
  });

  it("[X2] where the account's CRM-Books integration says another type", async () => {
    const zoho = await bench.organization({ crmSyncType: 'TYPE_I' });
    const connection = await bench.connect(zoho);
    expect((await connection.state()).syncType).toBe('TYPE_I');
    expect(await connection.planSyncType('TYPE_IV')).toMatchObject({
      token: null,
      steps: [],
      refusal: { code: 'SYNC_TYPE_MISMATCH' },
    });
    await zoho.patch({ crmSync: { type: 'TYPE_IV' } });
    const { token } = await connection.planSyncType('TYPE_IV');
    await zoho.patch({ crmSync: { type: 'TYPE_II' } });
    expect(await connection.changeSyncType('TYPE_IV', token ?? '')).toMatchObject({
      code: 'SYNC_TYPE_MISMATCH',
    });
    await zoho.patch({ crmSync: { type: 'TYPE_IV' } });
    expect(await connection.changeSyncType('TYPE_IV', token ?? '')).toMatchObject({ syncType: 'TYPE_IV' });
  });
});
