/**
 * Keyset pages of a list, for many parents at once. Prisma reads all children of several parents and cuts the page in
 * memory; a lateral join lets PostgreSQL stop at the page, in one statement however many parents a query has.
 */
import { GraphQLError } from 'graphql';
import { Prisma, type PrismaClient } from '../src/store/generated/prisma/client.ts';
import { BatchLoader } from './batch.ts';
import { isSerial, isUuid } from './ids.ts';
import { PAGE_SIZE_DEFAULT, PAGE_SIZE_MAX } from './page-size.ts';

/** A list: rows of one table (alias `r`) that belong to a parent (`p.id`, a uuid). */
export interface ListSource<Row> {
  /** Rows per parent: everything after FROM, with `r` as the row's table. */
  readonly table:
    | 'Connection'
    | 'SyncRun'
    | 'RecordLink'
    | 'RunRecord'
    | 'ParkedRecord'
    | 'ApiToken'
    | 'AuditEntry'
    | 'Delivery';
  /** Ties `r` to `p.id`. */
  readonly belongs: Prisma.Sql;
  /** Columns that order the list; the last is the id and makes the order total. */
  readonly orderBy: readonly ['id'] | readonly ['requestedAt' | 'createdAt', 'id'];
  readonly direction: 'ASC' | 'DESC';
  readonly idType: 'uuid' | 'bigint';
  /** Never set: carries the type of the rows. */
  readonly row?: Row | undefined;
}

type AnyList = ListSource<unknown>;

export interface PageArgs {
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
  readonly last?: number | null | undefined;
  readonly before?: string | null | undefined;
}

export interface Page<Row> {
  readonly edges: { cursor: string; node: Row }[];
  readonly pageInfo: {
    hasNextPage: boolean;
    hasPreviousPage: boolean;
    startCursor: string | null;
    endCursor: string | null;
  };
}

export interface LazyConnection<Row> extends Page<Row> {
  readonly countRows: () => Promise<number>;
}

interface Window {
  readonly size: number;
  readonly backward: boolean;
  readonly after: string | null;
  readonly before: string | null;
}

const badInput = (message: string): GraphQLError =>
  new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } });

const writeCursor = (id: string | bigint): string => Buffer.from(`c:${id}`).toString('base64url');

function readCursor(
  cursor: string | null | undefined,
  idType: 'uuid' | 'bigint',
  name: string,
): string | null {
  if (cursor === null || cursor === undefined) return null;
  const text = Buffer.from(cursor, 'base64url').toString();
  const id = text.startsWith('c:') ? text.slice(2) : '';
  if (idType === 'uuid' ? isUuid(id) : isSerial(id)) return id;
  throw badInput(`\`${name}\` is not a cursor of this list.`);
}

/** How many rows a request may get: what it asks for, within the cap. @throws GraphQLError for a negative number */
export function pageSize(args: Pick<PageArgs, 'first' | 'last'>): number {
  const asked = args.first ?? args.last ?? PAGE_SIZE_DEFAULT;
  if (asked < 0) throw badInput('`first` and `last` must not be negative.');
  return Math.min(asked, PAGE_SIZE_MAX);
}

function windowOf(args: PageArgs, idType: 'uuid' | 'bigint'): Window {
  const hasFirst = args.first !== null && args.first !== undefined;
  const hasLast = args.last !== null && args.last !== undefined;
  if (hasFirst && hasLast) throw badInput('Give either `first` or `last`, not both.');
  return {
    size: pageSize(args),
    backward: hasLast,
    after: readCursor(args.after, idType, 'after'),
    before: readCursor(args.before, idType, 'before'),
  };
}

/** `r` lies beyond the row a cursor names; a cursor whose row has gone ends the list. */
function beyond(source: AnyList, id: string, operator: '<' | '>'): Prisma.Sql {
  const cursor = source.idType === 'uuid' ? Prisma.sql`${id}::uuid` : Prisma.sql`${id}::bigint`;
  const compare = Prisma.raw(operator);
  if (source.orderBy.length === 1) return Prisma.sql`r."id" ${compare} ${cursor}`;
  const row = (alias: string) =>
    Prisma.raw(source.orderBy.map((column) => `${alias}."${column}"`).join(', '));
  return Prisma.sql`(${row('r')}) ${compare} (SELECT ${row('c')} FROM ${Prisma.raw(`"${source.table}"`)} c WHERE c."id" = ${cursor})`;
}

function conditions(source: AnyList, filter: Prisma.Sql | null, window: Window | null): Prisma.Sql {
  const forwards = source.direction === 'ASC' ? '>' : '<';
  const backwards = source.direction === 'ASC' ? '<' : '>';
  const all = [source.belongs];
  if (filter) all.push(filter);
  if (window?.after) all.push(beyond(source, window.after, forwards));
  if (window?.before) all.push(beyond(source, window.before, backwards));
  return Prisma.join(all, ' AND ');
}

function pageStatement(
  source: AnyList,
  filter: Prisma.Sql | null,
  window: Window,
  parents: readonly string[],
): Prisma.Sql {
  const reversed = source.direction === 'ASC' ? 'DESC' : 'ASC';
  const order = source.orderBy.map(
    (column) => `r."${column}" ${window.backward ? reversed : source.direction}`,
  );
  return Prisma.sql`
    SELECT p."id" AS "parent", r.* FROM unnest(${[...parents]}::uuid[]) AS p("id")
    CROSS JOIN LATERAL (
      SELECT * FROM ${Prisma.raw(`"${source.table}"`)} r
      WHERE ${conditions(source, filter, window)}
      ORDER BY ${Prisma.raw(order.join(', '))} LIMIT ${window.size + 1}
    ) r ORDER BY p."id", ${Prisma.raw(order.join(', '))}`;
}

function asPage<Row extends { id: string | bigint }>(rows: Row[], window: Window): Page<Row> {
  const more = rows.length > window.size;
  const kept = rows.slice(0, window.size);
  if (window.backward) kept.reverse();
  const edges = kept.map((node) => ({ cursor: writeCursor(node.id), node }));
  return {
    edges,
    pageInfo: {
      hasNextPage: window.backward ? window.before !== null : more,
      hasPreviousPage: window.backward ? more : window.after !== null,
      startCursor: edges.at(0)?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}

/** Pages and counts of lists; one instance per request. */
export class PageLoader {
  readonly #prisma: PrismaClient;
  readonly #pages = new Map<string, BatchLoader<Page<unknown>>>();
  readonly #counts = new Map<string, BatchLoader<number>>();

  constructor(prisma: PrismaClient) {
    this.#prisma = prisma;
  }

  /**
   * One page for one parent, read together with those of sibling parents that ask with the same arguments.
   * @throws GraphQLError with code BAD_USER_INPUT for unusable paging arguments
   */
  async page<Row extends { id: string | bigint }>(
    source: ListSource<Row>,
    filter: Prisma.Sql | null,
    args: PageArgs,
    parent: string,
  ): Promise<Page<Row>> {
    const window = windowOf(args, source.idType);
    const key = `${keyOf(source, filter)} ${JSON.stringify(window)}`;
    const loader = getOrAdd(this.#pages, key, () => {
      return new BatchLoader<Page<unknown>>(async (parents) => {
        const statement = pageStatement(source, filter, window, parents);
        const rows = await this.#prisma.$queryRaw<(Row & { parent: string })[]>(statement);
        const byParent = Map.groupBy(rows, (row) => row.parent);
        return new Map(parents.map((id) => [id, asPage<Row>(byParent.get(id) ?? [], window)]));
      });
    });
    // The key names the source, so the loader found under it is one of the source's rows.
    const page = (await loader.load(parent)) as Page<Row> | undefined;
    return page ?? asPage<Row>([], window);
  }

  /** What a connection field answers: nothing is read until its parts are asked for. */
  connection<Row extends { id: string | bigint }>(
    source: ListSource<Row>,
    filter: Prisma.Sql | null,
    args: PageArgs,
    parent: string,
  ): LazyConnection<Row> {
    const page = () => this.page(source, filter, args, parent);
    const lazy = {
      get edges() {
        return page().then(({ edges }) => edges);
      },
      get pageInfo() {
        return page().then(({ pageInfo }) => pageInfo);
      },
      countRows: () => this.count(source, filter, parent),
    };
    // GraphQL awaits what a resolver answers; plugin-relay's types only know parts that are there at once.
    return lazy as unknown as LazyConnection<Row>;
  }

  /** How many rows the list has for one parent, without regard to pages. */
  async count<Row>(source: ListSource<Row>, filter: Prisma.Sql | null, parent: string): Promise<number> {
    const loader = getOrAdd(this.#counts, keyOf(source, filter), () => {
      return new BatchLoader(async (parents) => {
        const rows = await this.#prisma.$queryRaw<{ parent: string; rows: number }[]>(Prisma.sql`
          SELECT p."id" AS "parent", (
            SELECT count(*)::int FROM ${Prisma.raw(`"${source.table}"`)} r WHERE ${conditions(source, filter, null)}
          ) AS "rows" FROM unnest(${[...parents]}::uuid[]) AS p("id")`);
        return new Map(rows.map((row) => [row.parent, row.rows]));
      });
    });
    return (await loader.load(parent)) ?? 0;
  }
}

function keyOf(source: AnyList, filter: Prisma.Sql | null): string {
  return JSON.stringify([source.table, source.belongs.sql, filter?.sql, filter?.values]);
}

function getOrAdd<Value>(map: Map<string, Value>, key: string, make: () => Value): Value {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}
