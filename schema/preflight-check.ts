/** The checks before a sync: what they found, of a connection and of a run. */
import {
  CHECK_CODES,
  CHECK_SOURCES,
  type Check,
  type CheckCode as CheckCodeName,
  type CheckSource as CheckSourceName,
  checksFromJson,
} from '../src/store/checks.ts';
import { builder } from './builder.ts';
import { Connection } from './connection.ts';
import { SyncRun } from './sync-run.ts';

const CODE_DESCRIPTIONS: Readonly<Record<CheckCodeName, string>> = {
  SYNC_TYPE_MISMATCH:
    "The sync type is another one than that of the account's CRM integration. The run fails and the sync is disabled.",
  RECORD_LIMIT_EXCEEDED:
    'Zoho Invoice holds more customers or items than a sync may have. The run fails and the sync is disabled.',
  ORGANIZATION_INACTIVE: 'The Books or Invoice organisation is not active. The run fails.',
  CRM_SYNC_IN_PROGRESS:
    "The account's CRM sync is under way. A manual sync is refused; an automatic run fails and is tried again soon.",
  TAX_MISMATCH: 'Taxes are on in one service and off in the other. The run fails.',
  EDITION_UNSUPPORTED: 'The FSM edition has no two-way sync. Enabling is refused.',
};

const CheckCode = builder.enumType('PreflightCode', {
  description: 'What is checked before a sync, by the code of its failure.',
  values: Object.fromEntries(
    CHECK_CODES.map((code) => [code, { description: CODE_DESCRIPTIONS[code] }]),
  ) as Readonly<Record<CheckCodeName, { description: string }>>,
});

const SOURCE_DESCRIPTIONS: Readonly<Record<CheckSourceName, string>> = {
  ANSWERED: 'The services were asked for this sync.',
  KNOWN: 'An earlier answer, or a count that the sync keeps.',
  DECLARED: "The connection's own word: nobody else tells.",
  NONE: 'Nobody tells.',
};

const CheckSource = builder.enumType('PreflightSource', {
  description: 'What the verdict of a check rests on.',
  values: Object.fromEntries(
    CHECK_SOURCES.map((source) => [source, { description: SOURCE_DESCRIPTIONS[source] }]),
  ) as Readonly<Record<CheckSourceName, { description: string }>>,
});

const PreflightCheck = builder.objectRef<Check>('PreflightCheck').implement({
  description: 'One check before a sync.',
  fields: (t) => ({
    code: t.expose('code', { type: CheckCode, description: 'What was checked.' }),
    passed: t.exposeBoolean('passed', {
      nullable: true,
      description: 'Null: it could not be judged, and stops nothing; `message` says why.',
    }),
    message: t.exposeString('message', { description: 'What was found and, where it failed, what to do.' }),
    checkedAt: t.field({
      type: 'DateTime',
      description: 'When what it rests on was looked at.',
      resolve: ({ checkedAtMs }) => new Date(checkedAtMs),
    }),
    source: t.expose('source', { type: CheckSource, description: 'What the verdict rests on.' }),
  }),
});

builder.prismaObjectField(Connection, 'checks', (t) =>
  t.field({
    type: [PreflightCheck],
    description: 'What the checks before the last sync found; empty before the first.',
    resolve: ({ checks }) => [...checksFromJson(checks)],
  }),
);

builder.prismaObjectField(SyncRun, 'checks', (t) =>
  t.field({
    type: [PreflightCheck],
    description: 'What the checks before this run found; empty until they were made.',
    resolve: ({ checks }) => [...checksFromJson(checks)],
  }),
);
