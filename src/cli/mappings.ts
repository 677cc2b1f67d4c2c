/** `npm run mappings -- check`: the tools for mapping sets. */
import { Command, Option } from 'commander';
import { FORMATS } from './mappings/report.ts';
import { defaultDirectory } from './mappings/sets.ts';
import { sentenceOf } from './process.ts';

// Each command's code is loaded when it is asked for: a check need not wait for what tries laws or opens a database.
const directory = (): Option =>
  new Option('--dir <folder>', 'folder that holds the sets').default(defaultDirectory());

const program = new Command('mappings').description('Tools for mapping sets.');
program
  .command('check')
  .description(
    'Compiles mapping sets and says everything that is wrong with them, a stale lock included; exit code 1 if anything is.',
  )
  .argument('[sets...]', 'names of sets; left out: all')
  .addOption(directory())
  .action(async (sets, options) => (await import('./mappings/check.ts')).check(sets, options));
program
  .command('lock')
  .description('Writes mappings.lock.json: what every rule means now.')
  .addOption(directory())
  .action(async (options) => (await import('./mappings/lock.ts')).lock(options));
program
  .command('plan')
  .description(
    'Says what the mappings will do to the data, compared with a commit. Exit code 0: no resync; 2: affected records; 3: everything.',
  )
  .option('--base <ref>', 'commit to compare with; left out: the lock as it lies in the folder')
  .addOption(new Option('--format <format>', 'how it is printed').choices([...FORMATS]).default('text'))
  .option('--accept', 'records in the lock that the resync is wanted')
  .option(
    '--connection <id>',
    'compare with what this connection applied last, and count its records by reading both services',
  )
  .addOption(directory())
  .action(async (options) => (await import('./mappings/plan.ts')).plan(options));
program
  .command('explain')
  .description('Shows where a value comes from and what happens to it, with an example.')
  .argument('<rule>', 'table and Books field, as items.rate')
  .option('--set <name>', 'the mapping set', 'default')
  .addOption(directory())
  .action(async (rule, options) => (await import('./mappings/explain.ts')).explain(rule, options));
program
  .command('laws')
  .description('Tries every two-way rule with generated values: what goes over must come back, and settle.')
  .argument('[sets...]', 'names of sets; left out: all')
  .option('--runs <number>', 'values tried for each rule and law', '300')
  .option('--seed <number>', 'repeats a run')
  .addOption(directory())
  .action(async (sets, options) => (await import('./mappings/laws.ts')).laws(sets, options));
program
  .command('pull')
  .description("Writes a set's field catalog from the metadata of a connection's two organisations.")
  .requiredOption('--connection <id>', 'the connection to ask')
  .option('--set <name>', "the mapping set; left out: the connection's own")
  .addOption(directory())
  .action(async (options) => (await import('./mappings/pull.ts')).pull(options));

try {
  await program.parseAsync();
} catch (error) {
  const sentence = sentenceOf(error);
  if (sentence === null) throw error;
  console.error(sentence);
  process.exitCode = 1;
}
