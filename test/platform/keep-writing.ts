/** Child of durability.test.ts: writes tokens one by one, says each number once its row is acknowledged, until killed. */
import { openDatabase } from '../../src/store/database.ts';
import { silentLog } from '../support/log.ts';

const database = await openDatabase({ databaseUrl: '', dataDir: process.argv[2] ?? '', log: silentLog });
for (let number = 0; ; number += 1) {
  await database.prisma.apiToken.create({
    data: { name: `row ${number}`, hash: `hash ${number}`, role: 'VIEWER' },
  });
  process.stdout.write(`${number}\n`);
}
