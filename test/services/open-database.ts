/** Child of database.test.ts: opens a database, and ends. */
import { openDatabase } from '../../src/store/database.ts';
import { silentLog } from '../support/log.ts';

const database = await openDatabase({ databaseUrl: process.argv[2] ?? '', dataDir: null, log: silentLog });
await database.close();
