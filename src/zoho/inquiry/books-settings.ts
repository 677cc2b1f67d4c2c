/** Questions about settings of Books and Invoice (books-api.md 7). */
import { UNIQUE_FIELD_API_NAME } from '../../zoho-api/index.ts';
import {
  answered,
  count,
  type Finding,
  member,
  presence,
  type Question,
  rowsOf,
  schemaWords,
  seen,
  yesOrNo,
} from './question.ts';
import type { RawReader, Reading } from './raw-reader.ts';

const ENTITIES = ['item', 'contact', 'invoice'] as const;
type Entity = (typeof ENTITIES)[number];
const FIELD_KEYS = ['fields', 'customfields', 'custom_fields'] as const;

/** The two undocumented paths of field definitions. */
async function definitions(reader: RawReader, entity: Entity): Promise<readonly Reading[]> {
  return [
    await reader.books(`/settings/fields?entity=${entity}`),
    await reader.books(`/settings/preferences/customfields?entity=${entity}`),
  ];
}

async function fieldPaths(reader: RawReader, entity: Entity): Promise<Finding> {
  const [newer, older] = await definitions(reader, entity);
  if (newer === undefined || older === undefined) return { answer: 'unknown', evidence: '' };
  const names = [answered(newer) ? 'fields' : null, answered(older) ? 'customfields' : null].filter(
    (name) => name !== null,
  );
  const evidence = `fields: ${seen(newer, ...FIELD_KEYS)}; customfields: ${seen(older, ...FIELD_KEYS)}`;
  return { answer: names.length === 0 ? 'neither' : names.join(', '), evidence };
}

async function privacyMarks(reader: RawReader, entity: Entity): Promise<Finding> {
  const rows = (await definitions(reader, entity)).flatMap((reading) => rowsOf(reading, ...FIELD_KEYS));
  const keys = ['pii_type', 'ephi_type'].filter((key) => presence(rows, key).there > 0);
  const words = keys.map((key) => `${key}: ${schemaWords(rows, key).join(', ') || 'empty'}`);
  const answer = rows.length === 0 ? 'unknown' : keys.length === 0 ? 'none' : words.join('; ');
  return { answer, evidence: `${count(rows.length, 'definition')}` };
}

async function uniqueField(reader: RawReader): Promise<Finding> {
  const rows = (await definitions(reader, 'item')).flatMap((reading) => rowsOf(reading, ...FIELD_KEYS));
  const ours = rows.find((row) => row.api_name === UNIQUE_FIELD_API_NAME);
  const evidence = `${count(rows.length, 'definition')}, ${count(rows.filter((row) => row.is_unique === true).length, 'field')} without duplicates`;
  return { answer: yesOrNo(rows.length === 0 ? null : ours?.is_unique === true), evidence };
}

async function crm(reader: RawReader): Promise<Finding> {
  const reading = await reader.books('/settings/integrations/zohocrm');
  const integration = member(reading, 'integration');
  const keys = typeof integration === 'object' && integration !== null ? Object.keys(integration).sort() : [];
  const words = keys.filter((key) => /^\w{1,40}$/.test(key)).join(', ');
  return {
    answer: yesOrNo(reading.status === 0 ? null : answered(reading)),
    evidence: `${seen(reading)}${words === '' ? '' : `; ${words}`}`,
  };
}

async function salesTax(reader: RawReader): Promise<Finding> {
  const taxes = await reader.books('/settings/taxes?per_page=200');
  const items = await reader.books('/items?filter_by=Status.All&per_page=50');
  const rows = rowsOf(items, 'items');
  const taxable = presence(rows, 'is_taxable').there;
  const evidence = `taxes: ${seen(taxes, 'taxes')}; is_taxable in ${taxable} of ${count(rows.length, 'item')}`;
  const taxRows = rowsOf(taxes, 'taxes').length;
  const answer = !answered(taxes) ? 'unknown' : taxRows > 0 || taxable > 0 ? 'on' : 'off';
  return { answer, evidence };
}

async function answersAt(reader: RawReader, path: string, ...keys: readonly string[]): Promise<Finding> {
  const reading = await reader.books(path);
  return {
    answer: yesOrNo(reading.status === 0 ? null : answered(reading)),
    evidence: seen(reading, ...keys),
  };
}

async function edition(reader: RawReader): Promise<Finding> {
  const organizations = await reader.books('/organizations');
  const rows = rowsOf(organizations, 'organizations');
  const plans = schemaWords(rows, 'plan_name');
  return { answer: plans.join(', ') || 'unknown', evidence: seen(organizations, 'organizations') };
}

const about = (section: string, id: string, question: string, find: Question['find']): Question => ({
  id,
  service: 'Books',
  section: `books-api.md ${section}`,
  question,
  find,
});

export const BOOKS_SETTING_QUESTIONS: readonly Question[] = [
  ...ENTITIES.map((entity) =>
    about(
      '7.6',
      `books.${entity}.definitions`,
      `Which path answers with field definitions of ${entity}?`,
      (reader) => fieldPaths(reader, entity),
    ),
  ),
  ...ENTITIES.map((entity) =>
    about(
      '7.6',
      `books.${entity}.privacyMarks`,
      `Which marks for personal data do fields of ${entity} carry?`,
      (reader) => privacyMarks(reader, entity),
    ),
  ),
  about(
    '4.4',
    'books.items.uniqueField',
    `Is there a field ${UNIQUE_FIELD_API_NAME} without duplicates?`,
    uniqueField,
  ),
  about('7.1', 'books.crmIntegration', 'Does the CRM integration answer?', crm),
  about('7.1', 'books.plan', "Which plans do the login's organisations have?", edition),
  about('7.3', 'books.salesTax', 'Is sales tax on, by the indirect signs?', salesTax),
  about('7.2', 'books.currencies', 'Do currencies answer?', (reader) =>
    answersAt(reader, '/settings/currencies', 'currencies'),
  ),
  about('7.4', 'books.salespersons', 'Do salespersons answer?', (reader) =>
    answersAt(reader, '/salespersons', 'salespersons', 'data'),
  ),
  about('7.4', 'books.paymentTerms', 'Do payment terms answer?', (reader) =>
    answersAt(reader, '/settings/paymentterms'),
  ),
];
