/** Exact decimals: text in, text out, never through a double. */

/** A JSON number whose digits a double would not keep; `source` is the text as it stood in the answer. */
export class ExactNumber {
  readonly source: string;
  constructor(source: string) {
    this.source = source;
  }
}

/** An exponent beyond this is no amount; it is treated as unreadable instead of being written out in zeros. */
const EXPONENT_MAX = 100;

const DECIMAL = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,4}))?$/;

function placePoint(digits: string, pointAt: number): { whole: string; fraction: string } {
  if (pointAt <= 0) return { whole: '0', fraction: '0'.repeat(-pointAt) + digits };
  if (pointAt >= digits.length) return { whole: digits + '0'.repeat(pointAt - digits.length), fraction: '' };
  return { whole: digits.slice(0, pointAt), fraction: digits.slice(pointAt) };
}

/**
 * The canonical text of a decimal: no exponent, no sign for zero, no needless zeros (`1.50` is `1.5`, `-0` is `0`).
 * Null when the text is not a decimal number.
 */
export function canonicalDecimal(text: string): string | null {
  const match = DECIMAL.exec(text.trim());
  if (match === null) return null;
  const whole = match[2] ?? '';
  const fraction = match[3] ?? '';
  if (whole === '' && fraction === '') return null;
  const exponent = Number(match[4] ?? '0');
  if (Math.abs(exponent) > EXPONENT_MAX) return null;
  const placed = placePoint(whole + fraction, whole.length + exponent);
  const wholeText = placed.whole.replace(/^0+(?=\d)/, '');
  const fractionText = placed.fraction.replace(/0+$/, '');
  const unsigned = fractionText === '' ? wholeText : `${wholeText}.${fractionText}`;
  return match[1] === '-' && unsigned !== '0' ? `-${unsigned}` : unsigned;
}
