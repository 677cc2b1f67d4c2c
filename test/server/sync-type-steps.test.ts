/** What a change of the sync type makes of links and records, from plain data. */
import { describe, expect, it } from 'vitest';
import {
  type ListedRecord,
  type PlannedLink,
  type StepsInput,
  stepsOf,
} from '../../src/server/sync-type/steps.ts';

const record = (side: 'FSM' | 'BOOKS', id: string, more: Partial<ListedRecord>): ListedRecord => ({
  side,
  id,
  module: side === 'FSM' ? 'Companies' : 'contacts',
  active: true,
  kind: 'business',
  identity: null,
  counterpartId: null,
  parentId: null,
  ...more,
});

const company = (id: string, more: Partial<ListedRecord> = {}) => record('FSM', id, more);
const customer = (id: string, more: Partial<ListedRecord> = {}) => record('BOOKS', id, more);
const contact = (id: string, more: Partial<ListedRecord> = {}) =>
  record('FSM', id, { module: 'Contacts', kind: 'individual', ...more });

const link = (
  kind: PlannedLink['kind'],
  fsmId: string,
  booksId: string,
  more: Partial<PlannedLink> = {},
) => ({
  kind,
  fsmModule: kind === 'business' ? 'Companies' : 'Contacts',
  fsmId,
  booksId,
  fsmGone: false,
  ...more,
});

function steps(input: Partial<StepsInput>): readonly string[] {
  const all = { from: 'I', to: 'IV', duplicates: 'OVERWRITE', links: [], records: [], parked: [] } as const;
  return stepsOf({ ...all, ...input })
    .filter(({ count }) => count !== null)
    .map(({ action, kind, direction, count }) => [action, kind, direction, count].filter(Boolean).join(' '));
}

describe('records without a link', () => {
  it('[M1] [M2] are linked one to one by identity, undecided where several share it, and created else', () => {
    const records = [
      company('1', { identity: 'oak' }),
      company('2', { identity: 'elm' }),
      company('3', { identity: 'fir' }),
      company('4'),
      customer('91', { identity: 'oak' }),
      customer('92', { identity: 'elm' }),
      customer('93', { identity: 'elm' }),
      customer('94', { identity: 'ash' }),
    ];
    expect(steps({ records })).toEqual([
      'LINK business 1',
      'CREATE business TO_BOOKS 2',
      'CREATE business TO_FSM 1',
      'UNDECIDED business 3',
    ]);
    expect(steps({ records, duplicates: 'CLONE' })).toEqual([
      'CREATE business TO_BOOKS 4',
      'CREATE business TO_FSM 4',
    ]);
  });

  it("are linked by Zoho's own sync first, and left out where they are inactive or parked", () => {
    const records = [
      company('1', { counterpartId: '91' }),
      company('2', { active: false }),
      customer('91'),
      customer('92'),
    ];
    const parked = [{ side: 'BOOKS', module: 'contacts', id: '92', leftBy: null }] as const;
    expect(steps({ records, parked, duplicates: 'CLONE' })).toEqual(['LINK business 1']);
  });
});

describe('links', () => {
  it('go on, sleep or wake with their table', () => {
    const links = [link('business', '1', '91'), link('person', '2', '91/5'), link('individual', '3', '93')];
    expect(steps({ links, from: 'IV', to: 'I' })).toEqual([
      'KEEP business 1',
      'SLEEP person 1',
      'SLEEP individual 1',
    ]);
    expect(steps({ links, from: 'II', to: 'III' })).toEqual([
      'WAKE business 1',
      'WAKE person 1',
      'SLEEP individual 1',
    ]);
  });

  it('move with their contact only where that is active and its company is synced', () => {
    const links = ['1', '2', '3', '4'].map((id) => link('individual', id, `9${id}`));
    const records = [
      company('10'),
      company('11', { active: false }),
      contact('1', { kind: 'person', parentId: '10' }),
      contact('2', { kind: 'person', parentId: '11' }),
      contact('3', { kind: 'person', parentId: '10', active: false }),
      contact('4'),
    ];
    expect(steps({ links, records, from: 'II', to: 'IV' })).toEqual([
      'KEEP individual 3',
      'MOVE person 1',
      'CREATE business TO_BOOKS 1',
      'CREATE person TO_BOOKS 1',
    ]);
  });

  it('are taken up again by the contact that left the record, under the same company only', () => {
    const links = [
      link('business', '10', '90'),
      link('individual', '1', '91'),
      link('individual', '2', '92'),
    ];
    const records = [
      company('10'),
      contact('1', { kind: 'person', parentId: '10' }),
      contact('2', { kind: 'person', parentId: '10' }),
    ];
    const parked = [
      { side: 'BOOKS', module: 'contact_persons', id: '90/5', leftBy: '1' },
      { side: 'BOOKS', module: 'contact_persons', id: '99/6', leftBy: '2' },
    ] as const;
    expect(steps({ links, records, parked, from: 'II', to: 'III' })).toEqual([
      'WAKE business 1',
      'MOVE person 2',
      'RECALL person 1',
      'CREATE person TO_BOOKS 1',
    ]);
  });
});
