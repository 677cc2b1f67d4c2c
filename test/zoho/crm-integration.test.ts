/** Whose word counts for the CRM integration's type. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type CrmSyncType, crmIntegrationReader } from '../../src/zoho/crm-integration.ts';
import { SandboxBench } from './sandbox-bench.ts';
import { never } from './surroundings.ts';

let bench: SandboxBench;
beforeEach(async () => {
  bench = await SandboxBench.open();
});
afterEach(() => bench.close());

const read = (declared: CrmSyncType | null) =>
  crmIntegrationReader(bench.session().lines).read(declared, never);

describe('the CRM integration', () => {
  test.each([
    ['type_i', 'TYPE_I'],
    ['type_ii', 'TYPE_II'],
    ['TYPE_III', 'TYPE_III'],
    ['IV', 'TYPE_IV'],
  ])('of %s is %s, whatever is declared', async (type, syncType) => {
    await bench.harness.patch({ crmSync: { type, running: true } });
    expect(await read('TYPE_I')).toEqual({ source: 'organisation', syncType, running: true });
  });

  test('is none where the organisation says that there is none', async () => {
    expect(await read('TYPE_I')).toEqual({ source: 'organisation', syncType: null, running: false });
  });

  test('[S9] that is off and said to run all the same is believed to run', async () => {
    await bench.harness.patch({ crmSync: { running: true } });
    expect(await read('TYPE_I')).toEqual({ source: 'organisation', syncType: null, running: true });
  });

  test('of a word nobody knows is as declared; whether it runs is still told', async () => {
    await bench.harness.patch({ crmSync: { type: 'type_ix', running: true } });
    expect(await read('TYPE_II')).toEqual({ source: 'declared', syncType: 'TYPE_II', running: true });
  });

  test.each([
    ['an unknown address', { kind: 'status', status: 404, code: 5 }],
    ['a missing record', { kind: 'status', status: 404 }],
    ['a missing right', { kind: 'status', status: 401, code: 57 }],
    ['a refusal', { kind: 'status', status: 400, code: 2 }],
  ])('is as declared after %s', async (_what, effect) => {
    await bench.harness.patch({ crmSync: { type: 'type_i' } });
    await bench.harness.control('POST', '/faults', {
      route: '/books/v3/settings/integrations/zohocrm',
      effect,
    });
    expect(await read('TYPE_II')).toEqual({ source: 'declared', syncType: 'TYPE_II', running: null });
    expect(await read(null)).toEqual({ source: 'none', syncType: null, running: null });
  });

  test('is not known while Books cannot be reached', async () => {
    await bench.harness.control('POST', '/faults', {
      route: '/books/v3/settings/integrations/zohocrm',
      effect: { kind: 'status', status: 500 },
    });
    await expect(read('TYPE_II')).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' });
  });
});
