/** What `concat.ts` computes on types, computed on data: the same questions in the same words. */
import type { Shape } from '../catalog/specs.ts';
import type { EntrySource, FieldEntry, NamedField } from '../compile/entries.ts';
import { kindFits } from '../kinds/index.ts';
import type { Finding } from './fit-values.ts';

function joinedLength(fields: readonly NamedField[], separator: string): number | undefined {
  let total = separator.length * (fields.length - 1);
  for (const { spec } of fields) {
    if (spec.maxLength === undefined) return undefined;
    total += spec.maxLength;
  }
  return total;
}

/** The source as one end of the rule: several fields are text, as long as all of them together. */
export function endOfSource(
  source: EntrySource,
  module: string,
): { readonly shape: Shape; readonly name: string } {
  if (source.kind === 'field') {
    const [{ name, spec }] = source.fields;
    return { shape: spec, name: `${module}.${name}` };
  }
  const { fields, separator } = source;
  const oneLine = !separator.includes('\n') && fields.every(({ spec }) => kindFits(spec.kind, 'text'));
  const maxLength = joinedLength(fields, separator);
  return {
    shape: { kind: oneLine ? 'text' : 'multiline', ...(maxLength === undefined ? {} : { maxLength }) },
    name: `concat(${fields.map(({ name }) => `${module}.${name}`).join(', ')})`,
  };
}

function partFinding({ name, spec }: NamedField, address: string, entry: FieldEntry): Finding | null {
  if (entry.source.fields.filter((other) => other.name === name).length > 1) {
    return { code: 'SAME_FIELD_TWICE', message: `${address} stands twice in concat: name it once` };
  }
  if (!kindFits(spec.kind, 'multiline')) {
    const message = `${address} is ${spec.kind}, and concat joins text only: give it a Books field of its own`;
    return { code: 'KIND_MISMATCH', message };
  }
  if (entry.direction === 'toBooks' || spec.options === undefined) return null;
  const message = `${address} lists its values, and what is split from text may be any: use toBooks`;
  return { code: 'NOT_IN_PICKLIST', message };
}

/** What is wrong with the parts of a `concat` among themselves; null for a rule without one. */
export function concatFinding(entry: FieldEntry, module: string): Finding | null {
  const { key, direction, source } = entry;
  if (source.kind === 'field') return null;
  if (source.fields.length < 2) {
    return { code: 'TOO_FEW_PARTS', message: `${key}: concat joins two fields or more` };
  }
  for (const field of source.fields) {
    const finding = partFinding(field, `${module}.${field.name}`, entry);
    if (finding !== null) return finding;
  }
  if (direction === 'toBooks' || source.separator.trim() !== '') return null;
  const message = `${key}: white space alone does not tell where to split: use another separator, or toBooks`;
  return { code: 'SEPARATOR_UNCLEAR', message };
}
