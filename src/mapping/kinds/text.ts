import { z } from 'zod';
import type { FieldPlan } from '../plan.ts';
import { type Complaint, type Kind, type ValueCheck, wrongKind } from './kind.ts';

const SURROGATE = /[\uD800-\uDFFF]/;
const LINE_BREAK = /[\n\r\u2028\u2029]/;

const NOT_TEXT = wrongKind('text');
const NOT_ONE_LINE: Complaint = {
  code: 'WRONG_KIND',
  problem: 'has more than one line',
  remedy: (source) => `put it on one line in ${source}`,
  ruleRemedy: 'add .via(singleLine) to the rule',
};
const BROKEN: Complaint = {
  code: 'TEXT_NOT_REPRESENTABLE',
  problem: 'holds half of a character pair, which cannot be sent',
  remedy: (source) => `type the text again in ${source}`,
};
/** FSM cuts text at the first such character and answers success (fsm-api.md 10). */
const BEYOND_FSM: Complaint = {
  code: 'TEXT_NOT_REPRESENTABLE',
  problem: 'holds an emoji or another character beyond U+FFFF, at which FSM would cut the text',
  remedy: (source) => `remove that character in ${source}`,
};

/** What can be told of every text, whatever the field: can the service keep it whole? */
export function representable(field: FieldPlan, value: string): Complaint | null {
  if (!SURROGATE.test(value)) return null;
  if (!value.isWellFormed()) return BROKEN;
  return field.service === 'fsm' ? BEYOND_FSM : null;
}

function tooLong(maxLength: number): Complaint {
  return {
    code: 'VALUE_TOO_LONG',
    problem: `is longer than the ${maxLength} characters it can hold`,
    remedy: (source) => `shorten it in ${source}`,
    ruleRemedy: `add .via(truncate(${maxLength})) to the rule`,
  };
}

/** Check for text-like kinds; `shape` adds what the kind itself asks. Lengths are UTF-16 code units, as Zoho counts. */
export function textCheck(field: FieldPlan, shape: (value: string) => Complaint | null): ValueCheck {
  const maxLength = field.maxLength ?? Number.POSITIVE_INFINITY;
  const long = tooLong(maxLength);
  return (value) => {
    if (typeof value !== 'string') return NOT_TEXT;
    if (value.length > maxLength) return long;
    return representable(field, value) ?? shape(value);
  };
}

/** The same in zod: well formed, short enough, and in what FSM can keep. */
export function textSchema(field: FieldPlan): z.ZodString {
  let schema = z.string().refine((value) => value.isWellFormed(), { abort: true });
  const { maxLength } = field;
  // Not `.max()`: zod counts characters, and the services count UTF-16 code units.
  if (maxLength !== undefined) schema = schema.refine((value) => value.length <= maxLength);
  if (field.service === 'fsm') schema = schema.regex(/^[^\uD800-\uDFFF]*$/);
  return schema;
}

export const text = {
  fits: ['text', 'email', 'phone', 'url', 'picklist'],
  check: (field) => textCheck(field, (value) => (LINE_BREAK.test(value) ? NOT_ONE_LINE : null)),
  schema: (field) => textSchema(field).regex(/^[^\n\r\u2028\u2029]*$/),
} as const satisfies Kind;

export const multiline = {
  fits: ['multiline', 'text', 'email', 'phone', 'url', 'picklist'],
  check: (field) => textCheck(field, () => null),
  schema: textSchema,
} as const satisfies Kind;
