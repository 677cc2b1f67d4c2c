/** Plays a script: people and runs take turns. */
import { STAMP_SLACK_MS } from '../../src/engine/direction.ts';
import type { Side } from '../../src/engine/model.ts';
import type { CanonicalValue, CompiledTable } from '../../src/mapping/plan.ts';
import type { UserEdit } from './lost-edits.ts';
import type { AttemptPlan, RunStep, Script, Step, Vocabulary } from './scripts.ts';
import { type Attempt, type RunReport, World } from './world.ts';

export class Play {
  readonly world: World;
  readonly edits: UserEdit[] = [];
  readonly reports: RunReport[] = [];
  readonly #words: Vocabulary;

  constructor(table: CompiledTable, script: Script, words: Vocabulary) {
    this.world = new World({ table, duplicates: script.duplicates, fsm: script.fsm, books: script.books });
    this.#words = words;
    for (const step of script.seedRecords) this.change(step);
    this.world.clock.advance(600_000);
  }

  async play(steps: readonly (Step | RunStep)[]): Promise<void> {
    for (const step of steps) {
      if (step.kind === 'run') await this.run(step.attempts, step.during);
      else this.change(step);
      this.world.clock.advance(1_300);
    }
  }

  async run(plans: readonly AttemptPlan[] = [], during: RunStep['during'] = []): Promise<RunReport> {
    // What was made just now could not be told from what a lost create has made.
    this.world.clock.advance(STAMP_SLACK_MS + 1_000);
    const attempts = (plans.length === 0 ? [null] : plans).map((plan, number): Attempt => {
      const onCall = (call: number): void => {
        if (number > 0) return;
        for (const each of during) if (each.call === call) this.change(each.step);
      };
      return plan === null ? { onCall } : { ...attemptOf(plan), onCall };
    });
    const report = await this.world.run(attempts);
    this.reports.push(report);
    return report;
  }

  change(step: Step): void {
    const { world } = this;
    if (step.kind === 'wait') {
      world.clock.advance(step.seconds * 1000);
      return;
    }
    const service = world.services[step.side];
    if (step.kind === 'add') {
      const values = Object.fromEntries(
        Object.entries(this.#words[step.side]).map(([field, words], at) => [
          field,
          pick(words, step.picks[at] ?? 0),
        ]),
      );
      const books = world.books.ids();
      const counterpartId = step.counterpart === null ? undefined : books[step.counterpart];
      const named = step.side === 'FSM' && counterpartId !== undefined ? { counterpartId } : {};
      const id = service.add(values, { active: step.active, ...named });
      for (const [field, value] of Object.entries(values)) {
        if (value !== null) this.#typed(step.side, id, field, value);
      }
      return;
    }
    const ids = service.ids();
    const id = ids[step.record % Math.max(1, ids.length)];
    if (id === undefined) return;
    if (step.kind === 'remove') service.remove(id);
    else if (step.kind === 'active') {
      if (service.present(id)?.active !== step.active) service.setActive(id, step.active);
    } else {
      const fields = Object.keys(this.#words[step.side]);
      const field = fields[step.field % fields.length] ?? '';
      const value = pick(this.#words[step.side][field] ?? [], step.pick);
      if ((service.present(id)?.values[field] ?? null) === value) return;
      service.edit(id, { [field]: value });
      this.#typed(step.side, id, field, value);
    }
  }

  #typed(side: Side, id: string, field: string, value: CanonicalValue): void {
    this.edits.push({ side, id, field, value, atMs: this.world.clock.nowMs() });
  }

  /** Trouble is over: runs until one has nothing to do. Answers the last one. */
  async calm(runsMax = 8): Promise<{ readonly last: RunReport; readonly quiet: boolean }> {
    for (let number = 0; ; number += 1) {
      this.world.clock.advance(3 * 3_600_000);
      const before = this.#effects();
      const last = await this.run();
      const quiet = this.#effects() === before && last.verdict.kind === 'finished';
      if ((quiet && number > 0) || number >= runsMax) return { last, quiet };
    }
  }

  #effects(): number {
    return this.world.fsm.writes.length + this.world.books.writes.length;
  }
}

const pick = (words: readonly CanonicalValue[], at: number): CanonicalValue =>
  words[at % Math.max(1, words.length)] ?? null;

function attemptOf(plan: AttemptPlan): Attempt {
  return {
    faults: new Map(plan.faults.map(({ call, fault }) => [call, fault])),
    ...(plan.crashAt === null || plan.freezeAt !== null ? {} : { crashAt: plan.crashAt }),
    ...(plan.freezeAt === null ? {} : { freezeAt: plan.freezeAt }),
    ...(plan.thawAtPoint === null ? {} : { thawAtPoint: plan.thawAtPoint }),
    ...(plan.cancelAtCall === null ? {} : { cancelAtCall: plan.cancelAtCall }),
  };
}
