/** Links as decisions leave them. */
import { describe, expect, it } from 'vitest';
import { goneLink, skippedLink } from '../../src/engine/links.ts';
import { AGREED_FSM, linked, plain, row } from './decision-words.ts';

describe('the link of a contact between two counterparts', () => {
  const moved = { kind: 'person', fsmModule: 'Contacts', booksModule: '', booksId: 'moved:link' } as const;
  const asleep = row(plain(), 'FSM', AGREED_FSM, { active: false });
  const unit = linked({}, asleep, null, moved);
  if (unit.kind !== 'linked') throw new Error('not linked');

  it('[D4] names no Books record after the contact was passed over: it gets one when it returns', () => {
    const { kind: _kind, ...ends } = moved;
    expect(skippedLink(unit)).toMatchObject({ ...ends, base: { $fsm: 'n' } });
  });

  it('[D2] names none after the contact was deleted', () => {
    expect(goneLink('FSM', unit.link)).toMatchObject({ booksModule: '', fsmGone: true, booksGone: false });
  });
});
