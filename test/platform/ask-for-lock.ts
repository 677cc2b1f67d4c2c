/** Child of lock.test.ts: asks for a lock when told to, says what came of it, and keeps it until it is killed. */
import { takeLock } from '../../src/store/embedded/lock.ts';

process.on('message', () => process.send?.(takeLock(process.argv[2] ?? '').kind));
process.send?.('ready');
