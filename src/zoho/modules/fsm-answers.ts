/** Shapes of FSM's answers, as far as the adapter relies on them; unknown members pass through unread. */
import { z } from 'zod';
import { isRow, type Row } from '../codec/record.ts';
import { zohoTimeMs } from '../codec/values.ts';
import { idOf } from './shared.ts';

export interface FsmRow {
  readonly id: string;
  readonly active: boolean;
  readonly createdAtMs: number;
  readonly modifiedAtMs: number;
  readonly counterpartId: string | null;
  readonly members: Row;
}

/** A row, checked by hand: pages hold 200 of them, and few of their members matter here. */
const row = z.custom<Row>(isRow).transform((members, context): FsmRow => {
  const id = idOf(members.id);
  const createdAtMs = timeOf(members.Created_Time);
  const modifiedAtMs = timeOf(members.Modified_Time);
  if (id === null || createdAtMs === null || modifiedAtMs === null) {
    context.addIssue({ code: 'custom', message: 'no id, or no time' });
    return z.NEVER;
  }
  const active = members.$inactive !== true;
  return { id, active, createdAtMs, modifiedAtMs, counterpartId: idOf(members.ZBilling_Id), members };
});

function timeOf(raw: unknown): number | null {
  return typeof raw === 'string' ? zohoTimeMs(raw) : null;
}

/** A list, a search, or a read by id, which answers a list of one (fsm-api.md 3). */
export const fsmRows = z.looseObject({
  data: z.array(row),
  info: z.looseObject({ more_records: z.boolean() }).optional(),
});

export interface FsmWritten {
  readonly id: string | null;
  readonly modifiedAtMs: number | null;
}

/**
 * The row of a write's answer. Creates come in three shapes (fsm-api.md 10): `data.<Module>[0]`, `data[0].details`,
 * `data[0]`; updates in the second.
 */
function writtenRow(body: unknown): Row | null {
  const data = isRow(body) ? body.data : null;
  const rows = Array.isArray(data) ? data : isRow(data) ? Object.values(data).find(Array.isArray) : undefined;
  const first = rows?.[0];
  if (!isRow(first)) return null;
  return isRow(first.details) ? first.details : first;
}

function written(body: unknown): FsmWritten {
  const members = writtenRow(body);
  return { id: idOf(members?.id), modifiedAtMs: timeOf(members?.Modified_Time) };
}

/** A create's answer must name the record: otherwise nobody knows what was made. */
export const fsmCreated = z.unknown().transform((body, context) => {
  const { id, modifiedAtMs } = written(body);
  if (id !== null) return { id, modifiedAtMs };
  context.addIssue({ code: 'custom', message: 'no id' });
  return z.NEVER;
});

export const fsmUpdated = z.unknown().transform(written);
