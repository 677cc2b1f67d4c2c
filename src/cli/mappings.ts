/** `npm run mappings -- check`: the tools for mapping sets. */
import { Command, Option } from 'commander';
import { explained, HELP } from './mappings/help.ts';
import { FORMATS } from './mappings/report.ts';
import { defaultDirectory } from './mappings/sets.ts';
import { printError } from './mappings/terminal.ts';
import { sentenceOf } from './process.ts';

// Each command's code is loaded when it is asked for: a check need not wait for what tries laws or opens a database.
const directory = (): Option =>
  new Option('--dir <folder>', 'folder that holds the sets').default(defaultDirectory());

const program = new Command('npm run mappings --')
  .description('Tools for mapping sets.')
  .showHelpAfterError('npm run mappings -- --help shows the commands.')
  .addHelpText('after', '\nnpm run mappings -- help <command> shows examples and exit codes.');
explained(program.command('check'), HELP.check)
  .summary('what is wrong with mapping sets')
  .description('Compiles mapping sets and says everything that is wrong with them, a stale lock included.')
  .argument('[sets...]', 'names of sets; left out: all')
  .addOption(directory())
  .action(async (sets, options) => (await import('./mappings/check.ts')).check(sets, options));
explained(program.command('lock'), HELP.lock)
  .summary('writes down what every rule means')
  .description('Writes mappings.lock.json: what every rule means now.')
  .addOption(directory())
  .action(async (options) => (await import('./mappings/lock.ts')).lock(options));
explained(program.command('plan'), HELP.plan)
  .summary('what a change will do to the data')
  .description('Says what the mappings will do to the data, compared with a commit or with the lock.')
  .option('--base <ref>', 'commit to compare with; left out: the lock as it lies in the folder')
  .addOption(new Option('--format <format>', 'how it is printed').choices([...FORMATS]).default('text'))
  .option('--accept', 'records in the lock that the resync is wanted')
  .option(
    '--connection <id>',
    'compare with what this connection applied last, and count its records by reading both services',
  )
  .addOption(directory())
  .action(async (options) => (await import('./mappings/plan.ts')).plan(options));
explained(program.command('explain'), HELP.explain)
  .summary('where a value comes from')
  .description('Shows where a value comes from and what happens to it, with an example.')
  .argument('<rule>', 'table and field, as items.rate')
  .option('--set <name>', 'the mapping set', 'default')
  .addOption(directory())
  .action(async (rule, options) => (await import('./mappings/explain.ts')).explain(rule, options));
explained(program.command('laws'), HELP.laws)
  .summary('tries rules with generated values')
  .description('Tries every two-way rule with generated values: what goes over must come back, and settle.')
  .argument('[sets...]', 'names of sets; left out: all')
  .option('--runs <number>', 'values tried for each rule and law', '300')
  .option('--seed <number>', 'repeats a run')
  .addOption(directory())
  .action(async (sets, options) => (await import('./mappings/laws.ts')).laws(sets, options));
explained(program.command('pull'), HELP.pull)
  .summary('writes a field catalog')
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
  printError(sentence);
  process.exitCode = 1;
}
