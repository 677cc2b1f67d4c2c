import type { FieldPlan, RulePlan } from './plan.ts';

const SERVICE_NAMES = { fsm: 'FSM', books: 'Books' } as const;

function named(field: FieldPlan): string {
  return `${field.label} (${field.apiName}) in ${SERVICE_NAMES[field.service]}`;
}

function through(rule: RulePlan): string {
  if (rule.transforms.length === 0) return '';
  return `, through ${rule.transforms.map(({ id, version }) => `${id} v${version}`).join(', then ')}`;
}

/** A rule in words, for people who do not read mapping files. */
export function describeRule(rule: RulePlan): string {
  const books = named(rule.books);
  if (rule.source.kind === 'constant') {
    const { value } = rule.source;
    return `${books} is always ${typeof value === 'string' ? `"${value}"` : String(value)}.`;
  }
  const fsm = named(rule.source.fsm);
  const way = {
    both: `${fsm} and ${books} are kept in step, both ways${through(rule)}.`,
    toBooks: `${fsm} goes to ${books}${through(rule)}; an edit in Books stays in Books.`,
    toFsm: `${books} goes to ${fsm}${through(rule)}; an edit in FSM stays in FSM.`,
  }[rule.direction];
  const carried = rule.origin === 'pair' ? ' The pair carries it by itself.' : '';
  return `${way}${carried}${rule.identity ? ' Records that are not linked yet are matched by it.' : ''}`;
}
