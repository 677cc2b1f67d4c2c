/** Blackout hours: when no automatic sync begins. */
import { type BlackoutWindow, blackoutFromJson, WEEKDAYS } from '../src/jobs/blackout.ts';
import { builder } from './builder.ts';
import { Connection, reachConnection, readConnection } from './connection.ts';
import { forRole, INPUT, resultType, UserErrorValue } from './user-error.ts';

const Weekday = builder.enumType('Weekday', {
  description: 'A day of the week.',
  values: Object.fromEntries(
    WEEKDAYS.map((day) => [day, { description: `${day.charAt(0)}${day.slice(1).toLowerCase()}.` }]),
  ) as Readonly<Record<(typeof WEEKDAYS)[number], { description: string }>>,
});

const Window = builder.objectRef<BlackoutWindow>('BlackoutWindow').implement({
  description: "Hours of the organisation's own time in which no automatic sync begins.",
  fields: (t) => ({
    from: t.exposeString('from', { description: 'Time of day at which it begins, e.g. `22:00`.' }),
    to: t.exposeString('to', {
      description: 'Time of day at which it ends; not later than `from`: on the day after.',
    }),
    days: t.field({
      type: [Weekday],
      description: 'Days on which it begins; none: every day.',
      resolve: ({ days }) => [...days],
    }),
  }),
});

builder.prismaObjectField(Connection, 'blackout', (t) =>
  t.field({
    type: [Window],
    description: 'Hours in which no automatic sync begins; one that is due then begins at their end.',
    resolve: ({ blackout }) => [...blackoutFromJson(blackout)],
  }),
);

const BlackoutWindowInput = builder.inputType('BlackoutWindowInput', {
  description: "Hours of the organisation's own time.",
  fields: (t) => ({
    from: t.string({ description: 'Time of day at which it begins, e.g. `22:00`.' }),
    to: t.string({ description: 'Time of day at which it ends; not later than `from`: on the day after.' }),
    days: t.field({
      type: [Weekday],
      required: false,
      description: 'Days on which it begins; none or left out: every day.',
    }),
  }),
});

const SetBlackoutInput = builder.inputType('SetBlackoutInput', {
  description: 'When no automatic sync begins from now on.',
  fields: (t) => ({
    connectionId: t.id({ description: 'Global id of the connection.' }),
    blackout: t.field({
      type: [BlackoutWindowInput],
      description: 'The windows, in place of those before; none: syncs begin at any hour.',
    }),
  }),
});

builder.mutationField('setBlackout', (t) =>
  t.field({
    ...forRole('operator'),
    type: resultType('SetBlackout', Connection),
    description:
      'Changes the hours in which no automatic sync begins; `syncNow` works at any hour, and a run under way goes on. Role: OPERATOR.',
    args: { input: t.arg({ type: SetBlackoutInput, description: INPUT }) },
    resolve: async (_root, { input }, context) => {
      const connectionId = reachConnection(context, input.connectionId);
      if (connectionId instanceof UserErrorValue) return connectionId;
      const windows = input.blackout.map(({ from, to, days }) => ({ from, to, days: days ?? [] }));
      const answer = await context.control.setBlackout({ connectionId, windows });
      return answer.ok
        ? readConnection(context, answer.value.connectionId)
        : new UserErrorValue(answer.refusal);
    },
  }),
);
