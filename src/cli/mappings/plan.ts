/** `mappings plan`: what a change of the mapping sets will do to the data, before it is merged. */
import { resolve } from 'node:path';
import { classifySet } from '../../mapping/diff/classify.ts';
import type { Accepted, Lock } from '../../mapping/lock/lock.ts';
import type { LockedSet } from '../../mapping/lock/locked.ts';
import { lockAt } from './base.ts';
import { connectedPlan } from './connected.ts';
import { writeLock } from './lock.ts';
import { type Format, makeReport, type PlannedSet, type PlanReport, render } from './report.ts';
import { CommandError, chosenSets, type DirectoryOption, lockedSets, lockOnDisk } from './sets.ts';
import { print } from './terminal.ts';

export interface PlanOptions extends DirectoryOption {
  /** Commit to compare with; left out: the lock as it lies in the folder. */
  readonly base?: string;
  readonly format: Format;
  readonly accept?: true;
  /** Id of a connection whose records are counted. */
  readonly connection?: string;
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

/** Text is for the width of the terminal; Markdown and JSON are for others to read, and stay as they are. */
function say(report: PlanReport, format: Format): void {
  const text = render(report, format);
  if (format === 'text') print(text);
  else console.log(text);
}

/** The plan for one connection: what its last run applied, against the files as they are, with its records counted. */
async function planForConnection(directory: string, id: string, format: Format): Promise<void> {
  const { set, before, after, ...counted } = await connectedPlan(directory, id);
  const change = classifySet(before, after);
  const consent = lockOnDisk(directory)?.accepted?.[set];
  const accepted = change.resync !== 'none' && isAccepted(consent, change);
  const report = makeReport("the connection's last run", [{ name: set, ...change, accepted, counted }]);
  say(report, format);
  process.exitCode = report.exitCode;
}

/** Exit code 0: no resync, or accepted; 2: affected records; 3: everything; 1: it could not be told. */
export async function plan(options: PlanOptions): Promise<void> {
  const directory = resolve(options.dir);
  chosenSets(directory, []);
  if (options.connection !== undefined) {
    if (options.base !== undefined || options.accept === true) {
      throw new CommandError(
        '--connection compares with what the connection applied: leave out --base and --accept',
      );
    }
    return planForConnection(directory, options.connection, options.format);
  }
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
  say(report, options.format);
  process.exitCode = report.exitCode;
}
