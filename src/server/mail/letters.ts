/** The letter for each occasion, as a table from triggers to words; and one letter about several. */
import type { NotificationTrigger } from '../../store/generated/prisma/enums.ts';
import { type Block, type Letter, oneLine } from './letter.ts';
import { mappingSteps } from './mapping-stopped.ts';
import { type About, minute, nextSync } from './occasion.ts';

/** In front of every subject, for people who sort their mail by it. */
export const SUBJECT_MARK = '[fieldledger]';

interface Words {
  /** Ends the subject. */
  readonly headline: string;
  readonly lead: (name: string) => string;
  readonly steps: (about: About) => readonly string[];
  /** Page of the connection in the dashboard. */
  readonly page?: 'mapping';
}

/** What to do first about a code that disables a sync. The reason itself says what was found. */
const STEP_OF_CODE: Readonly<Record<string, string>> = {
  SYNC_TYPE_MISMATCH:
    "Give the connection the sync type of the account's CRM-Books integration, or change that integration.",
  RECORD_LIMIT_EXCEEDED:
    'Reduce the records in Zoho Invoice, or move to Zoho Books, which has no such limit.',
};

const WORDS: Readonly<Record<NotificationTrigger, Words>> = {
  SYNC_DISABLED: {
    headline: 'the sync is disabled',
    lead: (name) =>
      `An error has disabled the sync of "${name}". No sync runs any more, neither by itself nor by hand, until it is enabled again.`,
    steps: ({ code }) => [
      STEP_OF_CODE[code] ?? 'Put right what the reason says.',
      'Have somebody with the support role enable the sync again; nobody else can.',
    ],
  },
  SYNC_FAILED: {
    headline: 'a sync has failed',
    lead: (name) => `A sync of "${name}" has failed. What it had done by then stays done.`,
    steps: ({ connection }) => ['See what the reason says.', nextSync(connection)],
  },
  RECORDS_FAILED: {
    headline: 'records could not be synced',
    lead: (name) =>
      `A sync of "${name}" went through, but not every record. The next syncs try these again by themselves.`,
    steps: () => [
      'See the records: the run offers them as a file for each module, with the reason of each.',
      'Put right what the reasons say, in Zoho or in the mapping.',
    ],
  },
  REAUTHORISATION_REQUIRED: {
    headline: 'Zoho refuses the credential',
    lead: (name) =>
      `Zoho does not accept the credential of "${name}" any more. Nothing is synced until it does.`,
    steps: ({ connection }) => ['Authorise the connection again.', nextSync(connection)],
  },
  MAPPING_INVALID: {
    headline: 'the mapping stopped the sync',
    lead: (name) =>
      `The sync of "${name}" was stopped: its mapping cannot be used with the fields as they are now. No record of this connection is synced until that is put right.`,
    steps: mappingSteps,
    page: 'mapping',
  },
  QUOTA_WAIT: {
    headline: 'a sync waits for its quota',
    lead: (name) => `A sync of "${name}" rests, because Zoho allows no more calls for now.`,
    steps: () => ['Nothing has to be done: the sync goes on by itself.'],
  },
  GUARD_STOPPED: {
    headline: 'a sync was stopped before it wrote',
    lead: (name) =>
      `A sync of "${name}" was about to do more than it is allowed to without asking, and stopped.`,
    steps: () => ['See what the run was about to do.', 'Confirm it, or put right what the reason says.'],
  },
};

const text = (words: string): Block => ({ kind: 'text', text: words });

function linkOf(about: About, page: Words['page']): readonly Block[] {
  const { dashboardUrl, id } = about.connection;
  if (dashboardUrl === null) return [];
  const connection = `${dashboardUrl}/#/connections/${encodeURIComponent(id)}`;
  if (page !== undefined)
    return [{ kind: 'link', label: 'The mapping in the dashboard', url: `${connection}/${page}` }];
  if (about.runId === null)
    return [{ kind: 'link', label: 'The connection in the dashboard', url: connection }];
  const url = `${connection}/runs/${encodeURIComponent(about.runId)}`;
  return [{ kind: 'link', label: 'The run in the dashboard', url }];
}

function blocksOf(about: About): readonly Block[] {
  const words = WORDS[about.trigger];
  const run = about.runId === null ? '' : ` Run ${about.runId}.`;
  return [
    text(words.lead(oneLine(about.connection.name))),
    text('The reason:'),
    { kind: 'quote', text: about.reason },
    ...about.details.map((detail): Block => ({ kind: 'quote', text: detail })),
    text('What to do:'),
    { kind: 'steps', steps: words.steps(about) },
    ...linkOf(about, words.page),
    text(`Code ${about.code}, ${minute(about.at)}.${run}`),
  ];
}

const ONCE =
  'This mail is sent once. It comes again for another reason, or when a sync has succeeded in between.';

/** What subject a notice has, for people. */
export const headlineOf = (trigger: NotificationTrigger): string => WORDS[trigger].headline;

/** One letter about everything that happened to one connection; `all` has at least one. */
export function letterAbout(all: readonly About[]): Letter {
  const [first, ...others] = all;
  if (first === undefined) throw new RangeError('a letter needs something to tell');
  const more = others.length === 0 ? '' : ` (and ${others.length} more)`;
  return {
    subject: `${SUBJECT_MARK} ${oneLine(first.connection.name)}: ${headlineOf(first.trigger)}${more}`,
    blocks: [...all.flatMap(blocksOf), text(ONCE)],
  };
}
