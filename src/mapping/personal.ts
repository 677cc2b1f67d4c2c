/**
 * Fields that neither service marks, but whose names look as if they held personal data: a mapping that uses one must say
 * why it does not. A field that is marked cannot be mapped at all (P1); this is for the ones somebody forgot to mark.
 */
import type { MappingViolation } from './compile/violations.ts';
import { addressOf } from './kinds/field-check.ts';
import { fsmFieldsOf } from './parts.ts';
import type { AnyTablePlan, FieldPlan, RulePlan } from './plan.ts';

/** Words and runs of words, small letters without accents, as they stand in labels and API names. */
const SIGNS = {
  'a tax or identity number': [
    'ssn',
    'social security',
    'social insurance',
    'national id',
    'national identity',
    'national insurance',
    'id number',
    'identity number',
    'identity card',
    'tax number',
    'tax no',
    'tax reg',
    'tax registration',
    'tax id number',
    'tax identification',
    'taxpayer',
    'tax payer',
    'tin',
    'itin',
    'ein',
    'vat number',
    'vat no',
    'vat reg',
    'vat id',
    'vatin',
    'gst no',
    'gst number',
    'gstin',
    'pan no',
    'pan number',
    'pan card',
    'aadhaar',
    'aadhar',
    'nino',
    'cpf',
    'cnpj',
    'curp',
    'rfc',
    'nif',
    'nie',
    'dni',
    'codice fiscale',
    'numero fiscal',
    'steuernummer',
    'steuer id',
    'ust id',
    'passport',
    'driver licence',
    'driver license',
    'drivers license',
    'driving licence',
    'driving license',
    'emirates id',
    'civil id',
    'residence permit',
    'personal number',
    'personnummer',
  ],
  'a birth date': [
    'birth',
    'birthday',
    'birthdate',
    'birth date',
    'date of birth',
    'dob',
    'born',
    'age',
    'geburtsdatum',
    'geburtstag',
    'fecha nacimiento',
    'fecha de nacimiento',
    'date naissance',
    'date de naissance',
    'data nascimento',
    'data de nascimento',
  ],
  'health data': [
    'health',
    'medical',
    'medicine',
    'medication',
    'medicare',
    'medicaid',
    'diagnosis',
    'diagnoses',
    'disease',
    'illness',
    'allergy',
    'allergies',
    'allergen',
    'allergens',
    'disability',
    'disabilities',
    'disabled',
    'handicap',
    'blood',
    'patient',
    'prescription',
    'symptom',
    'symptoms',
    'surgery',
    'therapy',
    'pregnant',
    'pregnancy',
    'vaccination',
    'vaccine',
    'hiv',
    'diabetes',
    'diabetic',
    'asthma',
    'cancer',
    'pacemaker',
    'wheelchair',
    'mental',
    'psychiatric',
    'hospital',
    'doctor',
    'physician',
    'insulin',
    'oxygen therapy',
    'hipaa',
    'phi',
    'ephi',
    'gesundheit',
    'krankheit',
    'sante',
    'maladie',
    'salud',
    'enfermedad',
    'saude',
  ],
  'personal data': [
    'gender',
    'sex',
    'religion',
    'religious',
    'ethnicity',
    'ethnic',
    'race',
    'nationality',
    'marital',
    'spouse',
    'sexual orientation',
    'political',
    'trade union',
    'biometric',
    'fingerprint',
    'genetic',
    'salary',
    'iban',
    'bank account',
    'account number',
    'credit card',
    'card number',
    'cvv',
    'password',
    'door code',
    'gate code',
    'alarm code',
    'mother s maiden name',
    'maiden name',
    'next of kin',
    'emergency contact',
  ],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** `Date_of_Birth__C` and `dateOfBirth` are both `date of birth`. */
function wordsOf(name: string): string {
  const words = name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/^cf_|__c$/gi, '')
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
  return ` ${words.join(' ')} `;
}

/**
 * What a field looks like from its API name, its label and, for a picklist, its values: `a birth date`; null when it
 * looks like nothing in particular. Ids of records say nothing about a person.
 */
export function looksPersonal(
  field: Pick<FieldPlan, 'apiName' | 'label' | 'kind' | 'options'>,
): string | null {
  if (field.kind === 'reference') return null;
  const texts = [field.apiName.split('.').at(-1) ?? '', field.label, ...(field.options ?? [])].map(wordsOf);
  for (const [what, signs] of Object.entries(SIGNS)) {
    if (signs.some((sign) => texts.some((text) => text.includes(` ${sign} `)))) return what;
  }
  return null;
}

function fieldsOf(rule: RulePlan): readonly FieldPlan[] {
  return rule.source.kind === 'constant' ? [] : [...fsmFieldsOf(rule.source), rule.books];
}

/** Rules of a mapping file whose fields look personal and that do not say why they are not. */
export function personalFindings(plan: AnyTablePlan): readonly MappingViolation[] {
  return plan.rules.flatMap((rule): readonly MappingViolation[] => {
    if (rule.origin === 'pair' || rule.notPersonal !== undefined) return [];
    for (const field of fieldsOf(rule)) {
      const what = looksPersonal(field);
      if (what === null) continue;
      const message = `${addressOf(field)} ("${field.label}") looks like ${what}: mark it as PII or EPHI in its service, or add .via(notPersonal('why')) to the rule`;
      return [{ code: 'LOOKS_PERSONAL', path: [plan.table, rule.key], message }];
    }
    return [];
  });
}
