/** `mappings plan`: what a change of the mapping sets will do to the data, before it is merged. */
import { resolve } from 'node:path';
import { classifySet } from '../../mapping/diff/classify.ts';
import type { Accepted, Lock } from '../../mapping/lock/lock.ts';
import type { LockedSet } from '../../mapping/lock/locked.ts';
import { lockAt } from './base.ts';
import { writeLock } from './lock.ts';
import { type Format, makeReport, type PlannedSet, render } from './report.ts';
import { CommandError, chosenSets, type DirectoryOption, lockedSets, lockOnDisk } from './sets.ts';

export interface PlanOptions extends DirectoryOption {
  /** Commit to compare with; left out: the lock as it lies in the folder. */
  readonly base?: string;
  readonly format: Format;
  readonly accept?: true;
}

function isAccepted(
  consent: Accepted | undefined,
  change: { from: string | null; to: string | null },
): boolean {
  return consent !== undefined && consent.to === change.to && consent.from === change.from;
}

function plannedSets(
  before: Lock | null,
  after: Readonly<Record<string, LockedSet>>,
  consents: Readonly<Record<string, Accepted>>,
): readonly PlannedSet[] {
  const names = [...new Set([...Object.keys(before?.sets ?? {}), ...Object.keys(after)])].sort();
  return names.map((name) => {
    const change = classifySet(before?.sets[name] ?? null, after[name] ?? null);
    return { name, ...change, accepted: change.resync !== 'none' && isAccepted(consents[name], change) };
  });
}

/** Consents for what the report asks. */
function consentsTo(sets: readonly PlannedSet[]): Readonly<Record<string, Accepted>> {
  const consents: Record<string, Accepted> = {};
  for (const { name, resync, from, to } of sets) {
    if (resync !== 'none' && to !== null) consents[name] = { from, to, resync };
  }
  return consents;
}

/** Exit code 0: no resync, or accepted; 2: affected records; 3: everything; 1: it could not be told. */
export async function plan(options: PlanOptions): Promise<void> {
  const directory = resolve(options.dir);
  chosenSets(directory, []);
  const after = await lockedSets(directory);
  const onDisk = lockOnDisk(directory);
  const before = options.base === undefined ? onDisk : lockAt(directory, options.base);
  if (before === null && options.base === undefined) {
    throw new CommandError(
      'there is no lock to compare with: run npm run mappings -- lock, or name a commit with --base',
    );
  }
  const base = options.base ?? 'the lock';
  let sets = plannedSets(before, after, onDisk?.accepted ?? {});
  if (options.accept === true) {
    const { accepted } = await writeLock(directory, consentsTo(sets));
    sets = plannedSets(before, after, accepted ?? {});
  }
  const report = makeReport(base, sets);
  console.log(render(report, options.format));
  process.exitCode = report.exitCode;
}
