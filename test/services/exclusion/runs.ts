/** What the database says of the runs of a connection, and the starting line at which their claims wait for each other. */
import type pg from 'pg';
import { until } from './until.ts';

export interface RunRow {
  readonly id: string;
  readonly mode: string;
  readonly trigger: string;
  readonly scope: string;
  readonly state: string;
  readonly startedAt: Date | null;
  readonly errorCode: string | null;
  /** It is the one that the connection names as its active run. */
  readonly claims: boolean;
}

export class Runs {
  readonly #pool: pg.Pool;

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  /** In the order in which they were asked for. */
  async of(connectionId: string): Promise<readonly RunRow[]> {
    const { rows } = await this.#pool.query<RunRow>(
      `SELECT r.id, r.mode, r.trigger, r.scope, r.state, r."startedAt", r."errorCode",
         c."activeRunId" IS NOT DISTINCT FROM r.id AS claims
       FROM "SyncRun" r JOIN "Connection" c ON c.id = r."connectionId"
       WHERE c.id = $1 ORDER BY r.sequence`,
      [connectionId],
    );
    return rows;
  }

  /** Whether no run holds the connection. */
  async areOver(connectionId: string): Promise<boolean> {
    const { rowCount } = await this.#pool.query(
      'SELECT 1 FROM "Connection" WHERE id = $1 AND "activeRunId" IS NULL',
      [connectionId],
    );
    return rowCount === 1;
  }

  /** Resolves once no run holds the connection. */
  async over(connectionId: string): Promise<void> {
    const last = async () => JSON.stringify((await this.of(connectionId)).at(-1));
    await until(async () => (await this.areOver(connectionId)) || null, 'the end of the run', last);
  }

  /** A run that ended with a failed record, as a history that nobody has to go through. */
  async addFailed(connectionId: string): Promise<string> {
    const { rows } = await this.#pool.query<{ id: string }>(
      `WITH run AS (
         INSERT INTO "SyncRun" (id, "connectionId", trigger, scope, state, "endedAt")
         VALUES (gen_random_uuid(), $1, 'AUTOMATIC', 'FULL', 'SUCCEEDED_WITH_FAILURES', now()) RETURNING id
       ), record AS (
         INSERT INTO "RunRecord" ("runId", "connectionId", pair, direction, operation, cause, outcome, "fsmId")
         SELECT id, $1, 'ITEMS', 'TO_BOOKS', 'CREATE', 'NEW_RECORD', 'FAILED', '1' FROM run
       ) SELECT id FROM run`,
      [connectionId],
    );
    return rows[0]?.id ?? '';
  }

  /**
   * Lets nobody's claim begin before so many of them stand at the line, each in its process: the answers of what `deeds`
   * asks for come once they have all been let go at the same moment.
   */
  async atOnce<Answer>(claims: number, deeds: () => Promise<Answer>): Promise<Answer> {
    const line = await this.#pool.connect();
    try {
      // Keeps rows from being written, so that a statement that claims a connection for a run waits before it has looked.
      await line.query('BEGIN; LOCK TABLE "SyncRun" IN SHARE MODE');
      const answer = deeds();
      await Promise.race([
        answer,
        until(async () => ((await this.#waiting()) >= claims ? true : null), `${claims} claims`),
      ]);
      await line.query('COMMIT');
      return await answer;
    } finally {
      line.release(true);
    }
  }

  async #waiting(): Promise<number> {
    const { rows } = await this.#pool.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM pg_stat_activity
       WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%INSERT INTO "SyncRun"%'`,
    );
    return rows[0]?.count ?? 0;
  }
}
