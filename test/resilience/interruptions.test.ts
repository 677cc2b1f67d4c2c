/** What stops a run from outside: a withdrawn authorisation, a day without calls left, a cancel, a stop of the process. */
import { describe, expect, it, vi } from 'vitest';
import { type Client, isOver, type Run } from './support/graphql.ts';
import { type Amounts, Scene } from './support/scene.ts';
import type { TappedCall } from './support/tap.ts';

// Several starts of the product in one test, each of seconds on a busy machine.
vi.setConfig({ testTimeout: 180_000 });

const AMOUNTS: Amounts = { services: 30, parts: 20, items: 50, overlap: 10 };
/** A call among the writes of the first sync. */
const MID_RUN = 60;
/** How long a lease outlives its holder: what goes on "at once" goes on well before. */
const LEASE_MS = 30_000;

async function set(): Promise<{ scene: Scene; api: Client }> {
  const scene = await Scene.set({ amounts: [AMOUNTS], seed: 11 });
  const { api } = await scene.start();
  await scene.account.connect(api);
  scene.tap.restartCounts();
  return { scene, api };
}

/** Runs the step when the account's call of that number comes; the call waits for it. */
function atCall(scene: Scene, at: number, step: (call: TappedCall) => Promise<unknown>): Promise<void> {
  return new Promise((done, failed) => {
    scene.tap.listener = async (call) => {
      if (call.number !== at || call.when !== 'before') return;
      scene.tap.listener = null;
      await step(call).then(() => done(), failed);
    };
  });
}

describe('a withdrawn authorisation', () => {
  it('ends the run with REAUTHORISATION_REQUIRED; once it is given again, the next one completes', async () => {
    const { scene, api } = await set();
    const withdrawn = atCall(scene, MID_RUN, async () => {
      await scene.control('POST', '/faults', {
        product: 'oauth',
        effect: { kind: 'status', status: 200, code: 'invalid_code' },
      });
      for (const product of ['books', 'fsm']) {
        await scene.control('POST', '/faults', { product, effect: { kind: 'status', status: 401 } });
      }
    });
    const { id } = await api.enable(scene.account.connectionId);
    await withdrawn;
    const run = await api.until(id, isOver);
    expect(run).toMatchObject({ state: 'FAILED', error: { code: 'REAUTHORISATION_REQUIRED' } });
    await scene.control('DELETE', '/faults');
    expect(await scene.account.sync(api)).toMatchObject({ state: 'SUCCEEDED' });
    await scene.account.expectInStep(api);
  });

  it('is told of a refresh token that was revoked, too', async () => {
    const { scene, api } = await set();
    const { refreshToken } = scene.account.zoho.organization;
    const revoked = atCall(scene, MID_RUN, () =>
      fetch(`${scene.sandbox.url}/oauth/v2/token/revoke?token=${refreshToken}`, { method: 'POST' }),
    );
    const { id } = await api.enable(scene.account.connectionId);
    await revoked;
    expect(await api.until(id, isOver)).toMatchObject({
      state: 'FAILED',
      error: { code: 'REAUTHORISATION_REQUIRED' },
    });
  });
});

/** Moves the sandbox to shortly before midnight of the organisation, when the day's calls are counted anew. */
async function almostMidnight(scene: Scene, leftMs: number): Promise<void> {
  const { now } = await scene.control<{ now: string }>('GET', '/clock');
  const local = Temporal.Instant.from(now).toZonedDateTimeISO('America/New_York');
  const midnight = local.add({ days: 1 }).startOfDay();
  const advanceMs = midnight.epochMilliseconds - local.epochMilliseconds - leftMs;
  await scene.control('POST', '/clock', { advanceMs: Math.max(0, advanceMs) });
}

const rests = (run: Run): boolean => run.waitingUntil !== null;

describe('a day whose calls are used up', () => {
  it('lets the run rest, over a kill and a new start, and go on when the day is over', async () => {
    const scene = await Scene.set({ amounts: [AMOUNTS], seed: 11 });
    let { product, api } = await scene.start();
    await scene.account.connect(api);
    await almostMidnight(scene, 25_000);
    await scene.control('POST', '/limits', { product: 'books', perDay: 45 });
    const { id } = await api.enable(scene.account.connectionId);
    const resting = await api.until(id, rests);
    expect(resting).toMatchObject({ state: 'RUNNING', waitingFor: expect.stringContaining('Books') });
    await product.kill();
    const before = await scene.account.zoho.stats();
    ({ product, api } = await scene.start());
    expect(await api.run(id)).toMatchObject({ state: 'RUNNING', waitingUntil: resting.waitingUntil });
    expect(await scene.account.zoho.stats()).toEqual(before);
    await scene.control('POST', '/limits', { product: 'books', perDay: 1_000 });
    expect(await api.until(id, isOver)).toMatchObject({ state: 'SUCCEEDED' });
    expect(Date.now()).toBeGreaterThanOrEqual(Date.parse(resting.waitingUntil ?? ''));
    await scene.account.expectInStep(api);
    expect((await scene.account.zoho.stats()).refused).toBe(0);
  });

  it('lets the resting run be cancelled, also after a new start, and the next one do what is left', async () => {
    const scene = await Scene.set({ amounts: [AMOUNTS], seed: 13 });
    let { product, api } = await scene.start();
    await scene.account.connect(api);
    await scene.control('POST', '/limits', { product: 'books', perDay: 45 });
    const { id } = await api.enable(scene.account.connectionId);
    await api.until(id, rests);
    await product.stop();
    await scene.control('POST', '/limits', { product: 'books', perDay: null });
    ({ product, api } = await scene.start());
    await api.cancel(id);
    expect(await api.until(id, isOver)).toMatchObject({ state: 'CANCELLED', waitingUntil: null });
    expect(await scene.account.sync(api)).toMatchObject({ state: 'SUCCEEDED' });
    await scene.account.expectInStep(api);
  });
});

describe('a stop of the process in the middle of a run', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)(
    '%s: it ends cleanly, and the next start goes on at once',
    async (signal) => {
      const scene = await Scene.set({ amounts: [AMOUNTS], seed: 12 });
      const { product, api } = await scene.start();
      await scene.account.connect(api);
      scene.tap.restartCounts();
      const asked = atCall(scene, MID_RUN, async () => product.signal(signal));
      const { id } = await api.enable(scene.account.connectionId);
      await asked;
      const ended = await product.ended;
      expect(ended).toEqual({ code: 0, signal: null });
      expect(product.stderr).toBe('');
      const startedAtMs = Date.now();
      const again = await scene.start();
      const run = await again.api.until(id, isOver);
      expect(Date.now() - startedAtMs).toBeLessThan(LEASE_MS);
      expect(run).toMatchObject({ state: 'SUCCEEDED', resumes: 1 });
      await scene.account.expectInStep(again.api);
    },
  );
});
