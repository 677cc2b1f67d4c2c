/** What the listing at the end of a run makes of records that show less than the table needs, or stand between two places. */
import { describe, expect, it } from 'vitest';
import { DEFAULT_LIMITS, type PairContext, type TableContext } from '../../src/engine/context.ts';
import { agreedBase, hashRecord } from '../../src/engine/fingerprint.ts';
import type { Base, LinkWrite, PairCursor, TableName } from '../../src/engine/model.ts';
import { moduleKey } from '../../src/engine/model.ts';
import { ProgressTracker } from '../../src/engine/progress.ts';
import type { ServiceModule, ServiceRecord, ServiceSession, Side } from '../../src/engine/services.ts';
import { settle } from '../../src/engine/settle.ts';
import { PARENT_MODULES, SHAPES_OF_SYNC_TYPE } from '../../src/engine/shapes.ts';
import type { CompiledTable } from '../../src/mapping/plan.ts';
import { record, type Values } from './decision-words.ts';
import { MemoryDatabase } from './memory/database.ts';
import { createMemoryStore } from './memory/store.ts';
import { handTable } from './tables.ts';
import { VirtualClock } from './virtual-clock.ts';
import { testHash } from './world.ts';

const RUN = 'run-1';
const NO_CALLS = { booksReads: 0, booksWrites: 0, fsmReads: 0, fsmWrites: 0 };
const MODULES = {
  business: { FSM: 'Companies', BOOKS: 'contacts' },
  person: { FSM: 'Contacts', BOOKS: 'contact_persons' },
} as const;
type Kind = keyof typeof MODULES;

function tableOf(kind: Kind): CompiledTable {
  const table = handTable({ rate: {}, note: {} });
  const { FSM: fsmModule, BOOKS: booksModule } = MODULES[kind];
  return { ...table, plan: { ...table.plan, table: kind, pair: 'CUSTOMERS', fsmModule, booksModule } };
}

interface Listed {
  readonly records: readonly ServiceRecord[];
  /** What direct reads show, where that is more. */
  readonly whole?: readonly ServiceRecord[];
  readonly lastWriteMs?: number;
  /** What was seen of a record last; without it, nothing is told of that. */
  readonly seen?: (id: string) => ReturnType<NonNullable<ServiceModule['lastSeen']>>;
}

/** A module that shows the given records, and to which nothing is written any more. */
function moduleOf(
  side: Side,
  module: string,
  { records, whole = records, lastWriteMs, seen }: Listed,
): ServiceModule {
  const refuse = (): Promise<never> => Promise.reject(new Error('settling writes nothing'));
  return {
    side,
    module,
    createIsKeyed: false,
    async *list() {
      yield { records, serviceTimeMs: Math.max(...records.map(({ modifiedAtMs }) => modifiedAtMs)) };
      return { complete: false, seen: records.length };
    },
    count: () => Promise.resolve(null),
    get: (id) => Promise.resolve(whole.find((one) => one.id === id) ?? null),
    getMany: (ids) =>
      Promise.resolve(new Map(whole.filter(({ id }) => ids.includes(id)).map((one) => [one.id, one]))),
    findByIdentity: () => Promise.resolve([]),
    create: refuse,
    update: refuse,
    deactivate: refuse,
    lastWriteMs: () => lastWriteMs ?? null,
    ...(seen && { lastSeen: seen }),
  };
}

class Settling {
  readonly clock = new VirtualClock();
  readonly database = new MemoryDatabase(this.clock);
  readonly #table: CompiledTable;
  readonly #kind: Kind;

  constructor(kind: Kind) {
    this.#kind = kind;
    this.#table = tableOf(kind);
    this.database.newRun(RUN, 'INCREMENTAL');
  }

  baseOf(fsm: Values, books: Values): Base {
    const hashOf = (side: Side, values: Values) => hashRecord(this.#table, side, record(values), testHash);
    return agreedBase(this.#table, {}, hashOf('FSM', fsm), hashOf('BOOKS', books), true);
  }

  link(kind: TableName & Kind, fsmId: string, booksId: string, more: Partial<LinkWrite> = {}): string {
    const { FSM: fsmModule, BOOKS: booksModule } = MODULES[kind];
    const stamps = { fsmModifiedAtMs: null, booksModifiedAtMs: null };
    const state = { base: {}, unverified: false, fsmGone: false, booksGone: false };
    return this.database.writeLink(kind, {
      fsmModule,
      fsmId,
      booksModule,
      booksId,
      ...stamps,
      ...state,
      ...more,
    }).id;
  }

  /** Writes of this run to the Books records of links, enough to be looked for. */
  wrote(linkId: string): void {
    const { fsmId, booksId } = this.database.links.get(linkId) ?? { fsmId: null, booksId: null };
    const update = { direction: 'TO_BOOKS', operation: 'UPDATE', cause: 'CHANGED_IN_FSM' } as const;
    const nothing = { fields: ['rate'], overwritten: [], reason: null, label: null };
    for (let write = 0; write < 100; write += 1) {
      this.database.addRecord({
        ...update,
        ...nothing,
        runId: RUN,
        kind: this.#kind,
        outcome: 'UPDATED',
        fsmId,
        booksId,
        linkId,
      });
    }
  }

  /** Settles with one side's listing of the table's module; answers what is left to the next run. */
  async end(side: Side, listed: Listed): Promise<readonly string[]> {
    const token = this.database.takeLease();
    const store = createMemoryStore({ database: this.database, runId: RUN, token });
    const listing = moduleOf(side, MODULES[this.#kind][side], listed);
    const other: Side = side === 'FSM' ? 'BOOKS' : 'FSM';
    const silent = moduleOf(other, MODULES[this.#kind][other], { records: [] });
    const session: ServiceSession = {
      module: () => listing,
      clockOffsetMs: () => 0,
      calls: () => NO_CALLS,
      concurrency: () => 1,
    };
    const run = {
      pair: 'CUSTOMERS',
      mode: { kind: 'sync' },
      scope: 'INCREMENTAL',
      session,
      store,
      clock: this.clock,
      hash: testHash,
      limits: DEFAULT_LIMITS,
      progress: new ProgressTracker('CUSTOMERS', store, this.clock, () => NO_CALLS),
      proveLease: () => Promise.resolve(),
      signal: new AbortController().signal,
    } as const;
    const modules = side === 'FSM' ? { FSM: listing, BOOKS: silent } : { FSM: silent, BOOKS: listing };
    const table: TableContext = {
      ...run,
      kind: this.#kind,
      table: this.#table,
      modules,
      duplicates: 'OVERWRITE',
      parents: PARENT_MODULES[this.#kind] ?? null,
      hasRecordsBelow: false,
    };
    const context: PairContext = {
      ...run,
      tables: [table],
      sources: [{ side, module: listing }],
      shapes: SHAPES_OF_SYNC_TYPE.IV,
      readBefore: false,
    };
    const read = { startedAtMs: 0, modifiedAfterMs: null, complete: false, count: null, newestMs: null };
    const cursor: PairCursor = {
      modules: { [moduleKey(side, listing.module)]: read },
      kind: this.#kind,
      unlisted: { toBooks: 0, toFsm: 0 },
    };
    await settle(context, cursor);
    return [...this.database.pending.values()].map((one) => `${one.recordId}: ${one.reasonCode}`);
  }
}

describe('FSM contacts in the listing at the end of a run', () => {
  it('are left to the next run while they have no counterpart where they are by now', async () => {
    const settling = new Settling('person');
    settling.link('business', '10', '20');
    settling.link('person', '1', 'moved:link', { booksModule: '' });
    const values = { NAME: 'Ann', RATE: '1', NOTE: null };
    const base = settling.baseOf(values, { name: 'Ann', rate: '1', note: null });
    settling.link('person', '2', '20/5', { base, unverified: true });
    const of = (id: string) => record(values, { id, parentId: '10' });
    expect(await settling.end('FSM', { records: [of('1'), of('2')] })).toEqual(['1: EDITED_DURING_RUN']);
    expect(settling.database.linkOf('FSM', '2')?.unverified).toBe(false);
  });
});

describe('rows of a Books list that show less than the record', () => {
  const NOON_MS = record({}).modifiedAtMs;
  const values = { name: 'Oak', rate: '1', note: 'a' };
  const { note: _hidden, ...shown } = values;

  /** The record was agreed on at noon, and this run has written under it a minute later. */
  const endWith = async (modifiedAtMs: number, row: Values = shown) => {
    const settling = new Settling('business');
    const base = settling.baseOf({ NAME: 'Oak', RATE: '1', NOTE: 'a' }, values);
    const linkId = settling.link('business', '10', '20', { base, booksModifiedAtMs: NOON_MS });
    settling.wrote(linkId);
    const records = [record(row, { id: '20', modifiedAtMs, partial: true })];
    const pending = await settling.end('BOOKS', { records, lastWriteMs: NOON_MS + 60_000 });
    return [pending, settling.database.links.get(linkId)?.booksModifiedAtMs];
  };

  it.each<[string, number, Values]>([
    ['the version that was agreed on', NOON_MS, shown],
    ['our write', NOON_MS + 60_000, shown],
  ])('are taken for %s, with its stamp', async (_what, modifiedAtMs, row) => {
    expect(await endWith(modifiedAtMs, row)).toEqual([[], modifiedAtMs]);
  });

  it.each<[string, number, Values]>([
    ['a later second: what they hide may have been edited', NOON_MS + 61_000, shown],
    ['another value', NOON_MS + 60_000, { ...shown, rate: '2' }],
  ])('are read again by the next run for %s', async (_what, modifiedAtMs, row) => {
    expect(await endWith(modifiedAtMs, row)).toEqual([['20: EDITED_DURING_RUN'], NOON_MS]);
  });
});

describe('customers that the run has written to', () => {
  const NOON_MS = record({}).modifiedAtMs;
  const LAST_WRITE_MS = NOON_MS + 60_000;
  const agreed = { name: 'Oak', rate: '1', note: 'a' };
  const edited = { ...agreed, note: 'b' };

  /** Customers '20', '21' … of which Books shows, where it is asked, the given values under the stamp of our last write. */
  const begin = (count = 1) => {
    const settling = new Settling('business');
    const base = settling.baseOf({ NAME: 'Oak', RATE: '1', NOTE: 'a' }, agreed);
    const ids = Array.from({ length: count }, (_, at) => `${20 + at}`);
    const links = ids.map((id) =>
      settling.link('business', `f${id}`, id, { base, booksModifiedAtMs: NOON_MS }),
    );
    for (const id of links) settling.wrote(id);
    const end = (shown: Values, seen: Listed['seen'] = () => null) => {
      const of = (id: string): ServiceRecord => record(shown, { id, modifiedAtMs: LAST_WRITE_MS });
      // The list shows the stamp alone.
      const rows = ids.map((id) => ({ ...of(id), values: {}, partial: true as const }));
      return settling.end('BOOKS', { records: rows, whole: ids.map(of), lastWriteMs: LAST_WRITE_MS, seen });
    };
    const stamps = () => links.map((id) => settling.database.links.get(id)?.booksModifiedAtMs);
    return { settling, end, stamps };
  };
  const seenAs =
    (values: Values, sinceWrites: boolean, later = true): NonNullable<Listed['seen']> =>
    (id) => ({ record: record(values, { id, modifiedAtMs: LAST_WRITE_MS }), sinceWrites, later });

  it('are read once more, and keep the stamp of our write when they are as agreed', async () => {
    const { end, stamps } = begin();
    expect([await end(agreed), stamps()]).toEqual([[], [LAST_WRITE_MS]]);
  });

  it('are left to the next run when somebody has edited them under that stamp', async () => {
    const { end, stamps } = begin();
    expect([await end(edited), stamps()]).toEqual([['20: EDITED_DURING_RUN'], [NOON_MS]]);
  });

  it('are not read where Books has shown them since the last write', async () => {
    const { end } = begin();
    // What a read would show is not asked for.
    expect(await end(edited, seenAs(agreed, true))).toEqual([]);
    expect(await begin().end(agreed, seenAs(edited, true))).toEqual(['20: EDITED_DURING_RUN']);
  });

  it('are read where Books has shown them in the second of the write itself, as far as that is worth its calls', async () => {
    expect(await begin().end(edited, seenAs(agreed, true, false))).toEqual(['20: EDITED_DURING_RUN']);
    expect((await begin(205).end(edited, seenAs(agreed, true, false))).length).toBe(200);
  });

  it('are read where a person was written since', async () => {
    expect(await begin().end(edited, seenAs(agreed, false))).toEqual(['20: EDITED_DURING_RUN']);
  });

  it('are compared as they were seen last where this run has made them', async () => {
    const one = begin();
    for (const row of one.settling.database.recordsOf(RUN))
      Object.assign(row, { operation: 'CREATE', outcome: 'CREATED' });
    expect(await one.end(edited, seenAs(agreed, false))).toEqual([]);
    expect(await one.end(agreed, seenAs(edited, false))).toEqual(['20: EDITED_DURING_RUN']);
  });

  it('are read where this run has made them, has written a person since, and keeps nothing of what it has seen', async () => {
    const made = (below: boolean) => {
      const one = begin();
      for (const [at, row] of one.settling.database.recordsOf(RUN).entries()) {
        Object.assign(row, { operation: 'CREATE', outcome: 'CREATED' });
        if (below && at > 0) Object.assign(row, { kind: 'person', booksId: `20/${at}`, linkId: null });
      }
      return one;
    };
    expect(await made(true).end(edited)).toEqual(['20: EDITED_DURING_RUN']);
    expect(await made(true).end(agreed)).toEqual([]);
    expect(await made(false).end(edited)).toEqual([]);
  });

  it('are left to the next run where the list shows a later stamp than Books has answered to our write', async () => {
    const { end, stamps } = begin();
    const early: Listed['seen'] = (id) => ({
      record: record(agreed, { id, modifiedAtMs: LAST_WRITE_MS - 2_000 }),
      sinceWrites: true,
      later: true,
    });
    expect([await end(edited, early), stamps()]).toEqual([
      ['20: EDITED_DURING_RUN'],
      [LAST_WRITE_MS - 2_000],
    ]);
  });

  it('are left to the next run where reading them all would take too many calls', async () => {
    const { end, stamps } = begin(205);
    expect((await end(agreed)).length).toBe(5);
    expect(stamps().filter((stamp) => stamp === LAST_WRITE_MS)).toHaveLength(200);
  });
});
