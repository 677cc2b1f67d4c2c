/** Whether an FSM record can be read: shows which organisation a login reaches where the service does not tell. */
import { z } from 'zod';
import { RecordGone, RecordRefused } from '../engine/errors.ts';
import type { ServiceLines } from './call/lines.ts';

/** Empty, gone or of another organisation: FSM answers all three alike (fsm-api.md 3). */
export async function fsmHas(
  lines: ServiceLines,
  module: string,
  id: string,
  signal: AbortSignal,
): Promise<boolean> {
  const path = `/${encodeURIComponent(module)}/${encodeURIComponent(id)}`;
  try {
    const call = { method: 'GET', path, repetition: 'read', schema: z.unknown(), signal } as const;
    return (await lines.fsm.call(call)).body !== null;
  } catch (error) {
    if (error instanceof RecordGone || error instanceof RecordRefused) return false;
    throw error;
  }
}
