/** Steps of a change of the sync type as sentences. */
import type { CustomerKind, SyncTypeStep } from '../src/jobs/sync-type.ts';

interface Words {
  readonly link: string;
  readonly fsm: string;
  readonly books: string;
}

const KIND_WORDS: Readonly<Record<CustomerKind, Words>> = {
  business: {
    link: 'companies with their customers',
    fsm: 'companies',
    books: 'business customers',
  },
  person: {
    link: 'contacts with contact persons',
    fsm: 'contacts of companies',
    books: 'contact persons',
  },
  individual: {
    link: 'contacts with individual customers',
    fsm: 'contacts',
    books: 'individual customers',
  },
};

export function stepInWords(step: SyncTypeStep): string {
  const { action, kind, formerKind, direction } = step;
  const { link, fsm, books } = KIND_WORDS[kind];
  const count = amount(step);
  switch (action) {
    case 'KEEP':
      return `${count} links of ${link} go on.`;
    case 'SLEEP':
      return `${count} links of ${link} are no longer synced. They are kept, nothing is deleted, and they go on should the type be changed back.`;
    case 'WAKE':
      return `${count} links of ${link} are synced again; what changed meanwhile is compared, and conflicts are settled as the mapping says.`;
    case 'MOVE':
      return `${count} contacts become ${books}. Their ${KIND_WORDS[formerKind ?? kind].books} stay in Books and are left alone.`;
    case 'RECALL':
      return `${count} ${fsm} are linked again with the ${books} that they left before.`;
    case 'LINK':
      return `${count} ${fsm} are linked with the ${books} of the same name or e-mail.`;
    case 'CREATE':
      return direction === 'TO_BOOKS'
        ? `${count} ${books} are created in Books.`
        : `${count} ${fsm} are created in FSM.`;
    case 'UNDECIDED':
      return `${count} ${fsm} or ${books} fail, because more than one could be meant.`;
  }
}

function amount({ count, atMost }: SyncTypeStep): string {
  if (count === null) return 'A number not known yet of';
  return atMost ? `At most ${count}` : String(count);
}
