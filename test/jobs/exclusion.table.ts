/** What a connection allows while something runs on it, as a table: one thing at a time, whoever asks, in whatever order. */

/** What became of a wish: `begun`, `left` where the schedule passes a connection over, or the code of a refusal. */
export type Outcome = 'begun' | 'left' | string;

/** Each way to begin something on a connection. */
export const DEED_NAMES = ['enable', 'manual', 'automatic', 'import', 'retry', 'preview'] as const;
export type DeedName = (typeof DEED_NAMES)[number];

/** What a connection is before the first of two deeds. */
export type Status = 'SETUP' | 'ENABLED';
export const STATUSES = ['SETUP', 'ENABLED'] as const satisfies readonly Status[];

/** What begins on a connection where nothing runs. */
export const POSSIBLE: Readonly<Record<Status, readonly DeedName[]>> = {
  SETUP: ['enable', 'import', 'preview'],
  ENABLED: ['manual', 'automatic', 'retry', 'preview'],
};

/** Why `second` is refused while `first` is under way. */
export function refusalOf(first: DeedName, second: DeedName, status: Status): Outcome {
  const enabled = status === 'ENABLED' || first === 'enable';
  const ofStatus = refusalByStatus(second, enabled ? 'ENABLED' : 'SETUP');
  if (ofStatus !== null) return ofStatus;
  if (second === 'automatic') return 'left';
  return first === 'import' ? 'IMPORT_IN_PROGRESS' : 'SYNC_IN_PROGRESS';
}

/** Why the deed never begins on a connection that is in setup, or enabled; null: it does where nothing runs. */
export function refusalByStatus(deed: DeedName, status: Status): Outcome | null {
  if (POSSIBLE[status].includes(deed)) return null;
  if (deed === 'automatic') return 'left';
  return status === 'ENABLED' ? 'ALREADY_ENABLED' : 'NOT_ENABLED';
}

/** What becomes of the deed while the CRM's own sync runs (S9): what begins ends before it starts. */
export function afterCrm(deed: DeedName, status: Status): Outcome {
  return refusalByStatus(deed, status) ?? (deed === 'manual' ? 'CRM_SYNC_IN_PROGRESS' : 'begun');
}

/** Everything that begins. */
export const BEGINNINGS = STATUSES.flatMap((status) => POSSIBLE[status].map((first) => ({ status, first })));

/** Everything that begins, and everything that somebody may ask for while it is under way. */
export const ONE_AFTER_THE_OTHER = BEGINNINGS.flatMap(({ status, first }) =>
  DEED_NAMES.map((second) => ({ status, first, second })),
);

/** Two deeds at the same moment, of which one begins at least. */
export const AT_ONCE = STATUSES.flatMap((status) =>
  POSSIBLE[status].flatMap((one, index) =>
    DEED_NAMES.filter((other) => !POSSIBLE[status].slice(0, index).includes(other)).map((other) => ({
      status,
      one,
      other,
    })),
  ),
);
