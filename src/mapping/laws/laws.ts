/**
 * The laws of a rule that goes both ways, tried with generated values: what is carried over and back settles at once, so
 * that two sides that agree stay agreed and no sync writes for ever.
 */
import fc from 'fast-check';
import { shownValue } from '../describe.ts';
import { decodeParts } from '../parts.ts';
import type { CanonicalValue, CompiledRule, Converted, RuleSource } from '../plan.ts';
import { type Value, valuesOf, valuesOfAll } from './values.ts';

export const LAWS = ['putGet', 'getPut', 'idempotence', 'refusal'] as const;
export type Law = (typeof LAWS)[number];

export interface LawFailure {
  readonly law: Law;
  /** What went wrong with the smallest value that shows it, as a sentence. Generated values only, never a customer's. */
  readonly counterExample: string;
  /** Repeats the run that found it. */
  readonly seed: number;
}

export interface LawReport {
  readonly failures: readonly LawFailure[];
  /** How many generated values the rule carried at all, both ways together. */
  readonly carried: number;
}

export interface LawOptions {
  /** Values tried for each law. */
  readonly runs: number;
  readonly seed?: number;
}

type Image = (value: Value) => Converted;

interface Sides {
  readonly there: Image;
  readonly back: Image;
  readonly from: string;
  readonly into: string;
  readonly showFrom: Show;
  readonly showInto: Show;
}

type Show = (value: CanonicalValue) => string;

/** Values on the side of FSM; those of several fields part by part. */
function showFsm(source: RuleSource): Show {
  if (source.kind !== 'fields') return shownValue;
  return (value) => (decodeParts(value, source.fsm.length) ?? [value]).map(shownValue).join(' and ');
}

/** A broken law is told by an error that only this file throws and reads. */
class Broken extends Error {
  override readonly name = 'Broken';
  readonly code = 'LAW_BROKEN';
}

/** Over and back and over again: the second crossing must give what the first gave. */
function settles(value: Value, sides: Sides, once: () => void): void {
  const { there, back, from, into, showFrom, showInto } = sides;
  const image = there(value);
  if (!image.ok || image.value === null) return;
  once();
  const returned = back(image.value);
  const path = `${showFrom(value)} in ${from} goes to ${into} as ${showInto(image.value)}`;
  if (!returned.ok) throw new Broken(`${path}, which does not come back: it is refused`);
  if (returned.value === null) throw new Broken(`${path}, which comes back as nothing`);
  const again = there(returned.value);
  if (again.ok && again.value === image.value) return;
  const second = again.ok ? `then goes over as ${showInto(again.value)}` : 'is then refused';
  throw new Broken(`${path}, comes back as ${showFrom(returned.value)}, and ${second}`);
}

/** What has come back once comes back the same from then on. */
function isIdempotent(value: Value, { there, back, from, showFrom }: Sides): void {
  const round = (one: Value): Value | null => {
    const image = there(one);
    const returned = image.ok && image.value !== null ? back(image.value) : null;
    return returned?.ok === true ? returned.value : null;
  };
  const first = round(value);
  if (first === null) return;
  const second = round(first);
  if (second === first) return;
  throw new Broken(
    `${showFrom(value)} in ${from} comes back as ${showFrom(first)}, and that as ${showFrom(second)}`,
  );
}

/** A transform answers with a value or a refusal, whatever it is given. */
function answers(value: Value, { there, from, showFrom }: Sides): void {
  const image = there(value);
  if (!image.ok && image.violation.message.includes('makes the transform fail')) {
    throw new Broken(`${showFrom(value)} in ${from} makes the transform throw: answer refuse('…') instead`);
  }
}

function attempt(
  law: Law,
  values: fc.Arbitrary<Value>,
  predicate: (value: Value) => void,
  options: LawOptions,
): LawFailure | null {
  const result = fc.check(fc.property(values, predicate), {
    numRuns: options.runs,
    ...(options.seed === undefined ? {} : { seed: options.seed }),
  });
  if (!result.failed) return null;
  const { errorInstance } = result;
  if (errorInstance instanceof Broken) {
    return { law, counterExample: errorInstance.message, seed: result.seed };
  }
  throw errorInstance;
}

/** Tries the laws of one rule; one-way rules are asked only whether they answer. */
export function tryLaws(rule: CompiledRule, options: LawOptions): LawReport {
  const { source, books } = rule.plan;
  if (source.kind === 'constant') return { failures: [], carried: 0 };
  const { imageInBooks: toBooks, imageInFsm: toFsm } = rule;
  let carried = 0;
  const once = (): void => {
    carried += 1;
  };
  const fsmValues = source.kind === 'field' ? valuesOf(source.fsm) : valuesOfAll(source.fsm);
  const inFsm = showFsm(source);
  // Generated text rarely is what a transform takes: images of what FSM holds are.
  const images = fsmValues.map((value) => {
    const image = toBooks?.(value);
    return image?.ok === true && image.value !== null ? image.value : value;
  });
  const booksValues = toBooks === null ? valuesOf(books) : fc.oneof(images, valuesOf(books));
  const failures: (LawFailure | null)[] = [];
  if (toBooks !== null && toFsm !== null) {
    const out: Sides = {
      there: toBooks,
      back: toFsm,
      from: 'FSM',
      into: 'Books',
      showFrom: inFsm,
      showInto: shownValue,
    };
    const home: Sides = {
      there: toFsm,
      back: toBooks,
      from: 'Books',
      into: 'FSM',
      showFrom: shownValue,
      showInto: inFsm,
    };
    failures.push(
      attempt('putGet', fsmValues, (value) => settles(value, out, once), options),
      attempt('getPut', booksValues, (value) => settles(value, home, once), options),
      attempt('idempotence', fsmValues, (value) => isIdempotent(value, out), options),
    );
  }
  for (const [image, values, from, show] of [
    [toBooks, fsmValues, 'FSM', inFsm],
    [toFsm, booksValues, 'Books', shownValue],
  ] as const) {
    if (image === null) continue;
    const sides: Sides = { there: image, back: image, from, into: '', showFrom: show, showInto: show };
    failures.push(attempt('refusal', values, (value) => answers(value, sides), options));
  }
  return { failures: failures.filter((failure) => failure !== null), carried };
}
