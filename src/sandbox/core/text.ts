/** Lengths of texts, as the switches count them. */

export function textLength(text: string, unit: 'codePoints' | 'utf16'): number {
  if (unit === 'utf16') return text.length;
  let length = 0;
  for (const _ of text) length += 1;
  return length;
}

/** The text before its first code point beyond `maximum`. */
export function cutBeyond(text: string, maximum: number): string {
  let kept = 0;
  for (const character of text) {
    if ((character.codePointAt(0) ?? 0) > maximum) return text.slice(0, kept);
    kept += character.length;
  }
  return text;
}
