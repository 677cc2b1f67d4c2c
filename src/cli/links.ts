/** `npm run links -- export|import`: keeps a connection's links outside of its database. */
import { Command } from 'commander';
import { printError } from './mappings/terminal.ts';
import { sentenceOf } from './process.ts';

const CALL = 'npm run links --';

const program = new Command(CALL)
  .description(
    'Links survive the restore of an old backup, a new APP_KEY and a move to another database: as a file that holds ids and keyed hashes, and no value of a customer.',
  )
  .showHelpAfterError(`${CALL} --help shows the commands.`)
  .addHelpText(
    'after',
    `
Examples:
  npm run --silent ${CALL.slice('npm run '.length)} export --connection <id> --out links.jsonl
  ${CALL} import --connection <id> links.jsonl --dry-run
  ${CALL} import --connection <id> links.jsonl

Reads DATABASE_URL and APP_KEY as the server does; the product may run meanwhile. An import
keeps what is there, and run again it goes on where it stopped.

Exit codes of import:
  0  every link of the file is in the database now
  2  some lines were left out; each is printed with its number and why
  1  nothing was imported; the message says why`,
  );
program
  .command('export')
  .summary('writes the links to a file')
  .description('Writes all links and parked records of a connection, one a line.')
  .requiredOption('--connection <id>', 'the connection, by the id of the API or the dashboard')
  .option('--out <file>', 'where to; left out: standard output')
  .action(async (options) => (await import('./links/export.ts')).exportLinks(options));
program
  .command('import')
  .summary('brings links back from a file')
  .description(
    'Looks every link of the file up in both services, adds those that the database lacks, and changes nothing that it has.',
  )
  .argument('<file>', 'what export has written')
  .requiredOption('--connection <id>', 'the connection, by the id of the API or the dashboard')
  .option('--dry-run', 'look and report, and write nothing')
  .option('--verbose', 'print every line, also those that were restored or there already')
  .action(async (file, options) => (await import('./links/import.ts')).importFile(file, options));

try {
  await program.parseAsync();
} catch (error) {
  const sentence = sentenceOf(error);
  if (sentence === null) throw error;
  printError(sentence);
  process.exitCode = 1;
}
