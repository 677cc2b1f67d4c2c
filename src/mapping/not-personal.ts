/** An author's word that a field which looks personal is not; goes to `via`, and changes no value. */
export interface NotPersonal {
  readonly statement: 'notPersonal';
  readonly why: string;
}

/**
 * Says of a rule whose field looks personal (a tax number, a birth date, a word of health) why it is not.
 * A field that one of the services marks as PII or EPHI cannot be mapped, whatever is said of it (P1).
 * @param why - for the reviewer: `public register`, `a plant, not a person`
 * @throws RangeError when the reason is empty
 * @example gst_no: both(company.Tax_Reg_Number).via(notPersonal('the public number of a business'))
 */
export function notPersonal(why: string): NotPersonal {
  if (why.trim() === '') throw new RangeError('notPersonal needs a reason');
  return { statement: 'notPersonal', why: why.trim() };
}

export function isNotPersonal(step: unknown): step is NotPersonal {
  return (
    typeof step === 'object' &&
    step !== null &&
    'statement' in step &&
    step.statement === 'notPersonal' &&
    'why' in step &&
    typeof step.why === 'string'
  );
}
