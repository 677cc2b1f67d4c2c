/**
 * The values of a rule whose source is several FSM fields. The engine carries them as one value that tells every part
 * apart; Books holds them joined.
 */
import { canonicalText } from './canonical.ts';
import type { CanonicalValue, FieldPlan, RuleSource } from './plan.ts';
import { isRefusal, type Outcome, refuse } from './transforms/transform.ts';

/** The FSM fields a rule reads or writes; none for a constant. */
export function fsmFieldsOf(source: RuleSource): readonly FieldPlan[] {
  if (source.kind === 'constant') return [];
  return source.kind === 'field' ? [source.fsm] : source.fsm;
}

/** The parts as one value: nothing when all are empty, else text that no other parts give. */
export function encodeParts(parts: readonly CanonicalValue[]): CanonicalValue {
  return parts.every((part) => part === null) ? null : JSON.stringify(parts);
}

function isPart(value: unknown): value is CanonicalValue {
  return value === null || typeof value === 'string' || typeof value === 'boolean';
}

/** The parts that `encodeParts` made one value of; null for a value that it did not make of so many. */
export function decodeParts(value: CanonicalValue, count: number): readonly CanonicalValue[] | null {
  if (value === null) return Array.from({ length: count }, () => null);
  if (typeof value !== 'string') return null;
  try {
    const parts: unknown = JSON.parse(value);
    return Array.isArray(parts) && parts.length === count && parts.every(isPart) ? parts : null;
  } catch {
    return null;
  }
}

const equal = (left: readonly CanonicalValue[], right: readonly CanonicalValue[]): boolean =>
  left.length === right.length && left.every((part, index) => part === right[index]);

/** Canonical text has lost the white space of a separator at its ends: `/ b` was ` / b`. */
function withWholeSeparators(text: string, separator: string): string {
  const startsWithOne = text.startsWith(separator.trimStart()) && !text.startsWith(separator);
  const endsWithOne = text.endsWith(separator.trimEnd()) && !text.endsWith(separator);
  const before = startsWithOne ? separator.slice(0, -separator.trimStart().length) : '';
  return before + text + (endsWithOne ? separator.slice(separator.trimEnd().length) : '');
}

/** The parts of a text by their places, those after the last filled one left off. */
function piecesOf(text: string, separator: string): readonly CanonicalValue[] {
  const pieces = withWholeSeparators(text, separator).split(separator).map(canonicalText);
  return pieces.slice(0, pieces.findLastIndex((piece) => piece !== null) + 1);
}

const filledUp = (pieces: readonly CanonicalValue[], count: number): readonly CanonicalValue[] =>
  Array.from({ length: count }, (_, index) => pieces[index] ?? null);

/** Every part at its place, with a separator for each empty one before a filled one. */
function joinedByPlace(parts: readonly (string | null)[], separator: string): CanonicalValue {
  const filled = parts.slice(0, parts.findLastIndex((part) => part !== null) + 1);
  return canonicalText(filled.map((part) => part ?? '').join(separator));
}

/**
 * The parts as Books holds them.
 * @param comesBack - the text will be split again: parts keep their places, and what could not be told apart is refused
 */
export function joinParts(parts: readonly CanonicalValue[], separator: string, comesBack: boolean): Outcome {
  if (!parts.every((part) => typeof part !== 'boolean')) return refuse('is not text');
  if (!comesBack) return canonicalText(parts.filter((part) => part !== null).join(separator));
  const text = joinedByPlace(parts, separator);
  if (text === null) return null;
  if (typeof text === 'string' && equal(filledUp(piecesOf(text, separator), parts.length), parts))
    return text;
  return refuse('holds the separator, so that the parts could not be told apart on the way back');
}

/** What FSM's fields hold for a text of Books, by their places; null when it does not split into so many. */
export function splitParts(text: string, separator: string, count: number): readonly CanonicalValue[] | null {
  const pieces = piecesOf(text, separator);
  // Separators alone are something in Books and would be nothing in FSM.
  if (pieces.length === 0 || pieces.length > count) return null;
  const parts = filledUp(pieces, count);
  // What would not give the same parts once more is no value of the rule.
  return isRefusal(joinParts(parts, separator, true)) ? null : parts;
}
