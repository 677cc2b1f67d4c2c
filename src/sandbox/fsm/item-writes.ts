/** What a write to a service or part may hold, and when FSM refuses it (docs/zoho.md, fsm-api.md 6, 10). */
import { FSM_CODE, FSM_CODE_POINT_MAX } from '../../zoho-api/index.ts';
import { isRecord } from '../core/json.ts';
import type { Organization } from '../core/organization.ts';
import { cutBeyond, textLength } from '../core/text.ts';
import type { FieldInfo } from '../fields/catalog.ts';
import { fsmRecordRefusal, invalidData } from './envelope.ts';
import { type FsmItem, type FsmItemValues, type FsmTax, NO_TAX, type ServiceTask } from './item-record.ts';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
type Body = Readonly<Record<string, unknown>>;

export interface FsmItemChange extends Partial<FsmItemValues> {
  readonly active?: boolean;
  readonly ZBilling_Id?: string | null;
}

const OPTIONAL_TEXTS = ['SKU', 'Unit', 'Description', 'Work_Type'] as const;

function isOptionalText(name: string): name is (typeof OPTIONAL_TEXTS)[number] {
  return (OPTIONAL_TEXTS as readonly string[]).includes(name);
}

/** Texts are trimmed and cut at the first character beyond U+FFFF, with success (fsm-api.md 10). */
function readText(organization: Organization, field: FieldInfo, value: unknown): string | null {
  if (value === null) return null;
  if (typeof value !== 'string' && typeof value !== 'number') throw wrongType(field, 'string');
  const { trimsText, fsmCutsAstralText, textLengthUnit, fsmEmptyTextReads } = organization.switches;
  const whole = trimsText ? String(value).trim() : String(value);
  if (field.lengthMax !== null && textLength(whole, textLengthUnit) > field.lengthMax) {
    throw invalidData({ maximum_length: field.lengthMax, api_name: field.apiName });
  }
  const kept = fsmCutsAstralText ? cutBeyond(whole, FSM_CODE_POINT_MAX) : whole;
  const text = trimsText ? kept.trim() : kept;
  return text === '' && fsmEmptyTextReads === 'null' ? null : text;
}

function wrongType(field: FieldInfo, expected: string) {
  const path = `$.data[0].${field.apiName}`;
  return invalidData({ expected_data_type: expected, api_name: field.apiName, json_path: path });
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

/** An edit of the Tax object changes only the members it names. */
function readTax(field: FieldInfo, value: unknown, before: FsmTax): FsmTax {
  if (value === null) return NO_TAX;
  if (!isRecord(value)) throw wrongType(field, 'jsonobject');
  const taxable = value.Taxable;
  const text = (name: Exclude<keyof FsmTax, 'Taxable'>) =>
    name in value ? textOrNull(value[name]) : before[name];
  return {
    Taxable: typeof taxable === 'boolean' ? taxable : before.Taxable,
    Tax_Name: text('Tax_Name'),
    Tax_Id: text('Tax_Id'),
    Tax_Exemption_Id: text('Tax_Exemption_Id'),
    Tax_Exemption_Code: text('Tax_Exemption_Code'),
  };
}

function readTasks(organization: Organization, field: FieldInfo, value: unknown): ServiceTask[] {
  if (value === null) return [];
  if (!Array.isArray(value)) throw wrongType(field, 'jsonarray');
  return (value as unknown[]).map((task, position) => {
    if (!isRecord(task)) throw wrongType(field, 'jsonobject');
    const duration = task.Duration;
    const sequence = task.Sequence;
    return {
      id: textOrNull(task.id) ?? organization.ids.fsm.next(),
      Name: textOrNull(task.Name),
      Description: textOrNull(task.Description),
      Duration: typeof duration === 'number' ? duration : null,
      Sequence: typeof sequence === 'number' ? sequence : position + 1,
    };
  });
}

function readMember(
  organization: Organization,
  field: FieldInfo,
  value: unknown,
  before: FsmItem | null,
  change: Mutable<FsmItemChange>,
): void {
  const name = field.apiName;
  if (isOptionalText(name)) change[name] = readText(organization, field, value);
  else if (name === 'Name') change.Name = readText(organization, field, value) ?? '';
  else if (name === 'Unit_Price') {
    if (typeof value !== 'number') throw wrongType(field, 'double');
    change.Unit_Price = value;
  } else if (name === 'Type') {
    if (typeof value !== 'string' || !field.picks.includes(value)) throw invalidData({ api_name: name });
    change.Type = value;
  } else if (name === 'Tax') change.Tax = readTax(field, value, before?.Tax ?? NO_TAX);
  else if (name === 'Service_Tasks') change.Service_Tasks = readTasks(organization, field, value);
  else if (name === '$inactive' && organization.switches.fsmInactiveSettable) {
    if (typeof value !== 'boolean') throw wrongType(field, 'boolean');
    change.active = !value;
  } else if (field.custom) {
    const held =
      typeof value === 'boolean' || typeof value === 'number' ? value : readText(organization, field, value);
    change.custom = { ...(change.custom ?? before?.custom), [name]: held };
  }
}

/**
 * What a record of a write sets. Keys that FSM does not know, or that are read-only, are ignored.
 * @throws Refusal for a value that FSM refuses
 */
export function readItem(organization: Organization, body: Body, before: FsmItem | null): FsmItemChange {
  const change: Mutable<FsmItemChange> = {};
  const fields = organization.fields.of('fsm', 'Service_And_Parts');
  for (const field of fields.values()) if (!field.removed) requireMandatory(field, body, before);
  for (const [name, value] of Object.entries(body)) {
    const field = fields.get(name);
    if (field === undefined || field.removed) continue;
    if (!field.readOnly) readMember(organization, field, value, before, change);
    else if (name === 'ZBilling_Id' && organization.switches.fsmBillingIdWritable) {
      change.ZBilling_Id = textOrNull(value);
    }
  }
  return change;
}

/** A mandatory key must come with a create and must not be emptied by an edit. */
function requireMandatory(field: FieldInfo, body: Body, before: FsmItem | null): void {
  if (!field.required) return;
  const name = field.apiName;
  if (before !== null && !(name in body)) return;
  const value = body[name];
  if (value !== undefined && value !== null && !(typeof value === 'string' && value.trim() === '')) return;
  const details = { api_name: name, json_path: `$.data[0].${name}` };
  throw fsmRecordRefusal(FSM_CODE.mandatoryNotFound, 'required field not found', details);
}
