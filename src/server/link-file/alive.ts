/** Which records exist, by id, in as few calls as the services allow. */
import type { ServiceSession, Side } from '../../engine/services.ts';

export interface AliveQuestion {
  readonly side: Side;
  readonly module: string;
  readonly ids: readonly string[];
}

/** So few are read one by one rather than looked for in a listing. */
const READS_MAX = 5;
const IDS_PER_READ = 100;
/** Books reads a hundred items in one call; customers and FSM's records one by one. */
const READ_IN_BULK: ReadonlySet<string> = new Set(['items']);
/** Contact persons are in no list (books-api.md 3.7): their customers are read. */
const UNLISTED: ReadonlySet<string> = new Set(['contact_persons']);

/**
 * The ids that are there. Many are looked for in a listing of the module; what that does not show is read directly, which
 * alone proves a record gone. `told` hears how many are known by now.
 * @throws what the services throw
 */
export async function aliveRecords(
  session: ServiceSession,
  { side, module: name, ids }: AliveQuestion,
  signal: AbortSignal,
  told: (done: number) => void,
): Promise<ReadonlySet<string>> {
  const module = session.module(side, name, { fields: [] });
  const open = new Set(ids);
  const alive = new Set<string>();
  if (!UNLISTED.has(name) && !READ_IN_BULK.has(name) && ids.length > READS_MAX) {
    for await (const page of module.list(null, signal, { asListed: true })) {
      for (const { id } of page.records) if (open.delete(id)) alive.add(id);
      told(alive.size);
      if (open.size === 0) break;
    }
  }
  const rest = [...open];
  for (let at = 0; at < rest.length; at += IDS_PER_READ) {
    signal.throwIfAborted();
    const found = await module.getMany(rest.slice(at, at + IDS_PER_READ), signal);
    for (const id of found.keys()) alive.add(id);
    told(ids.length - Math.max(0, rest.length - at - IDS_PER_READ));
  }
  return alive;
}
