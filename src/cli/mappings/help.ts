/** What the help of each command says after its options. */
import type { Command } from 'commander';

const CALL = 'npm run mappings --';

interface Help {
  /** A command line without `npm run mappings --`, and what it is for. */
  readonly examples: readonly (readonly [string, string])[];
  readonly exitCodes?: readonly (readonly [number, string])[];
  readonly note?: string;
}

const FAULT = [1, 'it could not be told; the message says why'] as const;

export const HELP = {
  check: {
    examples: [
      ['check', 'every set, and the lock'],
      ['check default', 'one set'],
      ['check --dir ../our-mappings', 'sets of another folder'],
    ],
    exitCodes: [
      [0, 'nothing is wrong'],
      [1, 'something is; each line names file, line, rule and remedy'],
    ],
  },
  lock: {
    examples: [['lock', 'after each change of a mapping; commit the file with it']],
    exitCodes: [
      [0, 'written'],
      [1, 'a set does not compile'],
    ],
  },
  plan: {
    examples: [
      ['plan', 'what changed since the lock was written'],
      ['plan --base main', 'what this branch changes'],
      ['plan --base main --accept', 'the resync is wanted: say so in the lock'],
      ['plan --connection <id>', 'with the records of a connection counted'],
    ],
    exitCodes: [
      [0, 'no resync, or it is accepted in the lock'],
      [2, 'affected records are brought up to the new mapping'],
      [3, 'everything is matched and compared again'],
      FAULT,
    ],
    note: 'For programs: npm run --silent mappings -- plan --format json',
  },
  explain: {
    examples: [
      ['explain items.rate', 'by table and Books field'],
      ['explain items.Unit_Price', 'or the FSM field'],
      ['explain business.website --set acme', 'in another set'],
    ],
  },
  laws: {
    examples: [
      ['laws', 'every rule of every set'],
      ['laws default --runs 5000', 'one set, more values'],
      ['laws --seed 42', 'the same values once more'],
    ],
    exitCodes: [
      [0, 'every rule keeps the laws'],
      [1, 'a rule breaks one; its smallest counter-example is shown'],
    ],
  },
  pull: {
    examples: [
      ['pull --connection <id>', "into the connection's own set"],
      ['pull --connection <id> --set acme', 'into another set, which is begun if need be'],
    ],
    note: 'The id is the one of the API or the dashboard. Reads DATABASE_URL and APP_KEY as the server does.',
  },
} as const satisfies Readonly<Record<string, Help>>;

function columns(rows: readonly (readonly [string, string])[]): string {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`).join('\n');
}

/** Adds examples, exit codes and a note to what `--help` prints. */
export function explained(command: Command, { examples, exitCodes, note }: Help): Command {
  const parts = [
    `Examples:\n${columns(examples.map(([line, what]) => [`${CALL} ${line}`, what]))}`,
    ...(exitCodes === undefined
      ? []
      : [`Exit codes:\n${columns(exitCodes.map(([code, what]) => [String(code), what]))}`]),
    ...(note === undefined ? [] : [note]),
  ];
  return command
    .addHelpText('after', `\n${parts.join('\n\n')}`)
    .showHelpAfterError(`${CALL} ${command.name()} --help shows how it is called.`);
}
