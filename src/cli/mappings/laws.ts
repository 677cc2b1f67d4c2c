/** `mappings laws`: tries every rule that transforms, with generated values. */
import { resolve } from 'node:path';
import pc from 'picocolors';
import { type LawFailure, tryLaws } from '../../mapping/laws/laws.ts';
import type { MappingSet } from '../../mapping/load.ts';
import type { Compiled, CompiledRule } from '../../mapping/plan.ts';
import { CommandError, chosenSets, compiledSet, type DirectoryOption } from './sets.ts';
import { print, printError } from './terminal.ts';

export interface LawsOptions extends DirectoryOption {
  readonly runs: string;
  readonly seed?: string;
}

const LAW_WORDS: Readonly<Record<LawFailure['law'], string>> = {
  putGet: 'what goes to Books must come back and settle',
  getPut: 'what goes to FSM must come back and settle',
  idempotence: 'what has come back once must come back the same',
  refusal: 'a transform must answer, not throw',
};

function tablesOf(set: MappingSet): readonly Compiled[] {
  const invoices = set.invoices === null ? [] : [set.invoices];
  return [set.items, ...Object.values(set.customers?.tables ?? {}), ...invoices];
}

function whole(text: string, what: string): number {
  const number = Number(text);
  if (Number.isSafeInteger(number) && number > 0) return number;
  throw new CommandError(`${what} must be a whole number above 0.`);
}

/** @returns whether the rule keeps the laws; prints the first counter-example of each it breaks */
function sayRule(name: string, rule: CompiledRule, runs: number, seed: number | null): boolean {
  const { failures, carried } = tryLaws(rule, { runs, ...(seed === null ? {} : { seed }) });
  const bothWays = rule.imageInBooks !== null && rule.imageInFsm !== null;
  if (failures.length === 0) {
    const note = bothWays && carried === 0 ? pc.yellow(' (no generated value fits it)') : '';
    print(`${pc.green('✓')} ${name}${note}`);
    return true;
  }
  for (const { law, counterExample, seed: found } of failures) {
    printError(
      `${pc.red('✗')} ${name}: ${LAW_WORDS[law]}\n    ${counterExample}.\n    again with --seed ${found}`,
    );
  }
  return false;
}

export async function laws(names: readonly string[], options: LawsOptions): Promise<void> {
  const directory = resolve(options.dir);
  const runs = whole(options.runs, '--runs');
  const seed = options.seed === undefined ? null : Number(options.seed);
  if (seed !== null && !Number.isSafeInteger(seed)) throw new CommandError('--seed must be a whole number.');
  for (const name of chosenSets(directory, names)) {
    for (const table of tablesOf(await compiledSet(directory, name))) {
      for (const rule of table.rules.filter(({ plan }) => plan.origin === 'file')) {
        const kept = sayRule(`${name} ${table.plan.table}.${rule.plan.key}`, rule, runs, seed);
        if (!kept) process.exitCode = 1;
      }
    }
  }
}
