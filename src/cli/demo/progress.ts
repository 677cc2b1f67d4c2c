/** Live progress of one run in the terminal: bars where there is a terminal, a line now and then where there is none. */
import { MultiBar, Presets, type SingleBar } from 'cli-progress';
import type { App } from '../../server/app.ts';

export interface RunView {
  readonly state: string;
  readonly waitingUntil: Date | null;
  /** When all of it will be done, as the API says it too; null while nothing tells. */
  readonly endsAt: Date | null;
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

/** The end is estimated from the whole plan: now and then is enough. */
const ESTIMATE_EVERY_MS = 2_000;

/** Reads the run again and again. */
export function watchRun({ database, control }: App, runId: string): (nowMs: number) => Promise<RunView> {
  let endsAt: Date | null = null;
  let estimatedAtMs = Number.NEGATIVE_INFINITY;
  return async (nowMs) => {
    const run = await database.prisma.syncRun.findUniqueOrThrow({
      where: { id: runId },
      include: { pairs: { orderBy: { pair: 'asc' } } },
    });
    if (nowMs - estimatedAtMs >= ESTIMATE_EVERY_MS) {
      estimatedAtMs = nowMs;
      endsAt = (await control.eta(run))?.endsAt ?? null;
    }
    return { ...run, endsAt };
  };
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
          eta_text: phase === 'DONE' ? '' : remaining(run, nowMs),
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

const LINE_EVERY_MS = 2_000;

function lines(): ProgressDisplay {
  let lastAtMs = Number.NEGATIVE_INFINITY;
  let last = '';
  return {
    show(run, nowMs) {
      const text = run.pairs
        .map(({ pair, phase, total, done }) =>
          [
            pair.toLowerCase(),
            PHASES[phase] ?? phase,
            total === null ? '' : `${done}/${total}`,
            phase === 'DONE' ? '' : remaining(run, nowMs),
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

/** What is left of the whole run, in words; empty while nothing tells. */
function remaining({ waitingUntil, endsAt }: RunView, nowMs: number): string {
  if (waitingUntil !== null) return `waits for quota until ${timeOf(waitingUntil)}`;
  const left = endsAt === null ? 0 : endsAt.getTime() - nowMs;
  if (endsAt === null || left < 1_000) return '';
  return left < 90_000
    ? `all done in ${Math.round(left / 1_000)} s`
    : `all done in about ${Math.round(left / 60_000)} min (${timeOf(endsAt)})`;
}

const timeOf = (at: Date): string => at.toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' });
