import { z } from 'zod';
import type { CanonicalValue, FieldPlan, Violation } from '../plan.ts';
import { KINDS } from './index.ts';
import type { Complaint } from './kind.ts';

/** `books.items.rate`: how every message names a field. */
export function addressOf(field: Pick<FieldPlan, 'service' | 'module' | 'apiName'>): string {
  return `${field.service}.${field.module}.${field.apiName}`;
}

/**
 * The guard before a write to the field: kind, length, scale, picklist, mandatory, and what the service can keep whole.
 * Runs for every value of every record, so everything that does not depend on the value is prepared here.
 * @param adjustable - whether the rule is the mapping file's, so that a message may advise to change it
 */
export function fieldCheck(
  field: FieldPlan,
  adjustable: boolean,
): (value: CanonicalValue) => Violation | null {
  const check = KINDS[field.kind].check(field);
  const address = addressOf(field);
  const source = field.service === 'fsm' ? 'Books' : 'FSM';
  const empty: Violation | null = field.mandatory
    ? {
        code: 'MANDATORY_EMPTY',
        field: address,
        message: `${address}: it is mandatory and the value is empty; fill it in ${source}`,
      }
    : null;
  const violation = ({ code, problem, remedy, ruleRemedy }: Complaint): Violation => {
    const otherwise = adjustable && ruleRemedy !== undefined ? `, or ${ruleRemedy}` : '';
    return {
      code,
      field: address,
      message: `${address}: the value ${problem}; ${remedy(source)}${otherwise}`,
    };
  };
  return (value) => {
    if (value === null) return empty;
    const complaint = check(value);
    return complaint === null ? null : violation(complaint);
  };
}

/** The same guard as a zod schema, for tools and documentation; a property test proves that both say the same. */
export function fieldSchema(field: FieldPlan): z.ZodType {
  const schema = KINDS[field.kind].schema(field);
  return field.mandatory ? schema : z.union([z.null(), schema]);
}
