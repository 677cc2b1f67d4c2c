/** The table of mutual exclusions, held against processes of the product: each deed is asked of another one. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Api } from '../e2e/api.ts';
import {
  AT_ONCE,
  afterCrm,
  BEGINNINGS,
  DEED_NAMES,
  type DeedName,
  type Outcome,
  POSSIBLE,
  refusalByStatus,
  refusalOf,
  STATUSES,
  type Status,
} from '../jobs/exclusion.table.ts';
import type { RunRow } from './exclusion/runs.ts';
import { type Scene, Stage } from './exclusion/stage.ts';
import { until } from './exclusion/until.ts';

type Deed = (stage: Stage, scene: Scene, api: Api) => Promise<Outcome>;

const outcomeOf = (answer: { readonly __typename: string; readonly code?: string }): Outcome =>
  answer.code ?? 'begun';

const isAutomatic = ({ mode, trigger, scope }: RunRow): boolean =>
  mode === 'SYNC' && trigger === 'AUTOMATIC' && scope !== 'FULL';

const DEEDS = {
  enable: async (_stage, { connection }, api) =>
    outcomeOf(await connection.through(api).tryEnable('OVERWRITE')),
  manual: async (_stage, { connection }, api) => outcomeOf(await connection.through(api).trySync()),
  automatic: async ({ schedule, runs }, { id }) => {
    const before = (await runs.of(id)).length;
    await schedule.fall(id);
    return (await runs.of(id)).slice(before).some(isAutomatic) ? 'begun' : 'left';
  },
  import: async (_stage, { connection }, api) => outcomeOf(await connection.through(api).special.tryImport()),
  retry: async (_stage, { connection, failedRunId }, api) =>
    outcomeOf(await connection.through(api).special.tryRetry(failedRunId)),
  preview: async (_stage, { connection }, api) =>
    outcomeOf(await connection.through(api).special.tryPreview('OVERWRITE')),
} as const satisfies Record<DeedName, Deed>;

/** Whether the deed comes as far as to claim the connection, for the database to decide. */
const claims = (deed: DeedName, status: Status): boolean =>
  POSSIBLE[status].includes(deed) || !['enable', 'automatic'].includes(deed);

/** What the loser may be told: enabling decides what others are told, whether or not they have seen it. */
function refusalsOf(winner: DeedName, loser: DeedName, status: Status): readonly Outcome[] {
  const unseen = winner === 'enable' ? refusalByStatus(loser, status) : null;
  return [refusalOf(winner, loser, status), ...(unseen === null ? [] : [unseen])];
}

/** The CRM's own sync begins, or is over. */
const crm = ({ zoho }: Scene, running = true): Promise<void> =>
  zoho.patch({ crmSync: { type: 'IV', running } });

describe.each([
  ['one process', 1],
  ['two processes', 2],
] as const)('in %s', (_where, processes) => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await Stage.open(processes);
  });
  afterAll(() => stage?.close());

  const apis = (): readonly [Api, Api] => [stage.apis[0], stage.apis[1] ?? stage.apis[0]];

  /** The runs that have begun while the step was taken. */
  async function runsOf({ id }: Scene, step: () => Promise<unknown>): Promise<readonly RunRow[]> {
    const before = (await stage.runs.of(id)).length;
    await step();
    return (await stage.runs.of(id)).slice(before);
  }

  /** One run holds the connection, in one process; let go, it ends well and alone. */
  async function expectOneRun(scene: Scene, runs: readonly RunRow[]): Promise<void> {
    expect(runs).toMatchObject([{ claims: true, state: expect.stringMatching(/QUEUED|RUNNING/) }]);
    await stage.underWay(scene);
    expect(await stage.end(scene)).toHaveLength(1);
    expect((await stage.runs.of(scene.id)).at(-1)).toMatchObject({ id: runs[0]?.id, state: 'SUCCEEDED' });
  }

  /** The CRM's sync was there first: the run has read nothing, and says why. */
  async function expectStopped(scene: Scene): Promise<void> {
    await stage.runs.over(scene.id);
    expect((await stage.runs.of(scene.id)).at(-1)).toMatchObject({
      ...{ state: 'FAILED', startedAt: null, errorCode: 'CRM_SYNC_IN_PROGRESS' },
    });
  }

  it.each(BEGINNINGS)(
    '[E2] [S6] [S7] [S8] [S9] $status: while $first is under way, nothing else begins',
    async ({ status, first }) => {
      const [one, other] = apis();
      const scene = await stage.scene(status);
      const runs = await runsOf(scene, async () => {
        expect(await DEEDS[first](stage, scene, one)).toBe('begun');
        await stage.underWay(scene);
        const answers: [DeedName, Outcome][] = [];
        for (const second of DEED_NAMES) answers.push([second, await DEEDS[second](stage, scene, other)]);
        const expected = DEED_NAMES.map((second) => [second, refusalOf(first, second, status)]);
        expect(Object.fromEntries(answers)).toEqual(Object.fromEntries(expected));
        await crm(scene);
      });
      await expectOneRun(scene, runs);
      await crm(scene, false);
    },
  );

  it.each(AT_ONCE)(
    '[E2] [S6] [S7] [S8] $status: $one and $other at once: one begins',
    async ({ status, one, other }) => {
      const scene = await stage.scene(status);
      const deeds = [one, other];
      // Two looks of the schedule in one process are one.
      const line = deeds
        .filter((deed) => claims(deed, status))
        .slice(0, one === 'automatic' && one === other ? processes : 2);
      let outcomes: readonly Outcome[] = [];
      const runs = await runsOf(scene, async () => {
        outcomes = await stage.runs.atOnce(line.length, () =>
          Promise.all(deeds.map((deed, index) => DEEDS[deed](stage, scene, apis()[index] ?? stage.apis[0]))),
        );
      });
      // Whoever looks sees the one sync that the schedule has begun.
      if (one === 'automatic' && one === other) expect(outcomes).toEqual(['begun', 'begun']);
      else {
        expect(outcomes.filter((outcome) => outcome === 'begun')).toHaveLength(1);
        const won = outcomes.indexOf('begun');
        const lost = 1 - won;
        expect(refusalsOf(deeds[won] ?? one, deeds[lost] ?? one, status)).toContain(outcomes[lost]);
      }
      await expectOneRun(scene, runs);
    },
  );

  it.each(STATUSES)("[S9] %s: while the CRM's sync is under way, nothing else does", async (status) => {
    const [, other] = apis();
    const answers: [DeedName, Outcome][] = [];
    for (const deed of DEED_NAMES) {
      const scene = await stage.scene(status);
      await crm(scene);
      const answer = await DEEDS[deed](stage, scene, other);
      answers.push([deed, answer]);
      if (answer === 'begun') await expectStopped(scene);
      expect(await stage.end(scene)).toEqual([]);
      await crm(scene, false);
    }
    const expected = DEED_NAMES.map((deed) => [deed, afterCrm(deed, status)]);
    expect(Object.fromEntries(answers)).toEqual(Object.fromEntries(expected));
  });

  it.each(BEGINNINGS)(
    "[S9] $status: $first and the CRM's sync at once: it is refused, stopped before it starts, or was there first",
    async ({ status, first }) => {
      const scene = await stage.scene(status);
      const [answer] = await Promise.all([DEEDS[first](stage, scene, stage.apis[0]), crm(scene)]);
      if (answer === 'begun') {
        await until(
          async () => stage.isUnderWay(scene) || (await stage.runs.areOver(scene.id)) || null,
          'a run',
        );
        if (!stage.isUnderWay(scene)) await expectStopped(scene);
      } else expect([first, answer]).toEqual(['manual', 'CRM_SYNC_IN_PROGRESS']);
      await stage.end(scene);
      await crm(scene, false);
    },
  );
});
