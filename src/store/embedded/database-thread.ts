/** Thread that runs the embedded PostgreSQL: it computes in WebAssembly and would block the main thread's event loop. */
import { parentPort, workerData } from 'node:worker_threads';
import { PGlite } from '@electric-sql/pglite';
import { z } from 'zod';
import { startWireServer } from './wire-server.ts';

const { dataDir, password } = z
  .object({ dataDir: z.string().nullable(), password: z.string() })
  .parse(workerData);

const port = parentPort;
if (!port) throw new Error('this file is the entry of a worker thread');

// relaxedDurability stays off: a row that was acknowledged must survive the death of the process.
const db = await PGlite.create({
  ...(dataDir === null ? {} : { dataDir }),
  username: 'postgres',
  database: 'postgres',
  relaxedDurability: false,
});
// Its pages are in memory: to look one up costs hardly more than to read it in order. And its statistics are taken while
// a run waits: a few thousand rows of each table tell as much.
await db.exec(`SET TIME ZONE 'UTC'; SET random_page_cost = 1.1; SET default_statistics_target = 20`);
const server = await startWireServer({
  db,
  password,
  onFatal: (error) => {
    throw error;
  },
});

port.on('message', async () => {
  await server.stop();
  await db.close();
  port.close();
});
port.postMessage({ port: server.port });
