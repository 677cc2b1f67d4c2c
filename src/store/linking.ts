/** Links that people make and take away. */
import { Prisma, type PrismaClient, type RecordLink } from './generated/prisma/client.ts';

export interface RecordPair {
  readonly kind: string;
  readonly pair: 'ITEMS' | 'CUSTOMERS';
  readonly fsmModule: string;
  readonly fsmId: string;
  readonly booksModule: string;
  readonly booksId: string;
}

/** The two ends of a pair, as records that are parked or pending are named. */
const endsOf = ({ fsmModule, fsmId, booksModule, booksId }: RecordPair) =>
  [
    { side: 'FSM', module: fsmModule, recordId: fsmId },
    { side: 'BOOKS', module: booksModule, recordId: booksId },
  ] as const;

/**
 * Joins two records that nothing is linked with; the next run compares them. Answers the link's id, or null when one of
 * them has a counterpart.
 */
export async function joinRecords(
  prisma: PrismaClient,
  connectionId: string,
  pair: RecordPair,
): Promise<string | null> {
  const ends = endsOf(pair);
  try {
    const [link] = await prisma.$transaction([
      // Nothing is agreed on yet: of two values the mapping's policy keeps one, an empty side is filled.
      prisma.recordLink.create({ data: { ...pair, connectionId, base: {}, mappingFingerprint: '' } }),
      ...ends.map((end) => prisma.parkedRecord.deleteMany({ where: { connectionId, ...end } })),
      prisma.pendingRecord.createMany({
        data: ends.map((end) => ({ connectionId, pair: pair.pair, ...end, reasonCode: 'LINKED_BY_HAND' })),
        skipDuplicates: true,
      }),
    ]);
    return link.id;
  } catch (error) {
    if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002') return null;
    throw error;
  }
}

/** Takes a link away and parks both records: without that the next run would match them, or create them anew. */
export async function partRecords(prisma: PrismaClient, link: RecordLink): Promise<void> {
  const { connectionId } = link;
  const ends = endsOf({ ...link, pair: link.pair }).filter(({ module }) => module !== '');
  await prisma.$transaction([
    prisma.recordLink.deleteMany({ where: { id: link.id } }),
    ...ends.map((end) => prisma.pendingRecord.deleteMany({ where: { connectionId, ...end } })),
    prisma.parkedRecord.createMany({
      data: ends.map((end) => ({ connectionId, ...end, reasonCode: 'UNLINKED' })),
      skipDuplicates: true,
    }),
  ]);
}
