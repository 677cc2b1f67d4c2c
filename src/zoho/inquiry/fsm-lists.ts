/** Questions about lists and searches of FSM (fsm-api.md 2, 3). */
import { FSM_ITEMS_MODULE, RATE_HEADERS } from '../../zoho-api/index.ts';
import { headerNumber } from '../call/verdict.ts';
import { direction, orderFinding } from './order.ts';
import {
  answered,
  count,
  type Finding,
  member,
  presence,
  type Question,
  refusedBy,
  rowsOf,
  schemaWords,
  seen,
  yesOrNo,
} from './question.ts';
import type { RawReader } from './raw-reader.ts';

const DAY_MS = 86_400_000;
const MODULES = ['Companies', 'Contacts', FSM_ITEMS_MODULE, 'Work_Orders'] as const;
const ORDER_SAMPLE_ROWS = 50;
/** A minute has 60 seconds: a larger number is no count of seconds left in it. */
const WINDOW_S = 60;

async function minuteCounter(reader: RawReader): Promise<Finding> {
  const reading = await reader.fsm(`/${FSM_ITEMS_MODULE}?per_page=1`);
  const names = RATE_HEADERS.fsm;
  const [limit, remaining, reset] = [names.limit, names.remaining, names.reset].map((name) =>
    headerNumber(reading.headers, name),
  );
  const told = `limit: ${limit ?? 'absent'}, remaining: ${remaining ?? 'absent'}, reset: ${reset ?? 'absent'}`;
  const unit = reset == null ? 'absent' : reset <= WINDOW_S ? 'seconds' : 'not seconds';
  return { answer: reading.status === 0 ? 'unknown' : unit, evidence: `${seen(reading)}; ${told}` };
}

async function sortsByModified(reader: RawReader, module: string): Promise<Finding> {
  const ask = (order: 'asc' | 'desc') =>
    reader.fsm(`/${module}?page=1&per_page=${ORDER_SAMPLE_ROWS}&sort_by=Modified_Time&sort_order=${order}`);
  const both = { descending: await ask('desc'), ascending: await ask('asc') };
  if (!answered(both.descending))
    return { answer: refusedBy(both.descending), evidence: seen(both.descending) };
  return orderFinding(both, (reading) => rowsOf(reading, 'data'), {
    list: 'data',
    id: 'id',
    time: 'Modified_Time',
  });
}

async function defaultOrder(reader: RawReader, module: string): Promise<Finding> {
  const reading = await reader.fsm(`/${module}?page=1&per_page=${ORDER_SAMPLE_ROWS}`);
  const rows = rowsOf(reading, 'data');
  const way = direction(rows, 'Created_Time');
  const answer = way === 'too few' ? 'unknown' : way;
  return { answer: answered(reading) ? answer : refusedBy(reading), evidence: seen(reading, 'data') };
}

/** Bounds were seen to be read in another zone: two days are wider than any (fsm-api.md 3). */
async function modifiedSearch(reader: RawReader, module: string): Promise<Finding> {
  const time = (ms: number) => `${new Date(ms).toISOString().slice(0, 19)}%2B00:00`;
  const ask = (ms: number) =>
    reader.fsm(
      `/${module}/search?api_name=Modified_Time&comparator=greater_than&value=${time(ms)}&page=1&per_page=5`,
    );
  const future = await ask(reader.clock.nowMs() + 2 * DAY_MS);
  const past = await ask(0);
  const evidence = `after the future: ${seen(future, 'data')}; after 1970: ${seen(past, 'data')}`;
  if (!answered(future)) return { answer: refusedBy(future), evidence };
  if (rowsOf(future, 'data').length > 0) return { answer: 'ignored', evidence };
  return { answer: yesOrNo(rowsOf(past, 'data').length > 0 ? true : null), evidence };
}

async function pageOf201(reader: RawReader): Promise<Finding> {
  const reading = await reader.fsm(`/${FSM_ITEMS_MODULE}?page=1&per_page=201`);
  const rows = rowsOf(reading, 'data').length;
  if (!answered(reading)) return { answer: refusedBy(reading), evidence: seen(reading) };
  return {
    answer: rows > 200 ? 'given' : rows === 200 ? 'cut to 200' : 'unknown',
    evidence: seen(reading, 'data'),
  };
}

async function deepPage(reader: RawReader): Promise<Finding> {
  const reading = await reader.fsm(`/${FSM_ITEMS_MODULE}?page=11&per_page=200`);
  const answer = answered(reading) ? 'answered' : refusedBy(reading);
  return { answer, evidence: seen(reading, 'data') };
}

async function inactive(reader: RawReader, module: string): Promise<Finding> {
  const reading = await reader.fsm(`/${module}?page=1&per_page=200`);
  const rows = rowsOf(reading, 'data');
  const off = rows.filter((row) => row.$inactive === true).length;
  const evidence = `${seen(reading, 'data')}; $inactive in ${presence(rows, '$inactive').there}, true in ${off}`;
  return { answer: off > 0 ? 'yes' : 'unknown', evidence };
}

async function billingId(reader: RawReader, module: string): Promise<Finding> {
  const reading = await reader.fsm(`/${module}?page=1&per_page=200`);
  const rows = rowsOf(reading, 'data');
  const { there, filled } = presence(rows, 'ZBilling_Id');
  const evidence = `${seen(reading, 'data')}; ZBilling_Id in ${there}, filled in ${filled}`;
  return { answer: yesOrNo(rows.length === 0 ? null : there > 0), evidence };
}

async function hiddenPii(reader: RawReader): Promise<Finding> {
  const reading = await reader.fsm('/Contacts?page=1&per_page=50');
  const rows = rowsOf(reading, 'data');
  const { there, filled } = presence(rows, 'Last_Name');
  const evidence = `${seen(reading, 'data')}; Last_Name in ${there}, filled in ${filled}`;
  if (rows.length === 0) return { answer: 'unknown', evidence };
  return { answer: filled > 0 ? 'no' : there > 0 ? 'yes, as null' : 'yes, left out', evidence };
}

async function itemTypes(reader: RawReader): Promise<Finding> {
  const reading = await reader.fsm(`/${FSM_ITEMS_MODULE}?page=1&per_page=200`);
  const words = schemaWords(rowsOf(reading, 'data'), 'Type');
  return { answer: words.join(', ') || 'unknown', evidence: seen(reading, 'data') };
}

async function conditional(reader: RawReader): Promise<Finding> {
  const future = new Date(reader.clock.nowMs() + 2 * DAY_MS).toISOString();
  const reading = await reader.fsm(`/${FSM_ITEMS_MODULE}?per_page=5`, { 'if-modified-since': future });
  return {
    answer: yesOrNo(reading.status === 0 ? null : reading.status === 304),
    evidence: seen(reading, 'data'),
  };
}

const isWord = (key: string): boolean => /^\w{1,40}$/.test(key);

async function listInfo(reader: RawReader): Promise<Finding> {
  const reading = await reader.fsm(`/${FSM_ITEMS_MODULE}?page=1&per_page=5`);
  const info = member(reading, 'info');
  const keys = typeof info === 'object' && info !== null ? Object.keys(info).filter(isWord).sort() : [];
  return {
    answer: keys.join(', ') || 'none',
    evidence: `${seen(reading, 'data')}; ${count(keys.length, 'key')}`,
  };
}

const about = (section: string, id: string, question: string, find: Question['find']): Question => ({
  id,
  service: 'FSM',
  section: `fsm-api.md ${section}`,
  question,
  find,
});

const ofEach = (
  section: string,
  name: string,
  question: string,
  find: (reader: RawReader, module: string) => Promise<Finding>,
): readonly Question[] =>
  MODULES.map((module) =>
    about(section, `fsm.${module}.${name}`, question.replace('{module}', module), (reader) =>
      find(reader, module),
    ),
  );

export const FSM_LIST_QUESTIONS: readonly Question[] = [
  about('2', 'fsm.minuteCounter', 'What is x-ratelimit-reset counted in?', minuteCounter),
  ...ofEach('3', 'sortBy', 'Does {module} honour sort_by=Modified_Time?', sortsByModified),
  ...ofEach('3', 'defaultOrder', 'Which way does {module} run by Created_Time, unasked?', defaultOrder),
  ...ofEach('3', 'modifiedSearch', 'Can {module} be searched by Modified_Time?', modifiedSearch),
  ...ofEach('4', 'inactive', 'Are inactive records of {module} listed?', inactive),
  ...ofEach('10', 'billingId', 'Do rows of {module} carry ZBilling_Id?', billingId),
  about('2', 'fsm.perPage201', 'What becomes of per_page=201?', pageOf201),
  about('2', 'fsm.deepPage', 'Is page 11 of 200 rows answered?', deepPage),
  about('3', 'fsm.listInfo', 'What does the info of a list hold?', listInfo),
  about('3', 'fsm.conditionalRead', 'Does If-Modified-Since answer 304?', conditional),
  about('6', 'fsm.itemTypes', 'Which words has Type of services and parts?', itemTypes),
  about('8', 'fsm.hiddenPii', 'Does the API hide personal data?', hiddenPii),
];
