/** Field definitions: undocumented paths seen in use; their full shape is unknown (docs/zoho.md, books-api.md 7.6). */
import type { Answer, ServiceCall } from '../core/exchange.ts';
import { type FieldInfo, moduleName } from '../fields/catalog.ts';
import { booksRefusal, booksSuccess, invalidValue } from './envelope.ts';
import type { BooksRoutes } from './routes.ts';

function module({ request }: ServiceCall): string {
  const name = moduleName('books', request.query.get('entity') ?? '');
  if (name === null) throw invalidValue('entity');
  return name;
}

/** `non_pii` is the only value ever seen; `pii` and `ephi_type` are the sandbox's own words for marked fields. */
function privacy(field: FieldInfo): Record<string, unknown> {
  return { pii_type: field.pii ? 'pii' : 'non_pii', ...(field.ephi ? { ephi_type: 'ephi' } : {}) };
}

function definition(field: FieldInfo, index: number): Record<string, unknown> {
  return {
    customfield_id: field.id,
    label: field.label,
    api_name: field.apiName,
    data_type: field.dataType,
    index,
    is_mandatory: field.required,
    is_active: true,
    show_on_pdf: false,
    is_basecurrency_amount: field.dataType === 'amount',
    ...privacy(field),
    ...(field.unique ? { is_unique: true } : {}),
  };
}

function customFields(call: ServiceCall): Answer {
  const custom = call.organization.fields.shown('books', module(call)).filter((field) => field.custom);
  return booksSuccess({ customfields: custom.map((field, position) => definition(field, position + 1)) });
}

/** The newer path: standard fields too, with their lengths. */
function fields(call: ServiceCall): Answer {
  const shown = call.organization.fields.shown('books', module(call));
  return booksSuccess({
    fields: shown.map((field, position) => ({
      ...definition(field, position + 1),
      field_id: field.id,
      is_custom_field: field.custom,
      is_unique: field.unique,
      is_read_only: field.readOnly,
      max_length: field.lengthMax ?? '',
      values: field.picks.map((name, order) => ({ name, order: order + 1, is_active: true })),
    })),
  });
}

function editPage(call: ServiceCall): Answer {
  const name = module(call);
  const id = call.request.query.get('field_id');
  const field = call.organization.fields.shown('books', name).find((entry) => entry.id === id);
  if (field === undefined) throw booksRefusal(404, 1002, 'Field does not exist.');
  return booksSuccess({
    field: {
      customfield_id: field.id,
      entity: call.request.query.get('entity'),
      label: field.label,
      data_type: field.dataType,
      is_mandatory: field.required,
      is_unique: field.unique,
      is_basecurrency_amount: field.dataType === 'amount',
      ...privacy(field),
      default_value: '',
      values: field.picks.map((pick, order) => ({ name: pick, order: order + 1, is_active: true })),
      selected_txn_entities: [],
      help_text: '',
      external_fields: [],
      field_preferences: { is_color_code_supported: false },
      show_on_pdf: false,
    },
  });
}

export const customFieldRoutes: BooksRoutes = (on) => {
  on('GET', '/settings/preferences/customfields', customFields);
  on('GET', '/settings/fields', fields);
  on('GET', '/settings/fields/editpage', editPage);
};
