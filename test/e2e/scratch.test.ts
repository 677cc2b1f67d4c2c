import { afterAll, beforeAll, expect, it } from 'vitest';
import { Bench } from './harness.ts';

let bench: Bench;
beforeAll(async () => {
  bench = await Bench.start();
});
afterAll(() => bench.close());
it('runs', async () => {
  const zoho = await bench.organization({ companies: 60, contacts: 140, customers: 70, overlap: 20 });
  const connection = await bench.connect(zoho);
  await zoho.forgetCalls();
  const t = Date.now();
  const run = await connection.enable('OVERWRITE');
  console.log(Date.now() - t, JSON.stringify(run, null, 1).slice(0, 3000));
  const s1 = await zoho.stats();
  console.log(
    JSON.stringify(
      s1.calls.map((c) => `${c.product} ${c.method} ${c.route} ${c.status} ${c.count}`),
      null,
      1,
    ),
  );
  for (let i = 0; i < 2; i++) {
    await zoho.forgetCalls();
    const again = await connection.sync();
    console.log(JSON.stringify(again.pairs), again.state, again.error);
    const s = await zoho.stats();
    console.log(
      JSON.stringify(
        s.calls.map((c) => `${c.product} ${c.method} ${c.route} ${c.status} ${c.count}`),
        null,
        1,
      ),
      s.reads,
      s.writes,
    );
  }
  expect(run.state).not.toBe('FAILED');
}, 120000);
