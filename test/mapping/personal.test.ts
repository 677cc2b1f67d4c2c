import { describe, expect, it } from 'vitest';
import {
  always,
  bindItems,
  booksModule,
  both,
  compileItems,
  fsmModule,
  notPersonal,
  references,
  toBooks,
} from '#mapping';
import { looksPersonal, personalFindings } from '../../src/mapping/personal.ts';

const field = (apiName: string, label: string, options?: readonly string[]) =>
  ({
    apiName,
    label,
    kind: options === undefined ? 'text' : 'picklist',
    ...(options && { options }),
  }) as const;

describe('[P1] fields that look personal', () => {
  it.each([
    ['cf_ssn', 'SSN', 'a tax or identity number'],
    ['National_Id__C', 'Number', 'a tax or identity number'],
    ['cf_x', 'Tax Registration Number', 'a tax or identity number'],
    ['gst_no', 'GSTIN', 'a tax or identity number'],
    ['cf_steuer', 'Steuernummer', 'a tax or identity number'],
    ['Date_of_Birth__C', 'When', 'a birth date'],
    ['dateOfBirth', 'When', 'a birth date'],
    ['cf_dob', 'DoB', 'a birth date'],
    ['cf_fecha', 'Fecha de Nacimiento', 'a birth date'],
    ['cf_blood_type', 'Type', 'health data'],
    ['cf_note', 'Known allergies', 'health data'],
    ['cf_etat', 'État de santé', 'health data'],
    ['cf_gender', 'Title', 'personal data'],
    ['cf_gate_code', 'Gate', 'personal data'],
  ])('%s "%s" looks like %s', (apiName, label, what) => {
    expect(looksPersonal(field(apiName, label))).toBe(what);
  });

  it('the values of a picklist tell, too', () => {
    expect(looksPersonal(field('cf_group', 'Group', ['A', 'Diabetic']))).toBe('health data');
  });

  it.each([
    ['cf_region', 'Region'],
    ['Description', 'Description'],
    ['cf_lineage', 'Lineage'],
    ['package', 'Package'],
    ['tax_percentage', 'Tax Percentage'],
    ['gst_treatment', 'GST Treatment'],
    ['Website', 'Website'],
    ['cf_ingredient', 'Ingredient'],
  ])('%s "%s" does not', (apiName, label) => {
    expect(looksPersonal(field(apiName, label))).toBeNull();
  });

  it('the id of a record says nothing about a person', () => {
    expect(looksPersonal({ apiName: 'patient_id', label: 'Patient', kind: 'reference' })).toBeNull();
  });
});

describe('[P1] a rule on such a field', () => {
  const fields = {
    Name: { kind: 'text', label: 'Name' },
    Date_of_Birth__C: { kind: 'date', label: 'Date of birth' },
    Unit: { kind: 'text', label: 'Unit' },
  } as const;
  const bookFields = {
    name: { kind: 'text', label: 'Name' },
    cf_since: { kind: 'date', label: 'Since' },
    cf_allergies: { kind: 'text', label: 'Allergies' },
  } as const;
  const fsm = fsmModule('Service_And_Parts', fields);
  const item = references(fsm);
  const items = bindItems({ fsm, books: booksModule('items', bookFields) });
  const findings = (definition: unknown) => {
    const result = compileItems(definition);
    if (!result.ok) throw new Error(JSON.stringify(result.violations));
    return personalFindings(result.table.plan).map(({ path, message }) => [path.join('.'), message]);
  };

  it('is told, with field and remedy, whichever side looks so', () => {
    expect(
      findings(items({}, { cf_since: both(item.Date_of_Birth__C), cf_allergies: toBooks(item.Unit) })),
    ).toEqual([
      [
        'items.cf_allergies',
        `books.items.cf_allergies ("Allergies") looks like health data: mark it as PII or EPHI in its service, or add .via(notPersonal('why')) to the rule`,
      ],
      [
        'items.cf_since',
        `fsm.Service_And_Parts.Date_of_Birth__C ("Date of birth") looks like a birth date: mark it as PII or EPHI in its service, or add .via(notPersonal('why')) to the rule`,
      ],
    ]);
  });

  it('passes when it says why the field is not, before or after its transforms, or as a method', () => {
    expect(
      findings(items({}, { cf_since: both(item.Date_of_Birth__C).via(notPersonal('of a machine')) })),
    ).toEqual([]);
    expect(
      findings(items({}, { cf_since: both(item.Date_of_Birth__C).notPersonal('of a machine') })),
    ).toEqual([]);
    expect(() => notPersonal(' ')).toThrow(RangeError);
  });

  it('changes nothing in its meaning by saying so', () => {
    const print = (definition: unknown) => {
      const result = compileItems(definition);
      return result.ok ? result.table.plan.fingerprint : null;
    };
    expect(print(items({}, { cf_since: both(item.Date_of_Birth__C).notPersonal('of a machine') }))).toBe(
      print(items({}, { cf_since: both(item.Date_of_Birth__C) })),
    );
  });

  it('that gives a constant tells nothing', () => {
    expect(findings(items({}, { cf_allergies: always('none known') }))).toEqual([]);
  });
});
