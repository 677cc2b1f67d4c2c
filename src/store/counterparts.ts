/** Both ends of the links of certain records. */
import type { SelectedRecord } from '../engine/model.ts';
import type { PrismaClient } from './generated/prisma/client.ts';

/** The records, and the counterpart of each that has one. */
export async function withCounterparts(
  prisma: PrismaClient,
  connectionId: string,
  records: readonly SelectedRecord[],
): Promise<readonly SelectedRecord[]> {
  const idsOf = (side: SelectedRecord['side']): string[] =>
    records.filter((one) => one.side === side).map(({ id }) => id);
  const links = await prisma.recordLink.findMany({
    where: {
      connectionId,
      booksModule: { not: '' },
      OR: [{ fsmId: { in: idsOf('FSM') } }, { booksId: { in: idsOf('BOOKS') } }],
    },
    select: { fsmModule: true, fsmId: true, booksModule: true, booksId: true },
  });
  const all = new Map<string, SelectedRecord>();
  const add = (one: SelectedRecord) => all.set(`${one.side} ${one.module} ${one.id}`, one);
  for (const record of records) add(record);
  for (const { fsmModule, fsmId, booksModule, booksId } of links) {
    add({ side: 'FSM', module: fsmModule, id: fsmId });
    add({ side: 'BOOKS', module: booksModule, id: booksId });
  }
  return [...all.values()];
}
