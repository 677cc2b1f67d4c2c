import { z } from 'zod';
import type { ConnectionEvent } from '../events.ts';

/** Name of the channel, in PostgreSQL and in Redis. */
export const EVENT_CHANNEL = 'fieldledger_events';

const message = z.object({ c: z.string(), r: z.string().nullable() });

export function encodeEvent(event: ConnectionEvent): string {
  return JSON.stringify({ c: event.connectionId, r: event.runId });
}

/** Null for a message that is not ours: others may use the same server. */
export function decodeEvent(text: string): ConnectionEvent | null {
  try {
    const parsed = message.safeParse(JSON.parse(text));
    return parsed.success ? { connectionId: parsed.data.c, runId: parsed.data.r } : null;
  } catch {
    return null;
  }
}
