/** `npm run sandbox`: the simulated Zoho on its own, without organisations until a reset makes some. */
import { z } from 'zod';
import { SandboxListenError, startSandbox } from './index.ts';

const environment = z.object({
  SANDBOX_PORT: z
    .string()
    .default('4010')
    .transform(Number)
    .pipe(z.int('must be a port number from 0 to 65535').min(0).max(65_535)),
  HOST: z.string().min(1, 'must be a host name or address').default('127.0.0.1'),
});

function fail(message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}

// As everywhere in the product, an empty variable is one that is not set.
const present = Object.entries(process.env).filter(([, value]) => value !== undefined && value.trim() !== '');
const parsed = environment.safeParse(Object.fromEntries(present));
if (!parsed.success) {
  fail(parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}.`).join('\n'));
}
const { SANDBOX_PORT: port, HOST: host } = parsed.data;

try {
  const sandbox = await startSandbox({ port, host });
  process.stdout.write(
    `Simulated Zoho at ${sandbox.url} (no organizations yet: POST ${sandbox.url}/sandbox/reset)\n`,
  );
  const stop = () => {
    sandbox.close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
} catch (error) {
  fail(error instanceof SandboxListenError ? error.message : `The sandbox did not start: ${String(error)}`);
}
