/**
 * Field metadata. `/meta/fields` is documented for job sheets only; `/settings/fields` answers with CRM's shape,
 * inferred (docs/zoho.md, fsm-api.md 8).
 */
import type { Answer, ServiceCall } from '../core/exchange.ts';
import { type FieldInfo, moduleName } from '../fields/catalog.ts';
import { invalidModule } from './envelope.ts';
import { liveFields } from './live-fields.ts';
import type { FsmRoutes } from './routes.ts';

function shown(call: ServiceCall): FieldInfo[] {
  const name = moduleName('fsm', call.request.query.get('module') ?? '');
  if (name === null) throw invalidModule();
  return liveFields(call.organization, name);
}

function picks(field: FieldInfo) {
  return field.picks.map((value) => ({ display_value: value, actual_value: value }));
}

/** Where a lookup leads; the ids of modules are made up. */
function lookup(call: ServiceCall, { lookupModule }: FieldInfo) {
  if (lookupModule === null) return {};
  return { module: { api_name: lookupModule, id: `${call.organization.fsmPrefix}000114001` } };
}

/** CRM's privacy members: `private` for personal data, `hipaa_compliance` for health data. */
function fullRow(call: ServiceCall, field: FieldInfo): Record<string, unknown> {
  const hidden = call.organization.capabilities.hidePii;
  return {
    id: field.id,
    api_name: field.apiName,
    field_label: field.label,
    data_type: field.dataType,
    length: field.lengthMax ?? 120,
    system_mandatory: field.required,
    custom_field: field.custom,
    read_only: field.readOnly,
    visible: true,
    unique: field.unique ? { casesensitive: false } : {},
    private: field.pii ? { restricted: hidden, type: 'Low', export: !hidden } : null,
    hipaa_compliance_enabled: field.ephi,
    hipaa_compliance: field.ephi ? { restricted: true, export: false } : null,
    lookup: lookup(call, field),
    pick_list_values: picks(field),
    operation_type: {
      web_create: true,
      web_update: true,
      api_create: !field.readOnly,
      api_update: !field.readOnly,
    },
  };
}

function settingsFields(call: ServiceCall): Answer {
  return { status: 200, body: { fields: shown(call).map((field) => fullRow(call, field)) } };
}

/** The documented, thinner shape. */
function metaFields(call: ServiceCall): Answer {
  const rows = shown(call).map((field) => ({
    system_mandatory: field.required,
    field_label: field.label,
    id: field.id,
    length: field.lengthMax ?? 120,
    api_name: field.apiName,
    data_type: field.dataType,
    ...(field.picks.length === 0 ? {} : { pick_list_values: picks(field) }),
  }));
  return { status: 200, body: { fields: rows } };
}

export const fieldRoutes: FsmRoutes = (on) => {
  on('GET', '/settings/fields', settingsFields);
  on('GET', '/meta/fields', metaFields);
};
