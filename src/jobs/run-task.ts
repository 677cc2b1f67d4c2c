/** What a stored run asks of the engine. */
import { z } from 'zod';
import type { RunMode, SelectedRecord } from '../engine/model.ts';
import type { PrismaClient } from '../store/generated/prisma/client.ts';
import type { DuplicatePolicy, RunScope, RunMode as StoredMode } from '../store/generated/prisma/enums.ts';

export interface RunTask {
  readonly mode: RunMode;
  /** Of a preview made for another policy than the connection's. */
  readonly duplicatePolicy: DuplicatePolicy | null;
  /** Null: as the mapping and the earlier runs have it. */
  readonly scope: RunScope | null;
  /** The records of both sides were counted for it. */
  readonly counted: boolean;
}

const selection: z.ZodType<readonly SelectedRecord[]> = z.array(
  z.object({ side: z.enum(['FSM', 'BOOKS']), module: z.string(), id: z.string() }),
);

const SCOPES: Readonly<Record<StoredMode, RunScope | null>> = {
  SYNC: null,
  APPLY: null,
  PREVIEW: null,
  IMPORT: 'FULL',
  SELECTED: 'RETRY',
};

/** @throws Error when the run is gone, or holds what no version of ours has written */
export async function readTask(prisma: PrismaClient, runId: string): Promise<RunTask> {
  const run = await prisma.syncRun.findUniqueOrThrow({
    where: { id: runId },
    select: { mode: true, previewId: true, selection: true, duplicatePolicy: true, counted: true },
  });
  return {
    mode: modeOf(run.mode, run.previewId, run.selection),
    duplicatePolicy: run.duplicatePolicy,
    scope: SCOPES[run.mode],
    counted: run.counted !== null,
  };
}

function modeOf(mode: StoredMode, previewId: string | null, selected: unknown): RunMode {
  switch (mode) {
    case 'SYNC':
      return { kind: 'sync' };
    case 'IMPORT':
      return { kind: 'import' };
    case 'PREVIEW':
      return { kind: 'preview' };
    case 'APPLY':
      return { kind: 'apply', previewId: previewId ?? '' };
    case 'SELECTED':
      return { kind: 'selected', records: selection.parse(selected) };
  }
}
