/** Questions about metadata and settings of FSM (fsm-api.md 8, 9). */
import { FSM_ITEMS_MODULE } from '../../zoho-api/index.ts';
import { answered, count, type Finding, type Question, type Row, rowsOf, seen, yesOrNo } from './question.ts';
import type { RawReader } from './raw-reader.ts';

const MODULES = ['Companies', 'Contacts', FSM_ITEMS_MODULE, 'Work_Orders'] as const;
const METADATA_PATHS = ['/meta/fields', '/settings/fields'] as const;

/** Calls that FSM's documentation does not have. */
const UNDOCUMENTED = [
  { id: 'org', path: '/org', key: 'org' },
  { id: 'users', path: '/users', key: 'users' },
  { id: 'taxes', path: '/settings/taxes', key: 'taxes' },
  { id: 'currencies', path: '/settings/currencies', key: 'currencies' },
  { id: 'orgCurrencies', path: '/org/currencies', key: 'currencies' },
  { id: 'modules', path: '/settings/modules', key: 'modules' },
  { id: 'deleted', path: `/${FSM_ITEMS_MODULE}/deleted`, key: 'data' },
] as const;

async function metadata(reader: RawReader, path: string, module: string): Promise<Finding> {
  const reading = await reader.fsm(`${path}?module=${module}`);
  return {
    answer: yesOrNo(reading.status === 0 ? null : answered(reading)),
    evidence: seen(reading, 'fields'),
  };
}

const isMarkedPrivate = (row: Row): boolean => typeof row.private === 'object' && row.private !== null;

async function privacyMarks(reader: RawReader, module: string): Promise<Finding> {
  const evidence: string[] = [];
  let definitions = 0;
  let marks = 0;
  for (const path of METADATA_PATHS) {
    const rows = rowsOf(await reader.fsm(`${path}?module=${module}`), 'fields');
    const marked = rows.filter(isMarkedPrivate).length;
    const health = rows.filter((row) => row.hipaa_compliance_enabled === true).length;
    evidence.push(
      `${path}: ${count(rows.length, 'field')}, private ${marked}, hipaa_compliance_enabled ${health}`,
    );
    definitions += rows.length;
    marks += marked + health;
  }
  return { answer: yesOrNo(definitions === 0 ? null : marks > 0), evidence: evidence.join('; ') };
}

const about = (section: string, id: string, question: string, find: Question['find']): Question => ({
  id,
  service: 'FSM',
  section: `fsm-api.md ${section}`,
  question,
  find,
});

export const FSM_SETTING_QUESTIONS: readonly Question[] = [
  ...METADATA_PATHS.flatMap((path) =>
    MODULES.map((module) =>
      about(
        '8',
        `fsm.${module}${path.replace('/', '.').replace('/', '.')}`,
        `Does ${path} answer for ${module}?`,
        (reader) => metadata(reader, path, module),
      ),
    ),
  ),
  ...MODULES.map((module) =>
    about(
      '8',
      `fsm.${module}.privacyMarks`,
      `Do fields of ${module} carry marks for personal or health data?`,
      (reader) => privacyMarks(reader, module),
    ),
  ),
  ...UNDOCUMENTED.map(({ id, path, key }) =>
    about(id === 'deleted' ? '3' : '9', `fsm.${id}`, `Does ${path} answer?`, async (reader) => {
      const reading = await reader.fsm(path);
      const answer = yesOrNo(reading.status === 0 ? null : answered(reading));
      return { answer, evidence: seen(reading, key) };
    }),
  ),
];
