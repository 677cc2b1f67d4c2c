/** `/metrics` for Prometheus: what the database says of runs and records, and what this process does. */
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { Prisma, type PrismaClient } from '../../store/generated/prisma/client.ts';

/** Seconds; a page of records takes a few hundredths. */
const DURATION_BUCKETS = [0.005, 0.02, 0.1, 0.5, 2, 10];

export interface Metrics {
  /** Counts one answered request. `route` is one of ours, never a path a client made up. */
  observe(route: string, status: number, seconds: number): void;
  /** The text Prometheus reads, and its content type. */
  read(): Promise<{ readonly text: string; readonly type: string }>;
}

function databaseGauges(prisma: PrismaClient, registers: Registry[]): void {
  // Gauges, not counters: they follow the log, which shrinks when it expires.
  new Gauge({
    name: 'fieldledger_connections',
    help: 'Connections by status.',
    labelNames: ['status'],
    registers,
    async collect() {
      this.reset();
      const rows = await prisma.connection.groupBy({ by: ['status'], _count: true });
      for (const row of rows) this.set({ status: row.status }, row._count);
    },
  });
  new Gauge({
    name: 'fieldledger_runs',
    help: 'Runs in the log by state and trigger.',
    labelNames: ['state', 'trigger'],
    registers,
    async collect() {
      this.reset();
      // A preview is gone within hours, and has done nothing.
      const where = { mode: { not: 'PREVIEW' } } as const;
      const rows = await prisma.syncRun.groupBy({ by: ['state', 'trigger'], where, _count: true });
      for (const { state, trigger, _count } of rows) this.set({ state, trigger }, _count);
    },
  });
  new Gauge({
    name: 'fieldledger_api_calls',
    help: 'Calls to Zoho made by the runs in the log, by service and kind.',
    labelNames: ['service', 'kind'],
    registers,
    async collect() {
      const { _sum } = await prisma.syncRun.aggregate({
        _sum: { booksReads: true, booksWrites: true, fsmReads: true, fsmWrites: true },
      });
      this.set({ service: 'books', kind: 'read' }, _sum.booksReads ?? 0);
      this.set({ service: 'books', kind: 'write' }, _sum.booksWrites ?? 0);
      this.set({ service: 'fsm', kind: 'read' }, _sum.fsmReads ?? 0);
      this.set({ service: 'fsm', kind: 'write' }, _sum.fsmWrites ?? 0);
    },
  });
  new Gauge({
    name: 'fieldledger_records',
    help: 'Records considered by the runs in the log, by pair, direction and outcome.',
    labelNames: ['pair', 'direction', 'outcome'],
    registers,
    async collect() {
      this.reset();
      const rows = await prisma.$queryRaw<OutcomeRow[]>(OUTCOMES);
      for (const { pair, direction, outcome, records } of rows)
        this.set({ pair, direction, outcome }, records);
    },
  });
}

interface OutcomeRow {
  readonly pair: string;
  readonly direction: string;
  readonly outcome: string;
  readonly records: number;
}

const OUTCOMES = Prisma.sql`
  SELECT "pair"::text AS "pair", d."direction", c."key" AS "outcome", sum(c."value"::float8) AS "records"
  FROM "RunPair" JOIN "SyncRun" s ON s."id" = "runId" AND s."mode" <> 'PREVIEW'
  CROSS JOIN LATERAL (VALUES ('to_books', "toBooks"), ('to_fsm', "toFsm")) AS d("direction", "counts")
  CROSS JOIN LATERAL jsonb_each_text(d."counts") AS c("key", "value")
  GROUP BY 1, 2, 3`;

export function createMetrics(prisma: PrismaClient): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  databaseGauges(prisma, registers);
  const requests = new Counter({
    name: 'fieldledger_http_requests_total',
    help: 'Answered HTTP requests by route and status.',
    labelNames: ['route', 'status'],
    registers,
  });
  const durations = new Histogram({
    name: 'fieldledger_http_request_seconds',
    help: 'Time to answer HTTP requests, by route.',
    labelNames: ['route'],
    buckets: DURATION_BUCKETS,
    registers,
  });
  return {
    observe: (route, status, seconds) => {
      requests.inc({ route, status });
      durations.observe({ route }, seconds);
    },
    read: async () => ({ text: await registry.metrics(), type: registry.contentType }),
  };
}
