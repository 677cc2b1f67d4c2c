/** JSON without double rounding: numbers of an answer keep their digits, decimals of a request are written as they are. */
import { canonicalDecimal, ExactNumber } from './decimal.ts';

/** TypeScript's library does not name these yet; Node 26 has them (source text access of JSON.parse). */
interface JsonWithSource {
  parse(
    text: string,
    reviver: (key: string, value: unknown, context: { readonly source?: string }) => unknown,
  ): unknown;
  rawJSON(text: string): unknown;
}
// Boundary: the two members above are standard (ES2026), only their types are missing.
const json = JSON as unknown as JsonWithSource;

/**
 * A number token a double might not keep: at least 16 characters, or with an exponent. It may also match inside a
 * string; that costs time, not correctness. Numbers of up to 15 digits survive a double by definition.
 */
const RISKY_NUMBER = /[:[,]\s*-?(?:[\d.]{16,}|[\d.]+[eE])/;

/**
 * Parses JSON; a number that a double cannot hold exactly becomes an `ExactNumber`.
 * @throws SyntaxError
 */
export function parseExact(text: string): unknown {
  if (!RISKY_NUMBER.test(text)) return JSON.parse(text);
  return json.parse(text, (_key, value, context) => {
    if (typeof value !== 'number' || context.source === undefined) return value;
    const exact = canonicalDecimal(context.source);
    return exact !== null && exact === canonicalDecimal(String(value))
      ? value
      : new ExactNumber(context.source);
  });
}

/** A decimal to be written into a body as a JSON number with exactly these digits. `canonical` must be canonical text. */
export function rawNumber(canonical: string): unknown {
  return json.rawJSON(canonical);
}
