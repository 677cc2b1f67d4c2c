/**
 * What a sync must bring about, written from docs/rules.md and mappings/default/items.ts alone: nothing here knows how
 * the product maps or decides.
 */
import { expect } from 'vitest';
import type { Connected, Run } from './connected.ts';
import type { Row, ZohoOrganization } from './zoho.ts';

/** An item as both sides must agree on it. Null: nothing said. */
export interface View {
  readonly name: string | null;
  readonly price: number;
  readonly kind: string;
  readonly description: string | null;
  readonly sku: string | null;
  readonly unit: string | null;
  readonly tax: string | null;
}

/** Spaces at the ends and the form of accents and line ends are no content; `''` and null both say nothing. */
function said(value: unknown): string | null {
  const text = String(value ?? '')
    .normalize('NFC')
    .replaceAll('\r\n', '\n')
    .trim();
  return text === '' ? null : text;
}

export function viewOfItem(row: Row): View {
  return {
    name: said(row.name),
    price: Number(row.rate),
    kind: ['service', 'digital_service', 'capital_service'].includes(String(row.product_type))
      ? 'service'
      : 'goods',
    description: said(row.description),
    sku: said(row.sku),
    unit: said(row.unit),
    tax: said(row.tax_id),
  };
}

export function viewOfPart(row: Row): View {
  const tax = row.Tax as Row | null;
  return {
    name: said(row.Name),
    price: Number(row.Unit_Price),
    kind: row.Type === 'Service' ? 'service' : 'goods',
    description: said(row.Description),
    sku: said(row.SKU),
    unit: said(row.Unit),
    tax: said(tax?.Tax_Id),
  };
}

export const byName = (views: readonly View[]): readonly View[] =>
  [...views].sort((one, two) => ((one.name ?? '') < (two.name ?? '') ? -1 : 1));

const same = (one: View, two: View): boolean => JSON.stringify(one) === JSON.stringify(two);

/** What the first sync must make of two organisations whose names are unique on each side, under OVERWRITE. */
export interface Expectation {
  /** Both sides afterwards, by name. */
  readonly views: readonly View[];
  readonly createdToBooks: number;
  readonly createdToFsm: number;
  /** Pairs of equal content. */
  readonly linked: number;
  /** Pairs that differed, by the side that had to be written. */
  readonly updatedToBooks: number;
  readonly updatedToFsm: number;
}

/** M1: the same name makes a pair. M2: of a pair, the one modified last is what both become. I1: the rest is created. */
export function expectFirstSync(items: readonly Row[], parts: readonly Row[]): Expectation {
  const partsByName = new Map(parts.map((row) => [viewOfPart(row).name, row]));
  const tally = { createdToBooks: 0, createdToFsm: 0, linked: 0, updatedToBooks: 0, updatedToFsm: 0 };
  const views: View[] = [];
  for (const row of items) {
    const item = viewOfItem(row);
    const partRow = partsByName.get(item.name);
    partsByName.delete(item.name);
    if (partRow === undefined) {
      tally.createdToFsm += 1;
      views.push(item);
      continue;
    }
    const part = viewOfPart(partRow);
    const itemIsLater =
      Date.parse(String(row.last_modified_time)) > Date.parse(String(partRow.Modified_Time));
    views.push(itemIsLater ? item : part);
    if (same(item, part)) tally.linked += 1;
    else if (itemIsLater) tally.updatedToFsm += 1;
    else tally.updatedToBooks += 1;
  }
  for (const row of partsByName.values()) {
    tally.createdToBooks += 1;
    views.push(viewOfPart(row));
  }
  return { views: byName(views), ...tally };
}

/** Both sides hold the same, and each record has exactly one counterpart, equal to it (law 1, law 4). */
export async function expectEqualSides(zoho: ZohoOrganization, connection: Connected): Promise<void> {
  const [items, parts, links] = await Promise.all([zoho.items(), zoho.parts(), connection.links()]);
  expect(byName(items.map(viewOfItem))).toEqual(byName(parts.map(viewOfPart)));
  const itemsById = new Map(items.map((row) => [String(row.item_id), viewOfItem(row)]));
  const partsById = new Map(parts.map((row) => [String(row.id), viewOfPart(row)]));
  expect(links.map(({ books }) => books?.id).sort()).toEqual([...itemsById.keys()].sort());
  expect(links.map(({ fsm }) => fsm?.id).sort()).toEqual([...partsById.keys()].sort());
  for (const { fsm, books } of links) {
    expect(partsById.get(fsm?.id ?? '')).toEqual(itemsById.get(books?.id ?? ''));
  }
}

const OUTCOMES = ['CREATED', 'UPDATED', 'LINKED', 'DEACTIVATED', 'UNCHANGED', 'SKIPPED', 'FAILED'] as const;

/** Law 8, L2: what was considered is the sum of what became of it, and the log lists what it counts. */
export async function expectHonestCounts(connection: Connected, run: Run): Promise<void> {
  const [items] = run.pairs;
  if (items === undefined) throw new Error('the run has no pair');
  const count = (outcome: (typeof OUTCOMES)[number]): number => {
    const member = outcome.toLowerCase() as Lowercase<typeof outcome>;
    return items.toBooks[member] + items.toFsm[member];
  };
  const sum = OUTCOMES.reduce((total, outcome) => total + count(outcome), 0);
  expect({ phase: items.phase, total: items.total, done: items.done }).toEqual({
    phase: 'DONE',
    total: sum,
    done: sum,
  });
  for (const outcome of OUTCOMES) {
    const logged = await connection.logged(run.id, outcome);
    // Unchanged records are counted; only those of which a plan was made before they proved equal are listed too.
    if (outcome === 'UNCHANGED') expect(logged).toBeLessThanOrEqual(count(outcome));
    else expect({ outcome, logged }).toEqual({ outcome, logged: count(outcome) });
  }
  const states = count('FAILED') === 0 ? ['SUCCEEDED'] : ['SUCCEEDED_WITH_FAILURES'];
  expect(states).toContain(run.state);
}

/** A manual sync that finds nothing to do: it writes nothing, on either side (law 5). */
export async function expectQuietSync(zoho: ZohoOrganization, connection: Connected): Promise<Run> {
  const [items, parts] = await Promise.all([zoho.items(), zoho.parts()]);
  await zoho.forgetCalls();
  const run = await connection.sync();
  const { calls } = await zoho.stats();
  const writes = calls.filter(
    ({ product, method, status }) => product !== 'oauth' && method !== 'GET' && status < 400,
  );
  expect(writes).toEqual([]);
  expect(await zoho.items()).toEqual(items);
  expect(await zoho.parts()).toEqual(parts);
  return run;
}

/** Both records of the link, as they are now; null where there is none. */
export async function bothViews(
  zoho: ZohoOrganization,
  link: { fsm: { id: string } | null; books: { id: string } | null } | null,
): Promise<{ part: View | null; item: View | null }> {
  const part = link?.fsm ? await zoho.part(link.fsm.id) : null;
  const item = link?.books ? await zoho.item(link.books.id) : null;
  return { part: part && viewOfPart(part), item: item && viewOfItem(item) };
}
