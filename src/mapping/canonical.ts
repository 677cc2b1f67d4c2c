/**
 * Text as both services are compared in: composed (NFC), lines ended by one character, and without white space at the
 * ends; nothing left means nothing said. Whatever a transform makes passes through here, so that a value is never
 * rewritten for its form alone.
 */
export function canonicalText(text: string): string | null {
  const canonical = text.normalize('NFC').replace(/\r\n?/g, '\n').trim();
  return canonical === '' ? null : canonical;
}

/** Whether the text is already in canonical form. */
export function isCanonicalText(text: string): boolean {
  return canonicalText(text) === text;
}
