/** Several processes of the product on one PostgreSQL: one of them syncs a connection, whatever happens to it. */
import { randomBytes } from 'node:crypto';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type Client, isOver, type Run } from '../resilience/support/graphql.ts';
import { ADMIN_TOKEN, type Environment, type Product, pause } from '../resilience/support/product.ts';
import { refusal } from '../resilience/support/refusal.ts';
import { type Amounts, Scene } from '../resilience/support/scene.ts';
import { Tap, type TappedCall } from '../resilience/support/tap.ts';
import { createDatabase, serverUrl } from './services.ts';

const SMALL: Amounts = { services: 30, parts: 20, items: 50, overlap: 10 };
/** More than a page: what is created after a takeover shows that searches are up to date, so that probing is quick. */
const LARGE: Amounts = { services: 130, parts: 100, items: 160, overlap: 20 };
const MID_RUN = 60;
const LEASE_MS = 30_000;
const TEST_MS_MAX = 180_000;

interface Node {
  readonly product: Product;
  readonly api: Client;
  /** The node's own line to the services. */
  readonly tap: Tap;
}

async function setScene(amounts: Amounts, seed: number): Promise<Scene> {
  const environment = { DATABASE_URL: await createDatabase(), APP_KEY: randomBytes(32).toString('base64') };
  return Scene.set({ amounts: [amounts], seed, environment });
}

async function addNode(scene: Scene, environment: Environment = {}): Promise<Node> {
  const tap = await Tap.open(scene.sandbox.url);
  onTestFinished(() => tap.close());
  return { ...(await scene.start({ SANDBOX_URL: tap.url, ...environment })), tap };
}

const isWrite = ({ method }: TappedCall): boolean => method !== 'GET';

/** Resolves when the node makes its call of that number. */
function atCall({ tap }: Node, at: number, step: (call: TappedCall) => void = () => {}): Promise<void> {
  return new Promise((done) => {
    tap.listener = (call) => {
      if (call.number < at || call.when !== 'before') return;
      tap.listener = null;
      step(call);
      done();
    };
  });
}

describe('two processes', () => {
  it(
    '[S7] two syncNow at the same moment, one on each: one run and one SYNC_IN_PROGRESS, twenty times',
    async () => {
      const scene = await setScene(SMALL, 21);
      const nodes = [await addNode(scene), await addNode(scene)] as const;
      const { account } = scene;
      await account.connect(nodes[0].api);
      await nodes[0].api.enable(account.connectionId);
      await account.latestRunEnds(nodes[1].api);
      for (let round = 1; round <= 20; round += 1) {
        const answers = await Promise.all(nodes.map(({ api }) => api.syncNow(account.connectionId)));
        const runs = answers.filter((answer): answer is Run => 'id' in answer);
        const refusals = answers.filter((answer) => !('id' in answer));
        expect(refusals).toMatchObject([{ code: 'SYNC_IN_PROGRESS' }]);
        expect(runs).toHaveLength(1);
        await nodes[0].api.until(runs[0]?.id ?? '', isOver);
      }
      const runs = await nodes[0].api.runs(account.connectionId);
      expect(runs).toHaveLength(21);
      expect(new Set(runs.map(({ state }) => state))).toEqual(new Set(['SUCCEEDED']));
      await account.expectInStep(nodes[1].api);
    },
    TEST_MS_MAX,
  );

  it(
    'kill -9 of the one that syncs: the other takes over when the lease has lapsed',
    async () => {
      const scene = await setScene(LARGE, 22);
      const [worker, other] = [await addNode(scene), await addNode(scene)];
      await scene.account.connect(worker.api);
      const begun = atCall(worker, MID_RUN, () => worker.product.signal('SIGKILL'));
      const { id } = await worker.api
        .enable(scene.account.connectionId)
        .catch(() => scene.account.latestRun(other.api));
      await begun;
      const killedAtMs = Date.now();
      await atCall(other, 1);
      expect(Date.now() - killedAtMs).toBeLessThan(LEASE_MS + 15_000);
      expect(await other.api.until(id, isOver)).toMatchObject({ state: 'SUCCEEDED', resumes: 1 });
      await scene.account.expectInStep(other.api);
    },
    TEST_MS_MAX,
  );

  it(
    'SIGTERM of the one that syncs: it gives the lease back, and the other goes on before it would have lapsed',
    async () => {
      const scene = await setScene(LARGE, 23);
      const [worker, other] = [await addNode(scene), await addNode(scene)];
      await scene.account.connect(worker.api);
      const begun = atCall(worker, MID_RUN, () => worker.product.signal('SIGTERM'));
      const { id } = await worker.api.enable(scene.account.connectionId);
      await begun;
      const stoppedAtMs = Date.now();
      await atCall(other, 1);
      expect(Date.now() - stoppedAtMs).toBeLessThan(LEASE_MS - 10_000);
      expect(await worker.product.ended).toEqual({ code: 0, signal: null });
      expect(await other.api.until(id, isOver)).toMatchObject({ state: 'SUCCEEDED', resumes: 1 });
      await scene.account.expectInStep(other.api);
    },
    TEST_MS_MAX,
  );
});

describe('a process that stalls in the middle of a run and wakes after another has taken over', () => {
  /** Stops the process while its calls are under way: their answers wait for it. */
  async function whileBusy(_scene: Scene, stalling: Node): Promise<void> {
    await atCall(stalling, MID_RUN, () => stalling.product.signal('SIGSTOP'));
  }

  /** Stops it while its writes wait for the end of a pause that the services asked for: on waking, the pause is over. */
  async function whileWritesWait(scene: Scene, stalling: Node): Promise<void> {
    await atCall(stalling, MID_RUN);
    const refuse = { times: 40, effect: { kind: 'status', status: 429 } };
    for (const product of ['books', 'fsm']) {
      await scene.control('POST', '/faults', { product, method: 'POST', ...refuse });
    }
    await pause(500);
    stalling.product.signal('SIGSTOP');
    await scene.control('DELETE', '/faults');
  }

  it.each([
    ['answers of its writes under way', 24, whileBusy],
    ['writes that wait for their turn', 25, whileWritesWait],
  ] as const)(
    'with %s: it writes nothing more, neither here nor there',
    async (_what, seed, stall) => {
      const scene = await setScene(LARGE, seed);
      const [stalling, other] = [await addNode(scene), await addNode(scene)];
      const { account } = scene;
      await account.connect(stalling.api);
      const stalled = stall(scene, stalling);
      const { id } = await stalling.api.enable(account.connectionId);
      await stalled;
      const taken = await other.api.until(id, isOver, TEST_MS_MAX);
      expect(taken).toMatchObject({ state: 'SUCCEEDED', resumes: 1 });
      await account.expectInStep(other.api);

      const before = await account.zoho.stats();
      const calls: TappedCall[] = [];
      stalling.tap.listener = (call) => void calls.push(call);
      stalling.product.signal('SIGCONT');
      await pause(8_000);
      expect(calls.filter(isWrite)).toEqual([]);
      expect((await account.zoho.stats()).writes).toBe(before.writes);
      expect(await other.api.run(id)).toEqual(taken);
      await account.expectInStep(other.api);

      expect([stalling.product.running, stalling.product.stderr]).toEqual([true, '']);
      const later = await stalling.api.syncNow(account.connectionId);
      if (!('id' in later)) throw new Error(later.message);
      expect(await other.api.until(later.id, isOver)).toMatchObject({ state: 'SUCCEEDED' });
      expect((await account.zoho.stats()).writes).toBe(before.writes);
      expect(stalling.product.stderr).toBe('');
    },
    TEST_MS_MAX,
  );
});

describe('roles', () => {
  /** States of the run as a client of `syncProgress` over SSE sees them, until the run is over. */
  async function watch(
    url: string,
    connectionId: string,
  ): Promise<{ sequence: number; done: number; state: string }[]> {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${ADMIN_TOKEN}`,
        'content-type': 'application/json',
        accept: 'text/event-stream',
      },
      body: JSON.stringify({
        query: `subscription($id: ID!) { syncProgress(connectionId: $id) { sequence run { state pairs { done } } } }`,
        variables: { id: connectionId },
      }),
    });
    const seen: { sequence: number; done: number; state: string }[] = [];
    let text = '';
    for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
      text += chunk;
      const events = text.split('\n\n');
      text = events.pop() ?? '';
      for (const event of events) {
        const data = /^data: (.+)$/m.exec(event)?.[1];
        if (data === undefined) continue;
        const { sequence, run } = JSON.parse(data).data.syncProgress;
        seen.push({ sequence, done: run?.pairs[0]?.done ?? 0, state: run?.state ?? 'none' });
        if (run !== null && isOver(run)) return seen;
      }
    }
    return seen;
  }

  it(
    'the API of one process queues runs for the worker of another, and shows their progress as it happens',
    async () => {
      const scene = await setScene(SMALL, 26);
      const front = await addNode(scene, { ROLE: 'api' });
      const worker = await addNode(scene, { ROLE: 'worker' });
      expect(worker.product.url).toBe('');
      await scene.account.connect(front.api);
      for (const product of ['books', 'fsm']) {
        await scene.control('POST', '/faults', {
          product,
          method: 'POST',
          effect: { kind: 'delay', ms: 500 },
        });
      }
      front.tap.restartCounts();
      const calls: TappedCall[] = [];
      front.tap.listener = (call) => void calls.push(call);
      const watching = watch(front.product.url, scene.account.connectionId);
      await front.api.enable(scene.account.connectionId);
      const seen = await watching;
      expect(seen.map(({ sequence }) => sequence)).toEqual(seen.map((_, index) => index + 1));
      expect(seen.at(-1)).toMatchObject({ state: 'SUCCEEDED', done: scene.account.names.size });
      // Between the rechecks of every few seconds only notifications can have told.
      const steps = new Set(seen.filter(({ state }) => state === 'RUNNING').map(({ done }) => done));
      expect(steps.size).toBeGreaterThan(3);
      // Enabling asks for the edition of FSM and for the fields, and for a token to ask with; the run is the worker's.
      expect(calls.filter(({ path }) => !/\/(org|token|settings\/fields)\b/.test(path))).toEqual([]);
      await scene.account.expectInStep(front.api);
    },
    TEST_MS_MAX,
  );
});

describe('start on a server', () => {
  it('with a login or a database that the server refuses says so, without the password', async () => {
    for (const wrong of [{ username: 'nobody_of_this_name' }, { pathname: '/nowhere' }]) {
      const url = new URL(serverUrl);
      Object.assign(url, { password: 'not-the-word' }, wrong);
      const ended = await refusal('start', {
        DATABASE_URL: url.href,
        APP_KEY: randomBytes(32).toString('base64'),
      });
      expect(ended.code).toBe(1);
      expect(ended.stderr).toMatch(/^PostgreSQL at \S+ cannot be used: [^\n]+\n$/);
      expect(ended.stderr).not.toContain('not-the-word');
    }
  });
});
