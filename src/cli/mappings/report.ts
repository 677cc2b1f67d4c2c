/** A change plan as text, Markdown or JSON. */
import {
  EXIT_CODE_OF_RESYNC,
  type MappingChange,
  type Resync,
  type SetChange,
} from '../../mapping/diff/change.ts';
import { type CountedEffects, effectLines } from './effect-report.ts';

export const FORMATS = ['text', 'markdown', 'json'] as const;
export type Format = (typeof FORMATS)[number];

export interface PlannedSet extends SetChange {
  readonly name: string;
  /** Somebody consented to exactly this change. */
  readonly accepted: boolean;
  /** Counts of a connection's records; absent without one. */
  readonly counted?: CountedEffects;
}

export interface PlanReport {
  /** What the sets are compared with: `main`, `the lock`. */
  readonly base: string;
  readonly sets: readonly PlannedSet[];
  /** The strongest of the sets', consents aside. */
  readonly resync: Resync;
  readonly exitCode: number;
}

const CLASS_WORDS: Readonly<Record<MappingChange['class'], string>> = {
  newField: 'new field',
  changedRule: 'changed rule',
  removedRule: 'removed rule',
  policy: 'conflict policy',
  identityOrSyncType: 'identity or sync type',
};

const SELECTION_WORDS: Readonly<Record<MappingChange['selection'], string>> = {
  none: 'none',
  every: 'every linked record',
  filled: 'linked records with a value in it',
  differing: 'linked records whose sides differ in it',
};

const RESYNC_WORDS: Readonly<Record<Resync, string>> = {
  none: 'no resync: the next sync goes on as before',
  affected: 'the next sync brings the affected records up to the new mapping, and writes no others',
  full: 'full resync: the next sync matches and compares everything',
};

const placeOf = ({ table, key }: MappingChange): string => (key === null ? table : `${table}.${key}`);

export function makeReport(base: string, sets: readonly PlannedSet[]): PlanReport {
  const codes = sets.map((set) => (set.accepted ? 0 : EXIT_CODE_OF_RESYNC[set.resync]));
  const resyncs = sets.map(({ resync }) => resync);
  const resync = resyncs.includes('full') ? 'full' : resyncs.includes('affected') ? 'affected' : 'none';
  return { base, sets, resync, exitCode: Math.max(0, ...codes) };
}

function textOf({ base, sets }: PlanReport): string {
  const lines = sets.flatMap((set) => {
    const head = `${set.name}: ${set.changes.length === 0 ? `nothing changed since ${base}` : RESYNC_WORDS[set.resync]}`;
    const changes = set.changes.map(
      (change) =>
        `  ${placeOf(change)}  [${CLASS_WORDS[change.class]}]\n    ${change.why}\n    touches: ${SELECTION_WORDS[change.selection]}`,
    );
    const consent = set.accepted ? ['  accepted in the lock'] : [];
    const counted = set.counted === undefined ? [] : effectLines(set.counted).map((line) => `  ${line}`);
    return [head, ...changes, ...consent, ...counted];
  });
  return lines.join('\n');
}

/** Text for a cell of a table: a bar would end it, and mark-up is not meant. */
function cell(text: string): string {
  return text
    .replaceAll('\\', '\\\\')
    .replace(/[|<>*_`[\]]/g, '\\$&')
    .replace(/\s*\n\s*/g, ' ');
}

function countedBlock({ counted }: PlannedSet): readonly string[] {
  return counted === undefined ? [] : ['```text', ...effectLines(counted), '```', ''];
}

function markdownOf({ base, sets }: PlanReport): string {
  const lines = [`### What this changes in the data, compared with \`${base}\``, ''];
  for (const set of sets) {
    if (set.changes.length === 0) {
      lines.push(`**${cell(set.name)}**: nothing changed.`, '', ...countedBlock(set));
      continue;
    }
    lines.push(
      `**${cell(set.name)}**: ${RESYNC_WORDS[set.resync]}.${set.accepted ? ' Accepted in the lock.' : ''}`,
      '',
      '| where | what | why | touches |',
      '|---|---|---|---|',
      ...set.changes.map(
        (change) =>
          `| ${cell(placeOf(change))} | ${CLASS_WORDS[change.class]} | ${cell(change.why)} | ${SELECTION_WORDS[change.selection]} |`,
      ),
      '',
      ...countedBlock(set),
    );
  }
  if (sets.some(({ resync, accepted }) => resync !== 'none' && !accepted)) {
    lines.push('To consent: `npm run mappings -- plan --accept`, and commit the lock.', '');
  }
  return lines.join('\n').trimEnd();
}

export function render(report: PlanReport, format: Format): string {
  if (format === 'json') return JSON.stringify(report, null, 2);
  return format === 'markdown' ? markdownOf(report) : textOf(report);
}
