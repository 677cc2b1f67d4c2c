/** Which fields a module has in an organisation, and which of them its API hides. */
import type { Organization } from '../core/organization.ts';
import type { FieldInfo } from '../fields/catalog.ts';
import type { FsmCustomValues } from './stored.ts';

/** False for a field that was taken out, or that another tax edition has (fsm-api.md 4, 9). */
export function isLive({ taxEdition }: Organization, field: FieldInfo): boolean {
  return !field.removed && (field.editions === null || field.editions.includes(taxEdition));
}

export function liveFields(organization: Organization, module: string): FieldInfo[] {
  return [...organization.fields.of('fsm', module).values()].filter((field) => isLive(organization, field));
}

/** True where the organisation's API hides the values of a field (fsm-api.md 8). */
export function isHidden(organization: Organization, module: string, name: string): boolean {
  return organization.capabilities.hidePii && organization.fields.of('fsm', module).get(name)?.pii === true;
}

/** Custom fields come with every row; PII values are hidden and fields that are not live left out. */
export function hideAndRemove(
  organization: Organization,
  module: string,
  custom: FsmCustomValues | null,
  row: Record<string, unknown>,
): Record<string, unknown> {
  const { capabilities, switches, fields } = organization;
  for (const field of fields.of('fsm', module).values()) {
    const name = field.apiName;
    if (field.custom) row[name] = custom?.[name] ?? null;
    const hidden = capabilities.hidePii && field.pii;
    if (!isLive(organization, field) || (hidden && switches.hiddenPiiReads === 'absent')) delete row[name];
    else if (hidden && name in row) row[name] = null;
  }
  return row;
}
