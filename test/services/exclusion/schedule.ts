/** The automatic sync, brought about: a connection is made due, and some process hears an alarm and looks. */
import type pg from 'pg';
import type { Runs } from './runs.ts';
import { until } from './until.ts';

/** An enabled connection that nothing else is done to. */
export interface Canary {
  readonly id: string;
  /** Sets its alarm for the moment at which it is due. */
  readonly setAlarm: () => Promise<unknown>;
}

export class Schedule {
  readonly #pool: pg.Pool;
  readonly #runs: Runs;
  readonly #canary: Canary;

  constructor(pool: pg.Pool, runs: Runs, canary: Canary) {
    this.#pool = pool;
    this.#runs = runs;
    this.#canary = canary;
  }

  /** Resolves once what the latest fall has set off is over. */
  idle(): Promise<void> {
    return this.#runs.over(this.#canary.id);
  }

  /**
   * Makes the connection due. Resolves when the schedule has begun its sync or has passed it over: the canary is due as
   * well, but for less long, and whoever begins its sync has dealt with the other one before.
   */
  async fall(connectionId: string): Promise<void> {
    const { id, setAlarm } = this.#canary;
    await this.idle();
    const before = (await this.#runs.of(id)).length;
    await this.#pool.query(
      `UPDATE "Connection" SET "nextSyncAt" = now() - CASE WHEN id = $1 THEN interval '2 s' ELSE interval '1 s' END
       WHERE id IN ($1, $2)`,
      [connectionId, id],
    );
    await setAlarm();
    const sung = async () => ((await this.#runs.of(id)).length > before ? true : null);
    await until(sung, 'a look of the schedule');
  }

  /** Passed over because something else was under way, its sync would begin right after that. */
  async putOff(connectionId: string): Promise<void> {
    await this.#pool.query(
      `UPDATE "Connection" SET "nextSyncAt" = now() + interval '2 hours' WHERE id = $1`,
      [connectionId],
    );
  }
}
