/** What a preview shows and what a log says, made alike; and edits to preview. */
import type { Connected, LogRow } from './connected.ts';
import type { PreviewRow } from './special-runs.ts';
import { writesOf, type ZohoOrganization } from './zoho.ts';

/** What was done, or would be, to which record: the log of a run and a preview say it alike. */
export function deedsOf(rows: readonly (PreviewRow | LogRow)[]): readonly string[] {
  return rows
    .map(({ operation, direction, fsm, books, fields }) =>
      [
        operation,
        direction,
        operation === 'CREATE' ? sourceOf(direction, fsm, books) : `${fsm?.id} ${books?.id}`,
        fields.toSorted().join(),
      ].join(' '),
    )
    .sort();
}

/** The record a row is about, or the two: of a create, the one that is there already. */
export const ends = ({
  direction,
  operation,
  fsm,
  books,
}: Pick<PreviewRow, 'direction' | 'fsm' | 'books'> & { operation: string }) =>
  operation === 'CREATE' || operation === 'FAIL'
    ? sourceOf(direction, fsm, books)
    : `${fsm?.id} ${books?.id}`;

const sourceOf = (direction: string, fsm: { id: string } | null, books: { id: string } | null) =>
  direction === 'TO_BOOKS' ? fsm?.id : books?.id;

/** Edits on both sides, records new on each, and some that are left as they are. */
export async function edited(zoho: ZohoOrganization, connection: Connected) {
  const [one, two, three] = (await connection.links()).filter(({ pair }) => pair === 'ITEMS');
  await zoho.editPart(one?.fsm?.id ?? '', { Unit_Price: 77 });
  await zoho.editItem(two?.books?.id ?? '', { rate: 78 });
  const part = await zoho.addPart({ Name: 'Made in FSM' });
  const item = await zoho.addItem({ name: 'Made in Books' });
  return { one, two, three, part, item };
}

/** After one more sync there is nothing left to write. */
export async function expectQuietParties(zoho: ZohoOrganization, connection: Connected) {
  await connection.sync();
  await zoho.advance(600_000);
  await zoho.forgetCalls();
  await connection.sync();
  const writes = writesOf((await zoho.stats()).calls);
  if (writes > 0) throw new Error(`${writes} writes where there is nothing to do`);
}
