/** Questions about lists of Books and Invoice (books-api.md 2, 3). */
import { RATE_HEADERS } from '../../zoho-api/index.ts';
import { headerNumber } from '../call/verdict.ts';
import { booksFilterTime } from '../codec/values.ts';
import { orderFinding } from './order.ts';
import {
  answered,
  count,
  type Finding,
  member,
  presence,
  type Question,
  refusedBy,
  rowsOf,
  seen,
  yesOrNo,
} from './question.ts';
import type { RawReader } from './raw-reader.ts';

const DAY_MS = 86_400_000;
const ORDER_SAMPLE_ROWS = 50;
const LISTS = [
  { list: 'items', id: 'item_id' },
  { list: 'contacts', id: 'contact_id' },
] as const;
type List = (typeof LISTS)[number]['list'];

async function dayCounter(reader: RawReader): Promise<Finding> {
  const reading = await reader.books('/items?per_page=1');
  const names = [RATE_HEADERS.books.limit, RATE_HEADERS.books.remaining, RATE_HEADERS.books.reset];
  const values = names.map((name) => headerNumber(reading.headers, name));
  const told = names.map((name, index) => `${name}: ${values[index] ?? 'absent'}`).join(', ');
  return {
    answer: yesOrNo(reading.status === 0 ? null : values.every((value) => value !== null)),
    evidence: `${seen(reading)}; ${told}`,
  };
}

/** Asked for what changes the day after tomorrow, a service that narrows has nothing to show. */
async function modifiedFilter(reader: RawReader, list: List): Promise<Finding> {
  const time = encodeURIComponent(booksFilterTime(reader.clock.nowMs() + 2 * DAY_MS));
  const future = await reader.books(`/${list}?filter_by=Status.All&per_page=5&last_modified_time=${time}`);
  const all = await reader.books(`/${list}?filter_by=Status.All&per_page=5`);
  const evidence = `of the future: ${seen(future, list)}; without: ${seen(all, list)}`;
  if (!answered(all)) return { answer: 'unknown', evidence };
  if (!answered(future)) return { answer: refusedBy(future), evidence };
  if (rowsOf(future, list).length > 0) return { answer: 'no', evidence };
  return { answer: yesOrNo(rowsOf(all, list).length > 0 ? true : null), evidence };
}

async function pageOf201(reader: RawReader, list: List): Promise<Finding> {
  const wide = await reader.books(`/${list}?filter_by=Status.All&per_page=201`);
  const rows = rowsOf(wide, list).length;
  const context = member(wide, 'page_context');
  const said =
    context !== null && typeof context === 'object' && 'per_page' in context ? context.per_page : 'absent';
  if (!answered(wide)) return { answer: refusedBy(wide), evidence: seen(wide) };
  const evidence = `${seen(wide, list)}; page_context.per_page: ${Number(said) || 'absent'}`;
  return { answer: rows > 200 ? 'given' : Number(said) === 200 ? 'cut to 200' : 'unknown', evidence };
}

async function contactsDefault(reader: RawReader): Promise<Finding> {
  const list = 'contacts';
  const ask = (filter: string) => reader.books(`/contacts?per_page=200${filter}`);
  const plain = await ask('');
  const all = await ask('&filter_by=Status.All');
  const active = await ask('&filter_by=Status.Active');
  const rows = [plain, all, active].map((reading) => rowsOf(reading, list).length);
  const evidence = `without: ${seen(plain, list)}; Status.All: ${seen(all, list)}; Status.Active: ${seen(active, list)}`;
  if (![plain, all, active].every(answered) || rows[1] === rows[2]) return { answer: 'unknown', evidence };
  return { answer: rows[0] === rows[1] ? 'all' : rows[0] === rows[2] ? 'active ones' : 'unknown', evidence };
}

async function sortsByModified(reader: RawReader, { list, id }: (typeof LISTS)[number]): Promise<Finding> {
  const ask = (order: 'A' | 'D') =>
    reader.books(
      `/${list}?filter_by=Status.All&per_page=${ORDER_SAMPLE_ROWS}&sort_column=last_modified_time&sort_order=${order}`,
    );
  const both = { descending: await ask('D'), ascending: await ask('A') };
  const keys = { list, id, time: 'last_modified_time' };
  if (!answered(both.descending))
    return { answer: refusedBy(both.descending), evidence: seen(both.descending) };
  return orderFinding(both, (reading) => rowsOf(reading, list), keys);
}

async function listMembers(reader: RawReader, list: List, keys: readonly string[]): Promise<Finding> {
  const reading = await reader.books(`/${list}?filter_by=Status.All&per_page=50`);
  const rows = rowsOf(reading, list);
  const found = keys.filter((key) => presence(rows, key).there > 0);
  const evidence = `${seen(reading, list)}; ${keys.map((key) => `${key} in ${presence(rows, key).there}`).join(', ')}`;
  return { answer: rows.length === 0 ? 'unknown' : found.length === 0 ? 'none' : found.join(', '), evidence };
}

async function conditional(reader: RawReader): Promise<Finding> {
  const future = new Date(reader.clock.nowMs() + 2 * DAY_MS).toUTCString();
  const reading = await reader.books('/items?per_page=5', { 'if-modified-since': future });
  return {
    answer: yesOrNo(reading.status === 0 ? null : reading.status === 304),
    evidence: seen(reading, 'items'),
  };
}

async function unknownParameter(reader: RawReader): Promise<Finding> {
  const ask = (more: string) => reader.books(`/items?filter_by=Status.All&per_page=5${more}`);
  const strange = await ask('&fieldledger_no_such_parameter=1');
  const plain = await ask('');
  const same = rowsOf(strange, 'items').length === rowsOf(plain, 'items').length;
  const evidence = `with: ${seen(strange, 'items')}; without: ${seen(plain, 'items')}`;
  return {
    answer: answered(strange) && same ? 'ignored' : answered(strange) ? 'unknown' : refusedBy(strange),
    evidence,
  };
}

async function validators(reader: RawReader): Promise<Finding> {
  const reading = await reader.books('/items?per_page=1');
  const names = ['etag', 'last-modified'].filter((name) => reading.headers[name] !== undefined);
  return {
    answer: names.length === 0 ? 'none' : names.join(', '),
    evidence: `${seen(reading)}; ${count(Object.keys(reading.headers).length, 'header')}`,
  };
}

const about = (section: string, id: string, question: string, find: Question['find']): Question => ({
  id,
  service: 'Books',
  section: `books-api.md ${section}`,
  question,
  find,
});

export const BOOKS_LIST_QUESTIONS: readonly Question[] = [
  about('2', 'books.dayCounter', "Does an answer carry the day's counter?", dayCounter),
  ...LISTS.map(({ list }) =>
    about('3.5', `books.${list}.modifiedFilter`, `Does last_modified_time narrow ${list}?`, (reader) =>
      modifiedFilter(reader, list),
    ),
  ),
  ...LISTS.map(({ list }) =>
    about('3.3', `books.${list}.perPage201`, `What becomes of per_page=201 on ${list}?`, (reader) =>
      pageOf201(reader, list),
    ),
  ),
  ...LISTS.map((one) =>
    about(
      '3.3',
      `books.${one.list}.sortByModified`,
      `Are ${one.list} sorted by last_modified_time?`,
      (reader) => sortsByModified(reader, one),
    ),
  ),
  about(
    '3.4',
    'books.contacts.defaultFilter',
    'Which contacts are listed without filter_by?',
    contactsDefault,
  ),
  about('3.4', 'books.unknownParameter', 'What becomes of an unknown parameter?', unknownParameter),
  about('3.7', 'books.contacts.members', 'Which parts of a contact does its list row hold?', (reader) =>
    listMembers(reader, 'contacts', [
      'billing_address',
      'shipping_address',
      'contact_persons',
      'notes',
      'custom_fields',
    ]),
  ),
  about('3.7', 'books.items.members', 'Which parts of an item does its list row hold?', (reader) =>
    listMembers(reader, 'items', ['custom_fields', 'unit_id', 'is_taxable', 'tax_id', 'sku']),
  ),
  about('3.5', 'books.conditionalRead', 'Does If-Modified-Since answer 304?', conditional),
  about('1.5', 'books.validators', 'Does an answer carry ETag or Last-Modified?', validators),
];
