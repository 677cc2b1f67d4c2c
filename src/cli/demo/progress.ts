/** Live progress of one run in the terminal: bars where there is a terminal, a line now and then where there is none. */
import { MultiBar, Presets, type SingleBar } from 'cli-progress';
import type { Database } from '../../store/database.ts';
import { etaMs } from './eta.ts';

export interface RunView {
  readonly state: string;
  readonly waitingUntil: Date | null;
  readonly pairs: readonly {
    readonly pair: string;
    readonly phase: string;
    readonly total: number | null;
    readonly done: number;
  }[];
}

const PHASES: Readonly<Record<string, string>> = {
  PENDING: 'waiting',
  COLLECTING: 'reading both sides',
  DECIDING: 'comparing',
  EXECUTING: 'writing',
  SETTLING: 'verifying',
  DONE: 'done',
};

export const isOver = (state: string): boolean => state !== 'QUEUED' && state !== 'RUNNING';

export async function readRun(database: Database, runId: string): Promise<RunView> {
  return database.prisma.syncRun.findUniqueOrThrow({
    where: { id: runId },
    select: {
      state: true,
      waitingUntil: true,
      pairs: { select: { pair: true, phase: true, total: true, done: true }, orderBy: { pair: 'asc' } },
    },
  });
}

export interface ProgressDisplay {
  show(run: RunView, nowMs: number): void;
  stop(): void;
}

export function openDisplay(): ProgressDisplay {
  return process.stdout.isTTY ? bars() : lines();
}

function bars(): ProgressDisplay {
  const multi = new MultiBar(
    {
      format: ' {pair} [{bar}] {amount}  {phase}  {eta_text}',
      barsize: barSize(process.stdout.columns),
      hideCursor: true,
      clearOnComplete: false,
    },
    Presets.shades_classic,
  );
  const byPair = new Map<string, SingleBar>();
  const samples = new Samples();
  return {
    show(run, nowMs) {
      for (const { pair, phase, total, done } of run.pairs) {
        const bar =
          byPair.get(pair) ?? multi.create(1, 0, { pair: nameOf(pair), amount: '', phase: '', eta_text: '' });
        byPair.set(pair, bar);
        // While both sides are read nobody knows yet how much there is to do.
        bar.setTotal(Math.max(1, total ?? 1));
        bar.update(total === null ? 0 : done, {
          amount: total === null ? '' : `${done}/${total}`,
          phase: PHASES[phase] ?? phase,
          eta_text: phase === 'DONE' ? '' : remaining(run, samples.of(pair), total, done, nowMs),
        });
      }
    },
    stop: () => multi.stop(),
  };
}

const NAME_LENGTH = 'customers'.length;
const nameOf = (pair: string): string => pair.toLowerCase().padEnd(NAME_LENGTH);

/** The widest of the other parts of a line: a name, an amount, a phase and what is left. */
const TEXT_COLUMNS = 64;

/** The bar takes what the text leaves, so that a line is one line on a terminal of 80 columns too. */
export function barSize(columns: number | undefined): number {
  return Math.min(40, Math.max(10, (columns ?? 80) - TEXT_COLUMNS));
}

type Sample = { readonly atMs: number; readonly done: number };

/** Each pair has a pace of its own. */
class Samples {
  readonly #byPair = new Map<string, Sample[]>();

  of(pair: string): Sample[] {
    const known = this.#byPair.get(pair) ?? [];
    this.#byPair.set(pair, known);
    return known;
  }
}

const LINE_EVERY_MS = 2_000;

function lines(): ProgressDisplay {
  let lastAtMs = Number.NEGATIVE_INFINITY;
  let last = '';
  const samples = new Samples();
  return {
    show(run, nowMs) {
      const text = run.pairs
        .map(({ pair, phase, total, done }) =>
          [
            pair.toLowerCase(),
            PHASES[phase] ?? phase,
            total === null ? '' : `${done}/${total}`,
            phase === 'DONE' ? '' : remaining(run, samples.of(pair), total, done, nowMs),
          ]
            .filter((part) => part !== '')
            .join('  '),
        )
        .join(' | ');
      if (text === '' || text === last || nowMs - lastAtMs < LINE_EVERY_MS) return;
      lastAtMs = nowMs;
      last = text;
      console.log(` ${text}`);
    },
    stop: () => undefined,
  };
}

/** What is left, in words; empty while too little is known to say it. */
function remaining(
  run: RunView,
  samples: Sample[],
  total: number | null,
  done: number,
  nowMs: number,
): string {
  if (run.waitingUntil !== null) return `waits for quota until ${timeOf(run.waitingUntil)}`;
  samples.push({ atMs: nowMs, done });
  const left = total === null ? null : etaMs(samples, total, nowMs);
  if (left === null || left < 1_000) return '';
  return left < 90_000
    ? `${Math.round(left / 1_000)} s left`
    : `about ${Math.round(left / 60_000)} min left (${timeOf(new Date(nowMs + left))})`;
}

const timeOf = (at: Date): string => at.toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' });
