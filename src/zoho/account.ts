/** What the making of a connection and the checks before a run need to know of both organisations. */
import { z } from 'zod';
import { AuthorisationLost } from '../engine/errors.ts';
import { BOOKS_CODE, PAGE_SIZE_MAX } from '../zoho-api/index.ts';
import type { ServiceCaller } from './call/caller.ts';
import type { ServiceLines } from './call/lines.ts';
import { type CrmIntegration, type CrmSyncType, crmIntegrationReader } from './crm-integration.ts';
import { BooksError, CollectionRefused } from './errors.ts';
import { fsmHas } from './fsm-has.ts';
import { recordId } from './modules/shared.ts';
import { openZohoSession, type SessionOptions } from './session.ts';
import { readTaxes, type Tax } from './taxes.ts';

export interface OrganizationSummary {
  readonly organizationId: string;
  readonly name: string;
  readonly active: boolean;
  /** As Books names it: an IANA name or an abbreviation such as `PST`. */
  readonly timeZone: string | null;
  readonly currencyCode: string | null;
  readonly pricePrecision: number | null;
  /** `PROFESSIONAL`, …; for `documentedLimits`. */
  readonly planName: string | null;
}

export interface OrganizationDetail extends OrganizationSummary {
  /** The tax edition: `us`, `in`, …. */
  readonly version: string | null;
  /** An indirect sign that sales tax is on; no flag is documented (books-api.md 7.3). */
  readonly taxRegistered: boolean | null;
}

export interface FsmOrganization {
  /** Null where the service does not tell. */
  readonly organizationId: string | null;
  readonly name: string | null;
  /** Null where the service does not tell. */
  readonly edition: string | null;
  readonly timeZone: string | null;
}

export interface Currency {
  readonly code: string;
  readonly base: boolean;
}

export interface FieldDefinition {
  readonly apiName: string;
  readonly label: string;
  readonly dataType: string;
  readonly mandatory: boolean;
  readonly pii: boolean;
  readonly ephi: boolean;
  /** What follows is absent where the service does not tell it. Characters. */
  readonly maxLength?: number;
  readonly readOnly?: boolean;
  /** The values of a picklist. */
  readonly options?: readonly string[];
}

/** All calls throw the engine's errors; those of undocumented paths answer null where the path does not exist. */
export interface AccountClient {
  listOrganizations(signal: AbortSignal): Promise<readonly OrganizationSummary[]>;
  /** The connection's Books or Invoice organisation; null when the login cannot see it. */
  organization(signal: AbortSignal): Promise<OrganizationDetail | null>;
  fsmOrganization(signal: AbortSignal): Promise<FsmOrganization>;
  taxes(signal: AbortSignal): Promise<readonly Tax[]>;
  currencies(signal: AbortSignal): Promise<readonly Currency[]>;
  /** @param declared the connection's sync type, for an organisation that does not tell */
  crmIntegration(declared: CrmSyncType | null, signal: AbortSignal): Promise<CrmIntegration>;
  /** Whether FSM has a record of this id, by a direct read. */
  fsmHas(module: string, id: string, signal: AbortSignal): Promise<boolean>;
  /** `entity`: `item`, `contact`, …. */
  booksFields(entity: string, signal: AbortSignal): Promise<readonly FieldDefinition[] | null>;
  fsmFields(module: string, signal: AbortSignal): Promise<readonly FieldDefinition[] | null>;
  close(): Promise<void>;
}

const optionalText = z.string().optional().catch(undefined);

const organization = z.looseObject({
  organization_id: recordId,
  name: z.string(),
  is_org_active: z.boolean().optional(),
  time_zone: optionalText,
  currency_code: optionalText,
  price_precision: z.number().optional().catch(undefined),
  plan_name: optionalText,
  version: optionalText,
  tax_settings: z.looseObject({ is_tax_registered: z.boolean().optional() }).optional(),
});
const organizations = z.looseObject({ organizations: z.array(organization) });
const organizationDetail = z.looseObject({ organization });

function summary(row: z.infer<typeof organization>): OrganizationSummary {
  return {
    organizationId: row.organization_id,
    name: row.name,
    active: row.is_org_active !== false,
    timeZone: row.time_zone ?? null,
    currencyCode: row.currency_code ?? null,
    pricePrecision: row.price_precision ?? null,
    planName: row.plan_name ?? null,
  };
}

async function read<T>(line: ServiceCaller, path: string, schema: z.ZodType<T>, signal: AbortSignal) {
  return (await line.call({ method: 'GET', path, repetition: 'read', about: 'collection', schema, signal }))
    .body;
}

/** For calls that are not documented: null where they are refused. */
async function readIfThere<T>(line: ServiceCaller, path: string, schema: z.ZodType<T>, signal: AbortSignal) {
  try {
    return await read(line, path, schema, signal);
  } catch (error) {
    if (error instanceof CollectionRefused || error instanceof AuthorisationLost) return null;
    throw error;
  }
}

const fsmOrg = z.looseObject({
  org: z.array(
    z.looseObject({
      id: recordId.optional(),
      company_name: optionalText,
      time_zone: optionalText,
      license_details: z.looseObject({ paid_type: optionalText }).optional(),
    }),
  ),
});
const fsmUsers = z.looseObject({
  users: z.array(z.looseObject({ Organization: optionalText, time_zone: optionalText })),
});

/** No organisation call is documented; a user's row names organisation and zone (fsm-api.md 9). */
async function fsmOrganization(lines: ServiceLines, signal: AbortSignal): Promise<FsmOrganization> {
  const org = (await readIfThere(lines.fsm, '/org', fsmOrg, signal))?.org[0];
  if (org !== undefined) {
    return {
      organizationId: org.id ?? null,
      name: org.company_name ?? null,
      edition: org.license_details?.paid_type ?? null,
      timeZone: org.time_zone ?? null,
    };
  }
  const user = (await read(lines.fsm, '/users', fsmUsers, signal))?.users[0];
  return {
    organizationId: null,
    name: user?.Organization ?? null,
    edition: null,
    timeZone: user?.time_zone ?? null,
  };
}

const currencyList = z.looseObject({
  currencies: z.array(z.looseObject({ currency_code: z.string(), is_base_currency: z.boolean().optional() })),
});

const booksField = z.looseObject({
  api_name: z.string(),
  label: z.string().optional(),
  data_type: z.string(),
  is_mandatory: z.boolean().optional(),
  pii_type: optionalText,
  ephi_type: optionalText,
  is_read_only: z.boolean().optional().catch(undefined),
  max_length: z.int().positive().optional().catch(undefined),
  values: z
    .array(z.looseObject({ name: z.string(), is_active: z.boolean().optional() }))
    .optional()
    .catch(undefined),
});
const booksFieldList = z.looseObject({
  fields: z.array(booksField).optional(),
  customfields: z.array(booksField).optional(),
  custom_fields: z.array(booksField).optional(),
});

/** `non_pii` is the only harmless mark ever seen: any other word counts as personal (books-api.md 7.6). */
function marked(mark: string | undefined): boolean {
  return mark !== undefined && mark !== '' && !mark.startsWith('non_');
}

interface Told {
  readonly maxLength: number | undefined;
  readonly readOnly: boolean | undefined;
  readonly options: readonly string[] | undefined;
}

/** What a service told of a field beyond the marks; an empty list of values says nothing. */
function told({ maxLength, readOnly, options }: Told): Partial<FieldDefinition> {
  return {
    ...(maxLength === undefined ? {} : { maxLength }),
    ...(readOnly === undefined ? {} : { readOnly }),
    ...(options === undefined || options.length === 0 ? {} : { options }),
  };
}

/** Field definitions of a Books module (`item`, `contact`, …); null where neither path answers (books-api.md 7.6). */
export async function booksFields(lines: ServiceLines, entity: string, signal: AbortSignal) {
  const query = `${lines.organization}&entity=${encodeURIComponent(entity)}`;
  const newer = await readIfThere(lines.books, `/settings/fields?${query}`, booksFieldList, signal);
  const body =
    newer ??
    (await readIfThere(lines.books, `/settings/preferences/customfields?${query}`, booksFieldList, signal));
  const rows = body?.fields ?? body?.customfields ?? body?.custom_fields;
  return rows === undefined
    ? null
    : rows.map(
        (row): FieldDefinition => ({
          apiName: row.api_name,
          label: row.label ?? row.api_name,
          dataType: row.data_type,
          mandatory: row.is_mandatory === true,
          pii: marked(row.pii_type),
          ephi: marked(row.ephi_type),
          ...told({
            maxLength: row.max_length,
            readOnly: row.is_read_only,
            options: row.values?.filter((value) => value.is_active !== false).map(({ name }) => name),
          }),
        }),
      );
}

/** The shape is that of CRM, the path is only known to exist (fsm-api.md 8). */
const fsmFieldList = z.looseObject({
  fields: z.array(
    z.looseObject({
      api_name: z.string(),
      field_label: z.string().optional(),
      data_type: z.string(),
      system_mandatory: z.boolean().optional(),
      private: z.unknown().optional(),
      hipaa_compliance_enabled: z.boolean().optional(),
      length: z.int().positive().optional().catch(undefined),
      read_only: z.boolean().optional().catch(undefined),
      pick_list_values: z
        .array(z.looseObject({ actual_value: z.string() }))
        .optional()
        .catch(undefined),
    }),
  ),
});

/**
 * Field definitions of an FSM module; null where both paths are refused (fsm-api.md 8). `/settings/fields` tells the
 * marks for personal and health data but wants a scope that is not documented; `/meta/fields` is documented and thinner.
 */
export async function fsmFields(lines: ServiceLines, module: string, signal: AbortSignal) {
  const query = `module=${encodeURIComponent(module)}`;
  const body =
    (await readIfThere(lines.fsm, `/settings/fields?${query}`, fsmFieldList, signal)) ??
    (await readIfThere(lines.fsm, `/meta/fields?${query}`, fsmFieldList, signal));
  if (body === null) return null;
  return body.fields.map(
    (row): FieldDefinition => ({
      apiName: row.api_name,
      label: row.field_label ?? row.api_name,
      dataType: row.data_type,
      mandatory: row.system_mandatory === true,
      pii: typeof row.private === 'object' && row.private !== null,
      ephi: row.hipaa_compliance_enabled === true,
      ...told({
        maxLength: row.length,
        readOnly: row.read_only,
        options: row.pick_list_values?.map((value) => value.actual_value),
      }),
    }),
  );
}

/** A login without any organisation of the product gets no empty list but a refusal; anything else is thrown again. */
function noneOfThisProduct(error: unknown): readonly never[] {
  const { cause } = error instanceof AuthorisationLost ? error : { cause: null };
  if (cause instanceof BooksError && cause.code === String(BOOKS_CODE.wrongOrganization)) return [];
  throw error;
}

/**
 * Opens a client for account questions. It may use the reserve and does not wait long: someone waits for the answer.
 * @throws HostNotAllowed
 */
export function openAccountClient(options: SessionOptions): AccountClient {
  const session = openZohoSession({ priority: 'people', ...options });
  const { lines } = session;
  const id = options.connection.booksOrganizationId;
  // The one Books call without organization_id (books-api.md 1.5).
  const list = async (signal: AbortSignal) =>
    ((await read(lines.books, '/organizations', organizations, signal))?.organizations ?? []).map(summary);
  return {
    listOrganizations: list,
    organization: async (signal) => {
      // The plan is told by the list only, the edition by the detail only (books-api.md 7.1).
      const rows = await list(signal).catch(noneOfThisProduct);
      const listed = rows.find((row) => row.organizationId === id);
      if (listed === undefined) return null;
      const path = `/organizations/${encodeURIComponent(id)}?${lines.organization}`;
      const row = (await readIfThere(lines.books, path, organizationDetail, signal))?.organization;
      return {
        ...listed,
        version: row?.version ?? null,
        taxRegistered: row?.tax_settings?.is_tax_registered ?? null,
      };
    },
    fsmOrganization: (signal) => fsmOrganization(lines, signal),
    taxes: (signal) => readTaxes(lines, signal),
    currencies: async (signal) => {
      const path = `/settings/currencies?${lines.organization}&page=1&per_page=${PAGE_SIZE_MAX}`;
      const rows = (await read(lines.books, path, currencyList, signal))?.currencies ?? [];
      return rows.map((row) => ({ code: row.currency_code, base: row.is_base_currency === true }));
    },
    crmIntegration: (declared, signal) => crmIntegrationReader(lines).read(declared, signal),
    fsmHas: (module, id, signal) => fsmHas(lines, module, id, signal),
    booksFields: (entity, signal) => booksFields(lines, entity, signal),
    fsmFields: (module, signal) => fsmFields(lines, module, signal),
    close: () => session.close(),
  };
}
