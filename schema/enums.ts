/** The enums of the database, as the API shows them. */
import { builder } from './builder.ts';

export const BooksProduct = builder.enumType('BooksProduct', {
  description: 'Which Zoho product keeps the books of a connection.',
  values: {
    BOOKS: { description: 'Zoho Books.' },
    INVOICE: { description: 'Zoho Invoice.' },
  } as const,
});

export const SyncType = builder.enumType('SyncType', {
  description: 'Which records of people and companies are synced; items are synced with every type.',
  values: {
    TYPE_I: { description: 'Companies with business customers; contacts are not synced.' },
    TYPE_II: { description: 'Contacts with individual customers; companies are not synced.' },
    TYPE_III: {
      description: 'Companies and their contacts with business customers and their contact persons.',
    },
    TYPE_IV: { description: 'As Type III, and contacts of no company with individual customers.' },
  } as const,
});

export const DuplicatePolicy = builder.enumType('DuplicatePolicy', {
  description: 'What happens to a record that has the same identity on both sides and no link yet.',
  values: {
    CLONE: { description: 'Each is replicated on the other side as a record of its own.' },
    OVERWRITE: { description: 'The one modified last overwrites the other, and the two are linked.' },
  } as const,
});

export const ConnectionStatus = builder.enumType('ConnectionStatus', {
  description: 'Where a connection is in its life.',
  values: {
    SETUP: { description: 'Two-way sync has not been enabled yet.' },
    ENABLED: { description: 'Two-way sync is enabled.' },
    DISABLED_BY_ERROR: { description: 'An error disabled the sync; only support can enable it again.' },
  } as const,
});

export const DataCenter = builder.enumType('DataCenter', {
  description: 'The Zoho data centre that holds both organisations, or the simulated Zoho of this product.',
  values: {
    US: { description: 'United States (zoho.com).' },
    EU: { description: 'European Union (zoho.eu).' },
    IN: { description: 'India (zoho.in).' },
    AU: { description: 'Australia (zoho.com.au).' },
    JP: { description: 'Japan (zoho.jp).' },
    CA: { description: 'Canada (zohocloud.ca).' },
    SA: { description: 'Saudi Arabia (zoho.sa).' },
    UK: { description: 'United Kingdom (zoho.uk).' },
    CN: { description: 'China (zoho.com.cn).' },
    SANDBOX: { description: 'The simulated Zoho at `SANDBOX_URL`.' },
  } as const,
});

export const RunTrigger = builder.enumType('RunTrigger', {
  description: 'What started a run.',
  values: {
    AUTOMATIC: { description: 'The schedule, or enabling.' },
    MANUAL: { description: 'A person, by `syncNow`.' },
    RETRY: { description: 'A person, to try failed records again.' },
    RESUME: { description: 'The product itself, after an interruption.' },
  } as const,
});

export const RunScope = builder.enumType('RunScope', {
  description: 'Which records a run considers.',
  values: {
    INCREMENTAL: { description: 'Those modified since the start of the last successful run.' },
    FULL: { description: 'All.' },
    AFFECTED: { description: 'All that a changed mapping touches, and those modified.' },
    RETRY: { description: 'Those that failed before.' },
  } as const,
});

export const RunMode = builder.enumType('RunMode', {
  description: 'What a run is for.',
  values: {
    SYNC: { description: 'An ordinary sync: whatever its scope holds, both ways.' },
    APPLY: { description: 'A sync that does what a preview has shown, and nothing else.' },
    SELECTED: { description: 'A sync of some records that a person or a service named, and of no others.' },
    IMPORT: { description: "Brings Books' records into FSM, one way." },
    PREVIEW: { description: 'Shows what a sync would do, and writes nothing.' },
  } as const,
});

export const RunState = builder.enumType('RunState', {
  description: 'How a run is going or how it ended.',
  values: {
    QUEUED: { description: 'Waits for a worker.' },
    RUNNING: { description: 'Is under way, or rests until a quota is free.' },
    SUCCEEDED: { description: 'Ended, and no record failed.' },
    SUCCEEDED_WITH_FAILURES: {
      description: 'Ended, and some records failed; the next run takes them up again.',
    },
    FAILED: { description: 'Ended by a fault that concerns the whole run.' },
    CANCELLED: { description: 'Ended by a person.' },
  } as const,
});

export const Pair = builder.enumType('Pair', {
  description: 'What is synced with what.',
  values: {
    ITEMS: { description: 'Services And Parts of FSM with Items of Books.' },
    CUSTOMERS: { description: 'Companies and Contacts of FSM with Customers and contact persons of Books.' },
  } as const,
});

export const PairPhase = builder.enumType('PairPhase', {
  description: 'How far a run is with a pair.',
  values: {
    PENDING: { description: 'Not begun.' },
    COLLECTING: { description: 'Reads both sides.' },
    DECIDING: { description: 'Compares them and decides what to write.' },
    EXECUTING: { description: 'Writes.' },
    SETTLING: { description: 'Reads back what the services made of the writes.' },
    DONE: { description: 'Done.' },
  } as const,
});

export const Outcome = builder.enumType('Outcome', {
  description: 'What became of a record in a run.',
  values: {
    CREATED: { description: 'Created on the other side.' },
    UPDATED: { description: 'Fields were written.' },
    LINKED: { description: 'Joined with its counterpart, and nothing needed writing.' },
    DEACTIVATED: { description: 'Made inactive in FSM, as it is in Books.' },
    UNCHANGED: {
      description:
        'Considered, and equal on both sides. Counted; listed only where a write had been planned and was not needed any more.',
    },
    SKIPPED: { description: 'Left alone for a reason that is no fault.' },
    FAILED: { description: 'Not synced; the reason says why. The next run takes it up again.' },
  } as const,
});

export const Direction = builder.enumType('Direction', {
  description: 'Which side is written.',
  values: {
    TO_BOOKS: { description: 'From FSM to Books.' },
    TO_FSM: { description: 'From Books to FSM.' },
  } as const,
});

export const TokenRole = builder.enumType('TokenRole', {
  description: 'What a token may do.',
  values: {
    VIEWER: { description: 'Read.' },
    OPERATOR: { description: 'Read, and operate existing connections.' },
    ADMIN: { description: 'All of that, and make connections and tokens.' },
    SUPPORT: { description: 'Read, and enable again what an error disabled.' },
  } as const,
});

export const Product = builder.enumType('Product', {
  description: 'One of the two sides of a connection.',
  values: {
    FSM: { description: 'Zoho FSM.' },
    BOOKS: { description: 'Zoho Books or Zoho Invoice, whichever the connection uses.' },
  } as const,
});

export const AuthorisationState = builder.enumType('AuthorisationState', {
  description: 'How far an authorisation is.',
  values: {
    PENDING: { description: 'Waits for the user to agree, or for the code.' },
    READY: { description: 'The login is there, to be used for a connection.' },
    FAILED: { description: 'Refused or expired; the reason says why, and another has to be begun.' },
  } as const,
});

export const CrmSource = builder.enumType('CrmSource', {
  description: "Who says what the account's CRM-Books integration is like.",
  values: {
    ORGANISATION: { description: 'The Books organisation itself.' },
    DECLARED: { description: 'Whoever made the connection: the organisation does not tell.' },
    NONE: { description: 'Nobody.' },
  } as const,
});

export const NotificationTrigger = builder.enumType('NotificationTrigger', {
  description: 'What people and programs can be told of.',
  values: {
    SYNC_DISABLED: { description: 'An error has disabled the sync; only support can enable it again.' },
    SYNC_FAILED: { description: 'A run was ended by a fault that has no trigger of its own.' },
    RECORDS_FAILED: { description: 'A run ended, and records failed for a reason nobody was told of yet.' },
    REAUTHORISATION_REQUIRED: { description: 'Zoho refuses the credential for good.' },
    MAPPING_INVALID: { description: 'The mapping cannot be used, and stopped the run.' },
    QUOTA_WAIT: { description: "A run rests until Zoho's quota allows more calls." },
    GUARD_STOPPED: { description: 'A run was about to do more than it may without asking, and stopped.' },
  } as const,
});

export const WebhookKind = builder.enumType('WebhookKind', {
  description: 'What a webhook is sent.',
  values: {
    GENERIC: { description: 'An event as JSON, signed with the secret of the webhook.' },
    SLACK: { description: 'A message as Slack, and what is compatible with it, takes it.' },
  } as const,
});

export const DeliveryState = builder.enumType('DeliveryState', {
  description: 'How far a mail or a call is.',
  values: {
    PENDING: { description: 'On its way, or waits to be tried again.' },
    SENT: { description: 'Arrived.' },
    KEPT: { description: 'A file in the outbox under `DATA_DIR`, as no mail server is set.' },
    FAILED: {
      description:
        'Given up for somebody at least. What of a mail nobody took is also a file in the outbox under `DATA_DIR`.',
    },
  } as const,
});

export const DeliveryChannel = builder.enumType('DeliveryChannel', {
  description: 'How somebody is told.',
  values: {
    MAIL: { description: 'By mail.' },
    WEBHOOK: { description: 'By the call of a webhook.' },
  } as const,
});
