/** Several FSM fields as the one source of a rule. */

/** FSM fields in the order in which they stand in the Books field, and what stands between them there. */
export interface Concat<Parts extends readonly unknown[], Separator extends string> {
  readonly ref: 'fields';
  readonly parts: Parts;
  readonly separator: Separator;
}

/** Whether text can stand between parts: something, composed, and in characters that every service keeps apart. */
export function isSeparator(text: string): boolean {
  return (
    text !== '' && text.isWellFormed() && text.normalize('NFC') === text && !/[\r\u2028\u2029]/.test(text)
  );
}

/**
 * Joins several FSM fields into one Books field, and splits it again on the way back. Text only; the fields keep their
 * places, so that each gets back what it gave.
 * @param separator - stands between the parts in Books; white space alone only where nothing comes back
 * @throws RangeError when the separator is empty or no text that both services keep
 * @example cf_site_contact: both(concat([company.Phone, company.Fax], ' / '))
 */
export function concat<const Parts extends readonly unknown[], const Separator extends string>(
  parts: Parts,
  separator: Separator,
): Concat<Parts, Separator> {
  if (!isSeparator(separator)) {
    throw new RangeError('concat needs a separator: text that is not empty, as " / "');
  }
  return { ref: 'fields', parts, separator };
}
