/** `mappings check`: everything that is wrong with mapping sets, for every tax edition, and whether the lock knows them. */
import { existsSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import pc from 'picocolors';
import { classifySet } from '../../mapping/diff/classify.ts';
import { TAX_EDITIONS, type TaxEdition } from '../../mapping/index.ts';
import { lineOf } from '../../mapping/lines.ts';
import { type FileViolation, loadMappingSet, type MappingSet } from '../../mapping/load.ts';
import { lockText, makeLock } from '../../mapping/lock/lock.ts';
import { type LockedSet, lockedSet, plansOf } from '../../mapping/lock/locked.ts';
import { personalFindings } from '../../mapping/personal.ts';
import {
  chosenSets,
  type DirectoryOption,
  lockOnDisk,
  lockPath,
  setsIn,
  shown,
  violationLines,
} from './sets.ts';
import { print, printError } from './terminal.ts';

const LOCK_REMEDY = 'run npm run mappings -- lock, and let the review see what changed';

function fileOf(table: string): string {
  return table === 'items' || table === 'invoices' ? `${table}.ts` : 'customers.ts';
}

function personal(set: MappingSet): readonly FileViolation[] {
  return plansOf(set).flatMap((plan) =>
    personalFindings(plan).map((finding) => ({ file: fileOf(plan.table), ...finding })),
  );
}

interface Checked {
  readonly violations: readonly FileViolation[];
  /** Null when the set does not compile. */
  readonly locked: LockedSet | null;
}

/** Compiles a set for no edition and for every one, and gives each violation once. */
async function checkSet(directory: string): Promise<Checked> {
  const found = new Map<string, FileViolation>();
  let locked: LockedSet | null = null;
  for (const edition of [null, ...TAX_EDITIONS] satisfies readonly (TaxEdition | null)[]) {
    const result = await loadMappingSet(resolve(directory), { edition });
    if (result.ok && edition === null) locked = lockedSet(result.set);
    for (const violation of result.ok ? personal(result.set) : result.violations)
      found.set(violation.path.join('.') + violation.message, violation);
  }
  return { violations: [...found.values()], locked };
}

/** What of a set the lock does not know, or knows otherwise, and where in its files that stands. */
function staleRules(folder: string, before: LockedSet | undefined, after: LockedSet): readonly string[] {
  const name = basename(folder);
  if (before === undefined) return [`${name}: the set is not in the lock`];
  return classifySet(before, after).changes.map(({ table, key, why }) => {
    const path = key === null ? [table] : [table, key];
    const file = join(folder, fileOf(table));
    return `${shown(file)}:${lineOf(file, path)}  ${name} ${path.join('.')}: ${why}`;
  });
}

function say(name: string, lines: readonly string[]): void {
  if (lines.length === 0) print(`${pc.green('✓')} ${name}`);
  else {
    process.exitCode = 1;
    printError(`${pc.red('✗')} ${name}\n${lines.join('\n')}`);
  }
}

/** The lock's text must be what the sets give, to the byte: whoever merges two branches by hand is told, too. */
function sayLock(directory: string, sets: ReadonlyMap<string, LockedSet>): void {
  const path = lockPath(directory);
  const lock = lockOnDisk(directory);
  if (lock === null) {
    say('lock', [`  ${shown(path)}  LOCK_MISSING\n    the sets are not locked: ${LOCK_REMEDY}`]);
    return;
  }
  const stale = [...sets].flatMap(([name, set]) => {
    if (lock.sets[name]?.fingerprint === set.fingerprint) return [];
    return staleRules(join(directory, name), lock.sets[name], set);
  });
  const all = setsIn(directory);
  if (stale.length === 0 && all.every((name) => sets.has(name))) {
    const wanted = lockText(makeLock(Object.fromEntries(sets), lock.accepted));
    if (readFileSync(path, 'utf8') !== wanted) stale.push('its text is not what the sets give');
  }
  const lines = stale.map((why) => `    ${why}`);
  say('lock', lines.length === 0 ? [] : [`  ${shown(path)}  LOCK_STALE: ${LOCK_REMEDY}`, ...lines]);
}

export async function check(names: readonly string[], options: DirectoryOption): Promise<void> {
  const directory = resolve(options.dir);
  const sets = chosenSets(directory, names);
  const sound = new Map<string, LockedSet>();
  for (const name of sets) {
    const folder = join(directory, name);
    const { violations, locked } = await checkSet(folder);
    say(
      name,
      violations.map((violation) => violationLines(folder, violation)),
    );
    if (violations.length === 0 && locked !== null) sound.set(name, locked);
  }
  // What does not compile is in no lock; first things first.
  if (existsSync(directory) && sound.size === sets.length) sayLock(directory, sound);
}
