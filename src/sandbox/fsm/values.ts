/** Reading the members of a write, the same in every FSM module (docs/zoho.md, fsm-api.md 10). */
import { FSM_CODE, FSM_CODE_POINT_MAX } from '../../zoho-api/index.ts';
import type { Refusal } from '../core/exchange.ts';
import type { Organization } from '../core/organization.ts';
import { cutBeyond, textLength } from '../core/text.ts';
import type { FieldInfo } from '../fields/catalog.ts';
import { fsmRecordRefusal, invalidData } from './envelope.ts';
import type { FsmCustomValues } from './stored.ts';

export type Mutable<T> = { -readonly [K in keyof T]: T[K] };
export type Body = Readonly<Record<string, unknown>>;

/** A field, or a member of the nested object `parent`. */
export interface MemberRules {
  readonly apiName: string;
  readonly lengthMax: number | null;
  readonly parent?: string;
}

/** Texts are trimmed and cut at the first character beyond U+FFFF, with success (fsm-api.md 10). */
export function readText(organization: Organization, member: MemberRules, value: unknown): string | null {
  if (value === null) return null;
  if (typeof value !== 'string' && typeof value !== 'number') throw wrongType(member, 'string');
  const { trimsText, fsmCutsAstralText, textLengthUnit, fsmEmptyTextReads } = organization.switches;
  const whole = trimsText ? String(value).trim() : String(value);
  if (member.lengthMax !== null && textLength(whole, textLengthUnit) > member.lengthMax) {
    const parent = member.parent === undefined ? {} : { parent_api_name: member.parent };
    throw invalidData({ maximum_length: member.lengthMax, api_name: member.apiName, ...parent });
  }
  const kept = fsmCutsAstralText ? cutBeyond(whole, FSM_CODE_POINT_MAX) : whole;
  const text = trimsText ? kept.trim() : kept;
  return text === '' && fsmEmptyTextReads === 'null' ? null : text;
}

export function wrongType(member: Pick<MemberRules, 'apiName' | 'parent'>, expected: string): Refusal {
  const parent = member.parent === undefined ? '' : `${member.parent}.`;
  const path = `$.data[0].${parent}${member.apiName}`;
  return invalidData({ expected_data_type: expected, api_name: member.apiName, json_path: path });
}

export function textOrNull(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

/** The custom values with one of them set. */
export function withCustom(
  organization: Organization,
  field: FieldInfo,
  value: unknown,
  before: FsmCustomValues | null | undefined,
): FsmCustomValues {
  const held =
    typeof value === 'boolean' || typeof value === 'number' ? value : readText(organization, field, value);
  return { ...before, [field.apiName]: held };
}

/** A mandatory key must come with a create and must not be emptied by an edit. */
export function requireMandatory(field: FieldInfo, body: Body, isCreate: boolean): void {
  if (!field.required) return;
  const name = field.apiName;
  if (!isCreate && !(name in body)) return;
  const value = body[name];
  if (value !== undefined && value !== null && !(typeof value === 'string' && value.trim() === '')) return;
  const details = { api_name: name, json_path: `$.data[0].${name}` };
  throw fsmRecordRefusal(FSM_CODE.mandatoryNotFound, 'required field not found', details);
}
