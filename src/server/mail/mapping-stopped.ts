/** The letter about a run that its mapping stopped. */
import type { Letter } from './letter.ts';
import { oneLine } from './letter.ts';

export interface StoppedByMapping {
  readonly connectionName: string;
  /** As the API shows it. */
  readonly connectionId: string;
  readonly mappingSet: string;
  /** The run's own sentences: they name fields and files, never a value. */
  readonly reason: string;
  readonly runId: string;
  readonly at: Date;
  /** Null: people start the next sync. */
  readonly nextSyncAt: Date | null;
  /** Of the connection's mapping in the dashboard; null when it is not known here. */
  readonly url: string | null;
}

export function mappingStopped(about: StoppedByMapping): Letter {
  const name = oneLine(about.connectionName);
  const set = oneLine(about.mappingSet);
  return {
    subject: `The mapping of "${name}" stopped its sync`,
    blocks: [
      {
        kind: 'text',
        text: `The sync of "${name}" was stopped: its mapping cannot be used with the fields as they are now. No record of this connection is synced until that is put right.`,
      },
      { kind: 'text', text: 'The reason:' },
      { kind: 'quote', text: about.reason },
      { kind: 'text', text: 'What to do:' },
      {
        kind: 'steps',
        steps: [
          `Correct the mapping set "${set}" as the reason says, or take the change in Zoho back. "npm run mappings -- pull --connection ${about.connectionId}" takes over the fields as both organisations have them.`,
          'See with "npm run mappings -- check" that the set is right, and commit it.',
          about.nextSyncAt === null
            ? 'Start a sync: the automatic one is switched off.'
            : `Start a sync, or wait for the automatic one at ${minute(about.nextSyncAt)}.`,
        ],
      },
      ...(about.url === null
        ? []
        : [{ kind: 'link', label: 'The mapping in the dashboard', url: about.url } as const]),
      {
        kind: 'text',
        text: `This mail is sent once. It comes again for another reason, or when a sync has succeeded in between. Run ${about.runId}, ended ${minute(about.at)}.`,
      },
    ],
  };
}

const minute = (at: Date): string => `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
