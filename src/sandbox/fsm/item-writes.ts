/** What a write to a service or part may hold, and when FSM refuses it (docs/zoho.md, fsm-api.md 6, 10). */
import { FSM_ITEMS_MODULE } from '../../zoho-api/index.ts';
import { isRecord } from '../core/json.ts';
import type { Organization } from '../core/organization.ts';
import type { FieldInfo } from '../fields/catalog.ts';
import { invalidData } from './envelope.ts';
import { type FsmItem, type FsmItemValues, type FsmTax, NO_TAX, type ServiceTask } from './item-record.ts';
import { liveFields } from './live-fields.ts';
import {
  type Body,
  type Mutable,
  readText,
  requireMandatory,
  textOrNull,
  withCustom,
  wrongType,
} from './values.ts';

export interface FsmItemChange extends Partial<FsmItemValues> {
  readonly active?: boolean;
  readonly ZBilling_Id?: string | null;
}

const OPTIONAL_TEXTS = ['SKU', 'Unit', 'Description', 'Work_Type'] as const;

function isOptionalText(name: string): name is (typeof OPTIONAL_TEXTS)[number] {
  return (OPTIONAL_TEXTS as readonly string[]).includes(name);
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
    change.custom = withCustom(organization, field, value, change.custom ?? before?.custom);
  }
}

/** What a record of a write sets (resource.ts). */
export function readItem(organization: Organization, body: Body, before: FsmItem | null): FsmItemChange {
  const change: Mutable<FsmItemChange> = {};
  const fields = new Map(liveFields(organization, FSM_ITEMS_MODULE).map((field) => [field.apiName, field]));
  for (const field of fields.values()) requireMandatory(field, body, before === null);
  for (const [name, value] of Object.entries(body)) {
    const field = fields.get(name);
    if (field === undefined) continue;
    if (!field.readOnly) readMember(organization, field, value, before, change);
    else if (name === 'ZBilling_Id' && organization.switches.fsmBillingIdWritable) {
      change.ZBilling_Id = textOrNull(value);
    }
  }
  return change;
}
