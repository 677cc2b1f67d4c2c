/** Changing the sync type: a plan, and the change that names it. */
import { z } from 'zod';
import {
  SYNC_TYPE_ACTIONS,
  type SyncTypeAction,
  type SyncTypePlan as SyncTypePlanRow,
  type SyncTypeStep as SyncTypeStepRow,
} from '../src/jobs/sync-type.ts';
import { reasonSchema } from './audit-reason.ts';
import { builder } from './builder.ts';
import { Connection, findConnection, reachConnection, readConnection } from './connection.ts';
import { Direction, SyncType } from './enums.ts';
import { UserFacingReason } from './reason.ts';
import { kindOf, RecordKind } from './record-kind.ts';
import { stepInWords } from './sync-type-words.ts';
import { forRole, INPUT, parseInput, resultType, UserErrorValue } from './user-error.ts';

const ACTION_DESCRIPTIONS: Readonly<Record<SyncTypeAction, string>> = {
  KEEP: 'Links that go on as they are.',
  SLEEP: 'Links of records that the new type leaves alone. They are kept, and nothing is deleted.',
  WAKE: 'Links that slept and are synced again.',
  MOVE: 'Links whose FSM contact gets another counterpart; the former one stays, parked.',
  RECALL: 'Contacts that take up again the counterpart that they left when they moved.',
  LINK: 'Records without a link that have exactly one counterpart by name, e-mail or Zoho’s own sync.',
  CREATE: 'Records without a counterpart, which are created on the other side.',
  UNDECIDED: 'Records of which more than one could be meant; they fail until somebody links them.',
};

const SyncTypeActionEnum = builder.enumType('SyncTypeAction', {
  description: 'What a change of the sync type makes of some links or records.',
  values: Object.fromEntries(
    SYNC_TYPE_ACTIONS.map((action) => [action, { description: ACTION_DESCRIPTIONS[action] }]),
  ) as Readonly<Record<SyncTypeAction, { description: string }>>,
});

const SyncTypeStep = builder.objectRef<SyncTypeStepRow>('SyncTypeStep').implement({
  description: 'One thing that the next run does after the change, or leaves.',
  fields: (t) => ({
    action: t.expose('action', { type: SyncTypeActionEnum, description: 'What is done.' }),
    kind: t.field({
      type: RecordKind,
      description: 'What the records are, after the change.',
      resolve: ({ kind }) => kindOf(kind),
    }),
    formerKind: t.field({
      type: RecordKind,
      nullable: true,
      description: 'Of MOVE, what they are now.',
      resolve: ({ formerKind }) => (formerKind === null ? null : kindOf(formerKind)),
    }),
    direction: t.expose('direction', {
      type: Direction,
      nullable: true,
      description: 'Of CREATE, where they are created.',
    }),
    count: t.exposeInt('count', {
      nullable: true,
      description: 'How many; null where that is only known once the run reads the customers one by one.',
    }),
    atMost: t.exposeBoolean('atMost', { description: 'Fewer, where counterparts turn up in the run.' }),
    message: t.string({ description: 'The step as a sentence.', resolve: stepInWords }),
  }),
});

const SyncTypePlan = builder.objectRef<SyncTypePlanRow>('SyncTypePlan').implement({
  description:
    'What another sync type would do, as things are. Nothing is ever deleted by it, on either side.',
  fields: (t) => ({
    from: t.expose('from', { type: SyncType, description: 'The present type.' }),
    to: t.expose('to', { type: SyncType, description: 'The type asked about.' }),
    steps: t.field({
      type: [SyncTypeStep],
      description: 'What the next run does, links first.',
      resolve: ({ steps }) => [...steps],
    }),
    token: t.exposeString('token', {
      nullable: true,
      description:
        'What `changeSyncType` takes: good for an hour, and as long as the links stay as they are.',
    }),
    tokenExpiresAt: t.expose('tokenExpiresAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When the token lapses.',
    }),
    refusal: t.field({
      type: UserFacingReason,
      nullable: true,
      description: 'Why the change would be refused; there is no token then.',
      resolve: ({ refusal }) =>
        refusal === null ? null : { code: refusal.code, message: refusal.message, field: null },
    }),
  }),
});

builder.queryField('syncTypeChange', (t) =>
  t.field({
    type: SyncTypePlan,
    nullable: true,
    authScopes: { admin: true },
    description:
      'Plans another sync type: both services are listed, nothing is written. Null: there is no such connection. Role: ADMIN.',
    args: {
      connectionId: t.arg.id({ description: 'Global id of the connection.' }),
      to: t.arg({ type: SyncType, description: 'The type to change to.' }),
    },
    resolve: async (_root, { connectionId, to }, context) => {
      const connection = await findConnection(context, connectionId);
      return connection ? context.control.planSyncType({ connectionId: connection.id, to }) : null;
    },
  }),
);

const ChangeSyncTypeInput = builder.inputType('ChangeSyncTypeInput', {
  description: 'The connection, its new sync type and the plan that was looked at.',
  fields: (t) => ({
    connectionId: t.id({ description: 'Global id of the connection.' }),
    to: t.field({ type: SyncType, description: 'The type to change to.' }),
    planToken: t.string({ description: 'The token of `syncTypeChange`.' }),
    reason: t.string({ required: false, description: 'Why, for the audit log.' }),
  }),
});

const changeSchema = z.object({ reason: reasonSchema });

builder.mutationField('changeSyncType', (t) =>
  t.field({
    ...forRole('admin'),
    type: resultType('ChangeSyncType', Connection),
    description:
      'Changes the sync type as planned; the next run carries it out. Refused without the token of a plan that still holds. Role: ADMIN.',
    args: { input: t.arg({ type: ChangeSyncTypeInput, description: INPUT }) },
    resolve: async (_root, { input }, context) => {
      const connectionId = reachConnection(context, input.connectionId);
      if (connectionId instanceof UserErrorValue) return connectionId;
      const parsed = parseInput(changeSchema, input);
      if (!parsed.ok) return parsed.error;
      const { to, planToken } = input;
      const answer = await context.control.changeSyncType(
        { connectionId, to, planToken, reason: parsed.value.reason || null },
        { tokenId: context.principal.tokenId },
      );
      return answer.ok ? readConnection(context, connectionId) : new UserErrorValue(answer.refusal);
    },
  }),
);
