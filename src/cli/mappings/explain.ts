/** `mappings explain items.rate`: where a value comes from and what happens to it. */
import { join, resolve } from 'node:path';
import { describeRule, shownValue } from '../../mapping/describe.ts';
import { type Example, examplesOf } from '../../mapping/example.ts';
import { addressOf } from '../../mapping/kinds/field-check.ts';
import { lineOf } from '../../mapping/lines.ts';
import type { MappingSet } from '../../mapping/load.ts';
import { decodeParts, fsmFieldsOf } from '../../mapping/parts.ts';
import type { Compiled, CompiledRule, FieldPlan } from '../../mapping/plan.ts';
import { CommandError, compiledSet, type DirectoryOption, shown } from './sets.ts';
import { print } from './terminal.ts';

export interface ExplainOptions extends DirectoryOption {
  readonly set: string;
}

function tablesOf(set: MappingSet): readonly Compiled[] {
  const invoices = set.invoices === null ? [] : [set.invoices];
  return [set.items, ...Object.values(set.customers?.tables ?? {}), ...invoices];
}

function find(set: MappingSet, name: string): { readonly table: Compiled; readonly rule: CompiledRule } {
  const [tableName = '', ...rest] = name.split('.');
  const field = rest.join('.');
  const tables = tablesOf(set);
  const table = tables.find(({ plan }) => plan.table === tableName);
  if (table === undefined) {
    throw new CommandError(
      `there is no table "${tableName}": use ${tables.map(({ plan }) => plan.table).join(', ')}.`,
    );
  }
  const named = table.rules.find(
    ({ plan }) => plan.key === field || fsmFieldsOf(plan.source).some(({ apiName }) => apiName === field),
  );
  if (named !== undefined) return { table, rule: named };
  const keys = table.rules.map(({ plan }) => plan.key).join(', ');
  throw new CommandError(`no rule of ${tableName} maps "${field}"; its rules are ${keys}.`);
}

function fieldLine(field: FieldPlan): string {
  const traits = [
    field.kind,
    ...(field.mandatory ? ['mandatory'] : []),
    ...(field.readOnly ? ['read-only'] : []),
    ...(field.maxLength === undefined ? [] : [`at most ${field.maxLength} characters`]),
    ...(field.scale === undefined ? [] : [`${field.scale} decimals`]),
    ...(field.options === undefined ? [] : [`one of ${field.options.join(', ')}`]),
  ];
  return `${addressOf(field)} "${field.label}" (${traits.join(', ')})`;
}

/** What FSM holds in an example: of several fields, each part. */
function inFsm({ plan }: CompiledRule, one: Example['from']): string {
  const parts = plan.source.kind === 'fields' ? decodeParts(one, plan.source.fsm.length) : null;
  return (parts ?? [one]).map(shownValue).join(' and ');
}

function exampleLines(rule: CompiledRule): readonly string[] {
  const { toBooks, toFsm } = examplesOf(rule);
  const constant = rule.plan.source.kind === 'constant';
  return [
    ...(toBooks === null
      ? []
      : [
          constant
            ? `always ${shownValue(toBooks.to)}`
            : `${inFsm(rule, toBooks.from)} in FSM → ${shownValue(toBooks.to)} in Books`,
        ]),
    ...(toFsm === null ? [] : [`${shownValue(toFsm.from)} in Books → ${inFsm(rule, toFsm.to)} in FSM`]),
  ];
}

export async function explain(name: string, options: ExplainOptions): Promise<void> {
  const directory = resolve(options.dir);
  const { table, rule } = find(await compiledSet(directory, options.set), name);
  const { plan } = rule;
  const fileName = table.plan.pair === 'CUSTOMERS' ? 'customers.ts' : `${table.plan.table}.ts`;
  const file = join(directory, options.set, fileName);
  const place =
    plan.origin === 'pair'
      ? 'carried by the pair itself'
      : `${shown(file)}:${lineOf(file, [table.plan.table, plan.key])}`;
  const examples = exampleLines(rule);
  const lines = [
    `${table.plan.table}.${plan.key}  (${place})`,
    describeRule(plan),
    ...(plan.onCreate === true
      ? ['It is written when a record is created in Books, and left alone afterwards.']
      : []),
    ...(plan.notPersonal === undefined ? [] : [`Not personal, its author says: ${plan.notPersonal}.`]),
    '',
    ...fsmFieldsOf(plan.source).map((field) => `  FSM    ${fieldLine(field)}`),
    ...(plan.source.kind === 'fields' ? [`         joined by ${JSON.stringify(plan.source.separator)}`] : []),
    ...plan.transforms.map(
      ({ id, version, digest }) => `         through ${id} v${version} (${digest ?? 'no data'})`,
    ),
    `  Books  ${fieldLine(plan.books)}`,
    '',
    ...(examples.length === 0
      ? ['No invented value fits the rule.']
      : examples.map((line) => `  e.g. ${line}`)),
    '',
    `When both sides changed: ${table.plan.conflict}. Fingerprint ${plan.fingerprint}.`,
  ];
  print(lines.join('\n'));
}
