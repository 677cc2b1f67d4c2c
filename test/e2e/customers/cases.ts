/** What a generated world contains: pairs that agree or not, and records of one side, each with what may go wrong. */
import { addressNumber, type CompanyDraft, type PartyDraft, type PersonDraft } from './drafts.ts';

type Change<Draft> = (draft: Draft) => Draft;

/** Two records of one identity. Books' one is written after FSM's, unless FSM's is edited later. */
export interface PairCase<Draft> {
  readonly fsm?: Change<Draft>;
  readonly books?: Change<Draft>;
  readonly later?: 'FSM';
  readonly inactive?: 'FSM' | 'BOOKS';
  /** A second record of the same identity, on this side. */
  readonly twin?: 'FSM' | 'BOOKS';
}

export interface SingleCase<Draft> {
  readonly change?: Change<Draft>;
  readonly inactive?: true;
  /** A vendor of Books: with FSM's record, it shares the display name only. */
  readonly vendor?: true;
}

const EMOJI = '\u{1F527}';

function movedTo<Draft extends PartyDraft>(draft: Draft): Draft {
  return { ...draft, service: { ...addressNumber(7_777), country: 'Canada' } };
}

/** One member of one address. */
function otherZip<Draft extends PartyDraft>(draft: Draft): Draft {
  return { ...draft, service: { ...(draft.service ?? addressNumber(7_778)), zip: '99999' } };
}

function withoutAddresses<Draft extends PartyDraft>(draft: Draft): Draft {
  return { ...draft, service: null, billing: null };
}

function emojiInCity<Draft extends PartyDraft>(draft: Draft): Draft {
  return { ...draft, billing: { ...addressNumber(7_779), city: `Springfield ${EMOJI}` } };
}

/** FSM's streets hold 255 characters, those of Books 500 (fsm-api.md 4, books-api.md 4.2). */
function longStreet<Draft extends PartyDraft>(draft: Draft): Draft {
  return { ...draft, service: { ...addressNumber(7_780), street: 'Long Road '.repeat(30).trim() } };
}

/** Books' cities hold 100 characters, those of FSM have no known limit. */
function longCity<Draft extends PartyDraft>(draft: Draft): Draft {
  return { ...draft, service: { ...addressNumber(7_781), city: 'Llanfair '.repeat(15).trim() } };
}

const inCurrency =
  (currency: string) =>
  <Draft extends PartyDraft>(draft: Draft): Draft => ({ ...draft, currency });
const taxed = <Draft extends PartyDraft>(draft: Draft): Draft => ({ ...draft, tax: 'taxed' });
const exempt = <Draft extends PartyDraft>(draft: Draft): Draft => ({ ...draft, tax: 'exempt' });

/** Of Books alone (C1), and of FSM alone (C2). */
const booksOnly = inCurrency('GBP');
const fsmOnly = inCurrency('JPY');

export const COMPANY_PAIRS: readonly PairCase<CompanyDraft>[] = [
  {},
  { books: movedTo, later: 'FSM' },
  { books: movedTo },
  { fsm: withoutAddresses, later: 'FSM' },
  { fsm: withoutAddresses },
  { books: otherZip, later: 'FSM' },
  { fsm: otherZip },
  { books: emojiInCity },
  { books: emojiInCity, later: 'FSM' },
  { books: longStreet },
  { fsm: longCity, later: 'FSM' },
  { fsm: fsmOnly, later: 'FSM' },
  { fsm: fsmOnly },
  { books: booksOnly },
  { books: booksOnly, later: 'FSM' },
  { books: exempt, later: 'FSM' },
  { books: taxed },
  { fsm: exempt },
  { inactive: 'FSM' },
  { inactive: 'BOOKS' },
  { twin: 'FSM' },
  { twin: 'BOOKS' },
];

export const COMPANIES_OF_BOOKS: readonly SingleCase<CompanyDraft>[] = [
  {},
  { change: booksOnly },
  { inactive: true },
  { change: (draft) => ({ ...draft, name: `${draft.name} ${EMOJI}` }) },
  { change: emojiInCity },
  { change: longStreet },
  {},
  { change: inCurrency('EUR') },
  // Nobody has filled in the company.
  { change: (draft) => ({ ...draft, name: '' }) },
  { change: exempt },
  { change: taxed },
  { vendor: true },
  { change: withoutAddresses },
  {},
];

export const COMPANIES_OF_FSM: readonly SingleCase<CompanyDraft>[] = [
  {},
  { change: fsmOnly },
  {},
  { inactive: true },
  { change: inCurrency('EUR') },
  { change: longCity },
  { vendor: true },
  { change: exempt },
  {},
  { change: taxed },
  { change: withoutAddresses },
  {},
];

const otherPhone = (draft: PersonDraft): PersonDraft => ({ ...draft, phone: '+44 20 7946 0000' });
const withoutMobile = (draft: PersonDraft): PersonDraft => ({ ...draft, mobile: '' });
const renamed = (draft: PersonDraft): PersonDraft => ({ ...draft, last: `${draft.last} née Costa` });
const emojiInName = (draft: PersonDraft): PersonDraft => ({ ...draft, first: `Zoé ${EMOJI}` });
const withoutEmail = (draft: PersonDraft): PersonDraft => ({ ...draft, email: '' });
const withoutFirst = (draft: PersonDraft): PersonDraft => ({ ...draft, first: '' });
const withoutLast = (draft: PersonDraft): PersonDraft => ({ ...draft, last: '' });
/** FSM's first names hold 40 characters, those of Books 100 (fsm-api.md 8, books-api.md 4.3). */
const longFirst = (draft: PersonDraft): PersonDraft => ({
  ...draft,
  first: 'Wolfeschlegelsteinhausenbergerdorff Johann Adolf',
});
/** FSM's phones hold 30 characters, those of Books 50. */
const longPhone = (draft: PersonDraft): PersonDraft => ({
  ...draft,
  phone: '+1 312 555 0100 extension 4711 ask for Sam',
});

export const INDIVIDUAL_PAIRS: readonly PairCase<PersonDraft>[] = [
  {},
  { books: otherPhone, later: 'FSM' },
  { books: otherPhone },
  { books: renamed },
  { books: renamed, later: 'FSM' },
  { fsm: movedTo, later: 'FSM' },
  { fsm: movedTo },
  { books: emojiInName },
  { fsm: fsmOnly, later: 'FSM' },
  { fsm: withoutMobile },
  { inactive: 'FSM' },
  { inactive: 'BOOKS' },
  { twin: 'FSM' },
  { twin: 'BOOKS' },
];

export const INDIVIDUALS_OF_BOOKS: readonly SingleCase<PersonDraft>[] = [
  {},
  { change: booksOnly },
  { change: withoutEmail },
  { change: withoutLast },
  { change: emojiInName },
  { inactive: true },
  { change: longPhone },
  { change: taxed },
  { change: withoutFirst },
];

export const CONTACTS_ALONE: readonly SingleCase<PersonDraft>[] = [
  {},
  { change: withoutEmail },
  {},
  { change: withoutFirst },
  { inactive: true },
  { change: fsmOnly },
  { change: exempt },
  { change: longCity },
  { change: inCurrency('EUR') },
];

export const PERSON_PAIRS: readonly PairCase<PersonDraft>[] = [
  {},
  { books: otherPhone, later: 'FSM' },
  { books: otherPhone },
  { fsm: renamed, later: 'FSM' },
  { fsm: renamed },
  { books: emojiInName },
  { books: emojiInName, later: 'FSM' },
  // Addresses of a person are no matter of the sync.
  { fsm: movedTo, later: 'FSM' },
  { fsm: withoutMobile, later: 'FSM' },
];

export const PERSONS_OF_BOOKS: readonly SingleCase<PersonDraft>[] = [
  {},
  {},
  { change: withoutEmail },
  { change: withoutLast },
  { change: emojiInName },
  { change: longFirst },
];

export const CONTACTS_OF_COMPANIES: readonly SingleCase<PersonDraft>[] = [
  {},
  {},
  { change: withoutEmail },
  {},
  { change: withoutFirst },
  { inactive: true },
  {},
];
