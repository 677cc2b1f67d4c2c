import type { CanonicalValue, FieldPlan, RulePlan, RuleSource } from './plan.ts';

const SERVICE_NAMES = { fsm: 'FSM', books: 'Books' } as const;

/** A value as sentences show it; only for values that are no customer's. */
export function shownValue(value: CanonicalValue): string {
  return value === null ? 'nothing' : JSON.stringify(value);
}

function named(field: FieldPlan): string {
  return `${field.label} (${field.apiName}) in ${SERVICE_NAMES[field.service]}`;
}

function through(rule: RulePlan): string {
  if (rule.transforms.length === 0) return '';
  return `, through ${rule.transforms.map(({ id, version }) => `${id} v${version}`).join(', then ')}`;
}

function sourceNamed(source: Exclude<RuleSource, { readonly kind: 'constant' }>): string {
  if (source.kind === 'field') return named(source.fsm);
  const names = source.fsm.map(({ label, apiName }) => `${label} (${apiName})`);
  return `${names.slice(0, -1).join(', ')} and ${names.at(-1)} in FSM, joined by ${JSON.stringify(source.separator)},`;
}

/** A rule in words, for people who do not read mapping files. */
export function describeRule(rule: RulePlan): string {
  const books = named(rule.books);
  if (rule.source.kind === 'constant') {
    const { value } = rule.source;
    return `${books} is always ${typeof value === 'string' ? `"${value}"` : String(value)}.`;
  }
  const fsm = sourceNamed(rule.source);
  const way = {
    both: `${fsm} and ${books} are kept in step, both ways${through(rule)}.`,
    toBooks: `${fsm} ${rule.source.kind === 'field' ? 'goes' : 'go'} to ${books}${through(rule)}; an edit in Books stays in Books.`,
    toFsm: `${books} goes to ${fsm}${through(rule)}; an edit in FSM stays in FSM.`,
  }[rule.direction];
  const carried = rule.origin === 'pair' ? ' The pair carries it by itself.' : '';
  return `${way}${carried}${rule.identity ? ' Records that are not linked yet are matched by it.' : ''}`;
}
