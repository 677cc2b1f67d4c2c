/** `npm run zoho -- probe`: looks at a live Zoho account, and only looks. */
import { Command, Option } from 'commander';
import { DATA_CENTERS } from '../zoho-api/index.ts';
import { sentenceOf } from './process.ts';

const program = new Command('zoho').description('Looks at Zoho accounts; nothing is ever written.');
program
  .command('probe')
  .description(
    'Settles by reading what docs/zoho.md has to leave open: each question with its answer, and the statuses and counts it rests on.',
  )
  .option('--connection <id>', 'a connection of this installation, with its stored login')
  .addOption(
    new Option('--data-center <name>', 'without a connection: where the login lives').choices([
      ...DATA_CENTERS,
      'SANDBOX',
    ]),
  )
  .addOption(
    new Option('--product <name>', 'the finance product').choices(['BOOKS', 'INVOICE']).default('BOOKS'),
  )
  .option(
    '--books-organization <id>',
    "Zoho's id of the Books or Invoice organisation; left out: the first active one",
  )
  .addOption(new Option('--client-id <id>', 'OAuth client id').env('ZOHO_CLIENT_ID'))
  .addOption(new Option('--client-secret <secret>', 'OAuth client secret').env('ZOHO_CLIENT_SECRET'))
  .addOption(new Option('--refresh-token <token>', 'OAuth refresh token').env('ZOHO_REFRESH_TOKEN'))
  .option(
    '--login-from-stdin',
    'reads { "clientId", "clientSecret", "refreshToken" } from standard input, so that no secret is in the shell history',
  )
  .option('--json', 'prints JSON, for programs')
  .action(async (options) => (await import('./zoho/probe.ts')).probe(options));

try {
  await program.parseAsync();
} catch (error) {
  const sentence = sentenceOf(error);
  if (sentence === null) throw error;
  console.error(sentence);
  process.exitCode = 1;
}
