/** `mappings explain items.rate`: where a value comes from and what happens to it. */
import { join, resolve } from 'node:path';
import { describeRule } from '../../mapping/describe.ts';
import { type Example, examplesOf } from '../../mapping/example.ts';
import { addressOf } from '../../mapping/kinds/field-check.ts';
import { lineOf } from '../../mapping/lines.ts';
import type { MappingSet } from '../../mapping/load.ts';
import type { Compiled, CompiledRule, FieldPlan } from '../../mapping/plan.ts';
import { CommandError, compiledSet, type DirectoryOption, shown } from './sets.ts';

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
    ({ plan }) => plan.key === field || (plan.source.kind === 'field' && plan.source.fsm.apiName === field),
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

const value = (one: Example['from']): string => (one === null ? 'nothing' : JSON.stringify(one));

function exampleLines(rule: CompiledRule): readonly string[] {
  const { toBooks, toFsm } = examplesOf(rule);
  const constant = rule.plan.source.kind === 'constant';
  return [
    ...(toBooks === null
      ? []
      : [
          constant
            ? `always ${value(toBooks.to)}`
            : `${value(toBooks.from)} in FSM → ${value(toBooks.to)} in Books`,
        ]),
    ...(toFsm === null ? [] : [`${value(toFsm.from)} in Books → ${value(toFsm.to)} in FSM`]),
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
    ...(plan.source.kind === 'field' ? [`  FSM    ${fieldLine(plan.source.fsm)}`] : []),
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
  console.log(lines.join('\n'));
}
