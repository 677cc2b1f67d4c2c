/** The mapping tables of a connection: compiled now, beside what the last run applied. */
import { builder } from './builder.ts';
import { Connection } from './connection.ts';
import type { MappingChangeView, MappingRuleView, MappingView } from './context.ts';
import { Pair } from './enums.ts';

const MappingDirection = builder.enumType('MappingDirection', {
  description: 'Which way a rule carries its field.',
  values: {
    BOTH: { value: 'both', description: 'Both ways.' },
    TO_BOOKS: { value: 'toBooks', description: 'From FSM to Books only.' },
    TO_FSM: { value: 'toFsm', description: 'From Books to FSM only.' },
  } as const,
});

const MappingOrigin = builder.enumType('MappingOrigin', {
  description: 'Who made a rule.',
  values: {
    PAIR: { value: 'pair', description: 'The pair itself: identity fields and addresses.' },
    FILE: { value: 'file', description: 'The mapping file.' },
  } as const,
});

const ConflictPolicy = builder.enumType('ConflictPolicy', {
  description: 'Which edit wins when both sides have changed.',
  values: {
    LATEST_WINS: { value: 'latestWins', description: 'The record modified last.' },
    FSM_WINS: { value: 'fsmWins', description: "FSM's." },
    BOOKS_WINS: { value: 'booksWins', description: "Books'." },
    MERGE_FIELDS: {
      value: 'mergeFields',
      description: "Each side's own changes are kept; on the same field the latest wins.",
    },
  } as const,
});

const MappingRule = builder.objectRef<MappingRuleView>('MappingRule').implement({
  description: 'One field that a mapping table carries.',
  fields: (t) => ({
    key: t.exposeString('key', { description: 'Address of the rule: the Books field, as logs name it.' }),
    direction: t.expose('direction', { type: MappingDirection, description: 'Which way it goes.' }),
    origin: t.expose('origin', { type: MappingOrigin, description: 'Who made the rule.' }),
    identity: t.exposeBoolean('identity', { description: 'Whether records are matched by it.' }),
    inWords: t.exposeString('inWords', { description: 'What the rule does, as a sentence.' }),
    fsmField: t.exposeString('fsmField', {
      nullable: true,
      description:
        'API name of the FSM field; several, with commas, where the rule joins them; null for a constant.',
    }),
    booksField: t.exposeString('booksField', { description: 'API name of the Books field.' }),
    transforms: t.stringList({
      description: 'Transforms the value goes through, from FSM to Books.',
      resolve: (rule) => [...rule.transforms],
    }),
  }),
});

const MappingViolation = builder.objectRef<MappingView['violations'][number]>('MappingViolation').implement({
  description: 'Why a mapping table cannot be used.',
  fields: (t) => ({
    code: t.exposeString('code', { description: 'What it is, for programs.' }),
    file: t.exposeString('file', { description: 'The mapping file, e.g. `mappings/default/items.ts`.' }),
    line: t.exposeInt('line', { description: 'Line of the rule in the file, from 1.' }),
    field: t.exposeString('field', { description: 'Table and field concerned, e.g. `items.rate`.' }),
    message: t.exposeString('message', { description: 'What is wrong and what to do, for people.' }),
  }),
});

const MappingChangeClass = builder.enumType('MappingChangeClass', {
  description: 'What kind of change a mapping rule or table has seen.',
  values: {
    NEW_FIELD: { value: 'newField', description: 'A field is mapped that was not.' },
    CHANGED_RULE: { value: 'changedRule', description: 'Source, direction or transform of a rule changed.' },
    REMOVED_RULE: { value: 'removedRule', description: 'A field is not mapped any more.' },
    POLICY: { value: 'policy', description: 'The conflict policy changed.' },
    IDENTITY_OR_SYNC_TYPE: {
      value: 'identityOrSyncType',
      description: 'What records are matched by, or which of them are synced, changed.',
    },
  } as const,
});

const MappingResync = builder.enumType('MappingResync', {
  description: 'What a mapping change asks of the next run.',
  values: {
    NONE: { value: 'none', description: 'Nothing: it goes on as before.' },
    AFFECTED: {
      value: 'affected',
      description: 'The affected records are brought up to the new mapping, and no others are written.',
    },
    FULL: { value: 'full', description: 'Everything is matched and compared again.' },
  } as const,
});

const MappingChange = builder.objectRef<MappingChangeView>('MappingChange').implement({
  description: 'One difference between a mapping table and what the last run applied.',
  fields: (t) => ({
    key: t.exposeString('key', {
      nullable: true,
      description: 'The Books field of the rule; null: it is about the whole table.',
    }),
    class: t.expose('class', { type: MappingChangeClass, description: 'What kind of change it is.' }),
    why: t.exposeString('why', { description: 'What changed and what follows, as sentences.' }),
  }),
});

const MappingStatus = builder.objectRef<MappingView>('MappingStatus').implement({
  description: 'A compiled mapping table, beside what the last run applied.',
  fields: (t) => ({
    table: t.exposeString('table', { description: 'Name of the table, e.g. `items` or `business`.' }),
    pair: t.expose('pair', { type: Pair, description: 'The pair it belongs to.' }),
    fsmModule: t.exposeString('fsmModule', { description: 'Module of FSM.' }),
    booksModule: t.exposeString('booksModule', { description: 'Module of Books.' }),
    conflictPolicy: t.expose('conflictPolicy', {
      type: ConflictPolicy,
      description: 'Which edit wins when both sides have changed.',
    }),
    fingerprint: t.exposeString('fingerprint', {
      description: 'Changes exactly when the meaning of the table does.',
    }),
    appliedFingerprint: t.exposeString('appliedFingerprint', {
      nullable: true,
      description: 'Fingerprint of the table as a run applied it last; null while none has.',
    }),
    upToDate: t.boolean({
      description: 'False: the next run also considers all records that the change affects.',
      resolve: (mapping) => mapping.appliedFingerprint === mapping.fingerprint,
    }),
    pendingResync: t.expose('pendingResync', {
      type: MappingResync,
      description: 'What the changes since the last run ask of the next one.',
    }),
    pendingChanges: t.field({
      type: [MappingChange],
      description: 'What changed since the last run that applied the table.',
      resolve: ({ pendingChanges }) => [...pendingChanges],
    }),
    rules: t.field({ type: [MappingRule], description: 'Its rules.', resolve: ({ rules }) => [...rules] }),
    violations: t.field({
      type: [MappingViolation],
      description: 'Why it cannot be used; empty when it can.',
      resolve: ({ violations }) => [...violations],
    }),
  }),
});

builder.prismaObjectFields(Connection, (t) => ({
  mappings: t.field({
    type: [MappingStatus],
    description: "The mapping tables of the connection's sync type.",
    resolve: async ({ id }, _args, { loaders }) => [...((await loaders.mappings.load(id)) ?? [])],
  }),
}));
