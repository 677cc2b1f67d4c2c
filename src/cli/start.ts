/** `npm start`: API, worker and dashboard against real Zoho. */
import { startApp } from '../server/app.ts';
import { readConfig } from '../server/config.ts';
import { createLog } from '../server/log.ts';
import { runCommand, untilAskedToStop } from './process.ts';

await runCommand(async () => {
  const config = readConfig(process.env);
  const log = createLog({ level: config.logLevel });
  const stopped = untilAskedToStop();
  let starting = true;
  // A server that does not answer is waited for; whatever was begun can be taken up again, as after a crash.
  void stopped.then(() => starting && process.exit(130));
  const app = await startApp(config, log);
  starting = false;
  if (app.url !== null) console.log(`fieldledger listens on ${app.url} (GraphQL: ${app.url}/graphql)`);
  else console.log('fieldledger worker is running');
  if (config.adminToken === '' && app.url !== null) {
    console.log('No ADMIN_TOKEN is set: only tokens kept in the database are accepted.');
  }
  await stopped;
  console.log('Stopping: runs pause where they can be taken up again.');
  await app.close();
});
// Keep-alive sockets of other clients must not hold the process.
process.exit();
