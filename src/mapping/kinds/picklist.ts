import { z } from 'zod';
import { type Complaint, type Kind, wrongKind } from './kind.ts';
import { textCheck, textSchema } from './text.ts';

const NOT_TEXT = wrongKind('one of the listed values');
const NOT_LISTED: Complaint = {
  code: 'NOT_IN_PICKLIST',
  problem: 'is not among the values it lists',
  remedy: (source) => `choose another value in ${source}`,
  ruleRemedy: 'list the value in the picklist, the catalog and the mapping',
};

export const picklist = {
  fits: ['picklist'],
  check: (field) => {
    if (field.options === undefined) return textCheck(field, () => null);
    const listed = new Set<string>(field.options);
    return (value) => {
      if (typeof value !== 'string') return NOT_TEXT;
      return listed.has(value) ? null : NOT_LISTED;
    };
  },
  schema: (field) => (field.options === undefined ? textSchema(field) : z.literal([...field.options])),
} as const satisfies Kind;
