/** Quotas: what a day has left, when a run will be done, and what a first sync will take. */
import type {
  RunEta as EtaRow,
  Forecast as ForecastRow,
  ServiceQuota as QuotaRow,
} from '../src/jobs/control.ts';
import { builder } from './builder.ts';
import { Connection, reachConnection, readConnection } from './connection.ts';
import { Product } from './enums.ts';
import { reasonOf, UserFacingReason } from './reason.ts';
import { SyncRun } from './sync-run.ts';
import { forRole, INPUT, resultType, UserErrorValue } from './user-error.ts';

const ServiceQuota = builder.objectRef<QuotaRow>('ServiceQuota').implement({
  description: "One service's day of calls, as all programs and people of the organisation share it.",
  fields: (t) => ({
    service: t.expose('service', { type: Product, description: 'The service.' }),
    limit: t.exposeInt('limit', {
      nullable: true,
      description: 'Calls of a day: as the service told it last, else as documented. Null: no limit.',
    }),
    used: t.exposeInt('used', {
      description: 'Calls used today: the larger of what we made or set aside and of what the service told.',
    }),
    remaining: t.exposeInt('remaining', {
      nullable: true,
      description: 'Calls left today, the reserve included. Null: no limit.',
    }),
    reserve: t.exposeInt('reserve', {
      description: 'Of the limit, the calls that syncs leave to people and invoices.',
    }),
    resetsAt: t.expose('resetsAt', { type: 'DateTime', description: 'When the next day begins.' }),
  }),
});

const EtaBasis = builder.enumType('EtaBasis', {
  description: 'What decides when a run will be done.',
  values: {
    PACE: { description: 'How fast it went so far.' },
    QUOTA: { description: 'What the limits by the minute and the day allow.' },
  } as const,
});

const RunEta = builder.objectRef<EtaRow>('RunEta').implement({
  description: 'When a run will be done: the slower of its pace and of what the quotas allow.',
  fields: (t) => ({
    endsAt: t.expose('endsAt', { type: 'DateTime', description: 'When it will be done, waits included.' }),
    calls: t.exposeInt('calls', { description: 'Calls made and still to make.' }),
    remainingCalls: t.exposeInt('remainingCalls', {
      description: 'Calls still to make, of what was planned.',
    }),
    basis: t.expose('basis', { type: EtaBasis, description: 'What decides.' }),
  }),
});

const Forecast = builder.objectRef<ForecastRow>('Forecast').implement({
  description: 'What a first sync will take at most: as if no record of one side were known to the other.',
  fields: (t) => ({
    calls: t.exposeInt('calls', { nullable: true, description: 'Calls; null when there is a `problem`.' }),
    booksCalls: t.exposeInt('booksCalls', { nullable: true, description: 'Of these, to Books or Invoice.' }),
    fsmCalls: t.exposeInt('fsmCalls', { nullable: true, description: 'Of these, to FSM.' }),
    shareOfDayPercent: t.exposeInt('shareOfDayPercent', {
      nullable: true,
      description: "Of a day's quota at the service that runs out first; null where neither has a limit.",
    }),
    endsAt: t.expose('endsAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it would be done if it began now; null where the reserve leaves it no call.',
    }),
    sentence: t.exposeString('sentence', { description: 'All of it in words, or why there is no forecast.' }),
    problem: t.field({
      type: UserFacingReason,
      nullable: true,
      description: 'Why the records could not be counted; null when they were.',
      resolve: ({ problem }) => reasonOf(problem?.code ?? null, problem?.message ?? null),
    }),
  }),
});

builder.prismaObjectFields(Connection, (t) => ({
  quota: t.field({
    type: [ServiceQuota],
    description: 'What the day has left at each service.',
    resolve: async (connection, _args, { control }) => [...(await control.quota(connection))],
  }),
  quotaReservePercent: t.exposeInt('quotaReservePercent', {
    description: "Share of a day's calls that syncs leave to people and invoices.",
  }),
  forecast: t.field({
    type: Forecast,
    nullable: true,
    description:
      'What the first sync will take; null once there was one. Counting the records takes up to ten calls a module; the counts stand for ten minutes.',
    resolve: (connection, _args, { control }) => control.forecast(connection),
  }),
}));

builder.prismaObjectField(SyncRun, 'eta', (t) =>
  t.field({
    type: RunEta,
    nullable: true,
    description: 'When the run will be done; null until it has been planned, and once it is over.',
    resolve: (run, _args, { control }) => control.eta(run),
  }),
);

const SetQuotaReserveInput = builder.inputType('SetQuotaReserveInput', {
  description: 'How much of a day syncs leave alone from now on.',
  fields: (t) => ({
    connectionId: t.id({ description: 'Global id of the connection.' }),
    percent: t.int({ description: "Share of a day's calls, 0 to 90." }),
  }),
});

builder.mutationField('setQuotaReserve', (t) =>
  t.field({
    ...forRole('operator'),
    type: resultType('SetQuotaReserve', Connection),
    description: 'Changes the share of a day that syncs leave to people and invoices. Role: OPERATOR.',
    args: { input: t.arg({ type: SetQuotaReserveInput, description: INPUT }) },
    resolve: async (_root, { input }, context) => {
      const connectionId = reachConnection(context, input.connectionId);
      if (connectionId instanceof UserErrorValue) return connectionId;
      const answer = await context.control.setQuotaReserve({ connectionId, percent: input.percent });
      return answer.ok
        ? readConnection(context, answer.value.connectionId)
        : new UserErrorValue(answer.refusal);
    },
  }),
);
