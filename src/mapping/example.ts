/** A value that a field could hold, for explanations. Invented, and the same each time. */
import { encodeParts } from './parts.ts';
import type { CanonicalValue, CompiledRule, FieldKind, FieldPlan, RuleSource } from './plan.ts';

const SAMPLES: Readonly<Record<FieldKind, readonly Exclude<CanonicalValue, null>[]>> = {
  text: ['Copper pipe', '42', '2026-03-14', '+1 213 373 4253', 'A'],
  multiline: ['First line\nSecond line', 'Copper pipe'],
  decimal: ['1234.5'],
  integer: ['42'],
  boolean: [true],
  date: ['2026-03-14'],
  datetime: ['2026-03-14T15:09:26Z'],
  picklist: ['Gold'],
  reference: ['460000000000001'],
  email: ['office@example.com'],
  phone: ['+1 213 373 4253'],
  url: ['www.example.com'],
};

/** Values to try, the most telling first. */
function candidates(field: FieldPlan): readonly Exclude<CanonicalValue, null>[] {
  const { options, maxLength } = field;
  if (options !== undefined && options.length > 0) return options;
  const fits = (value: string | boolean): boolean =>
    typeof value !== 'string' || maxLength === undefined || value.length <= maxLength;
  return SAMPLES[field.kind].filter(fits);
}

/** Values to try in FSM: of several fields, each other ones, since equal parts explain nothing. */
function fsmCandidates(source: RuleSource): readonly CanonicalValue[] {
  if (source.kind === 'constant') return [source.value];
  if (source.kind === 'field') return candidates(source.fsm);
  const lists = source.fsm.map(candidates);
  const parts = lists.map((list, index) => list[index % Math.max(1, list.length)] ?? null);
  return [encodeParts(parts), encodeParts(lists.map((list) => list[0] ?? null))];
}

export interface Example {
  readonly from: CanonicalValue;
  readonly to: CanonicalValue;
}

/** A value and its image in Books, and one the other way; null where the direction does not exist or nothing invented fits. */
export function examplesOf(rule: CompiledRule): {
  readonly toBooks: Example | null;
  readonly toFsm: Example | null;
} {
  const { source, books } = rule.plan;
  const carried = (
    image: CompiledRule['imageInBooks'],
    values: readonly CanonicalValue[],
  ): Example | null => {
    if (image === null) return null;
    for (const from of values) {
      const converted = image(from);
      if (converted.ok && converted.value !== null) return { from, to: converted.value };
    }
    return null;
  };
  const fsmValues = fsmCandidates(source);
  const toBooks = carried(rule.imageInBooks, fsmValues);
  // What came over is the best example of what goes back.
  const backwards = [...(toBooks === null ? [] : [toBooks.to]), ...candidates(books)];
  return { toBooks, toFsm: carried(rule.imageInFsm, backwards) };
}
