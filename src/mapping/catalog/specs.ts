import type { FieldKind, FieldPlan, ServiceName } from '../plan.ts';

/**
 * Tax editions of Zoho Books (books-api.md 4.1, 5.1): which fields an organisation has depends on it. `global` stands
 * for countries without an edition of their own (rule X5).
 */
export const TAX_EDITIONS = ['us', 'uk', 'in', 'gcc', 'au', 'ca', 'mx', 'ke', 'za', 'global'] as const;
export type TaxEdition = (typeof TAX_EDITIONS)[number];

/** Countries of the Gulf edition, as an organisation may name its version. */
const GULF: ReadonlySet<string> = new Set(['ae', 'uae', 'sa', 'ksa', 'bh', 'kw', 'om', 'qa']);

/**
 * The tax edition of an organisation, from what its detail calls `version` (books-api.md 7.1).
 * @returns `global` for a version that names no edition; null when nothing is known
 */
export function taxEditionOf(version: string | null): TaxEdition | null {
  if (version === null || version.trim() === '') return null;
  const name = version.trim().toLowerCase();
  const known = TAX_EDITIONS.find((edition) => edition === name);
  return known ?? (GULF.has(name) ? 'gcc' : name === 'india' ? 'in' : 'global');
}

/** What bounds the values of a field, or of one end of a transform. */
export interface Shape {
  readonly kind: FieldKind;
  /** Characters (UTF-16 code units). */
  readonly maxLength?: number;
  /** Most digits after the decimal point. */
  readonly scale?: number;
  /** The values a picklist lists, in canonical form. */
  readonly options?: readonly string[];
  /** What a reference points at (`tax`, `account`): ids of different things are never mapped onto each other. */
  readonly refersTo?: string;
}

/** One field in a catalog. Traits that are absent do not hold; a length that is absent is not known. */
export interface FieldSpec extends Shape {
  readonly label: string;
  readonly mandatory?: boolean;
  readonly readOnly?: boolean;
  /** Computed by the service: can be read, never written. */
  readonly formula?: boolean;
  /** Taken when a record is created and never again (books-api.md 4.1): rules on it run on create only. */
  readonly createOnly?: boolean;
  /** Marked as personal data: cannot be mapped in any way (P1). */
  readonly pii?: boolean;
  /** Marked as health data: cannot be mapped in any way (P1). */
  readonly ephi?: boolean;
  /** Tax editions that have the field; absent: all of them. */
  readonly editions?: readonly TaxEdition[];
}

/** Fields that travel inside an object of the record, as FSM's `Tax`. */
export interface GroupSpec {
  readonly kind: 'group';
  readonly label: string;
  readonly fields: Readonly<Record<string, FieldSpec>>;
}

export type FieldSpecs = Readonly<Record<string, FieldSpec | GroupSpec>>;

/** A module's fields at run time: groups opened, keys are API names with dots (`Tax.Tax_Id`). */
export type FlatFields = ReadonlyMap<string, FieldSpec>;

/** A module of a service with its fields, as generated catalogs declare it. */
export interface CatalogModule<Address extends string, Fields> {
  readonly catalog: 'module';
  /** `fsm.Service_And_Parts` */
  readonly address: Address;
  readonly service: ServiceName;
  readonly module: string;
  readonly fields: Fields;
}

// A catalog's interface has no index signature, so run-time code looks at it through this.
type AnyFields = Readonly<Record<string, FieldSpec | GroupSpec>>;

/**
 * Declares a module of FSM.
 * @example fsmModule('Service_And_Parts', serviceAndPartsFields)
 */
export function fsmModule<const Module extends string, Fields extends object>(
  module: Module,
  fields: Fields,
): CatalogModule<`fsm.${Module}`, Fields> {
  return { catalog: 'module', address: `fsm.${module}`, service: 'fsm', module, fields };
}

/** Declares a module of Zoho Books or Zoho Invoice. */
export function booksModule<const Module extends string, Fields extends object>(
  module: Module,
  fields: Fields,
): CatalogModule<`books.${Module}`, Fields> {
  return { catalog: 'module', address: `books.${module}`, service: 'books', module, fields };
}

/** Opens the groups of a catalog: every field by its API name, with dots for members of an object. */
export function flatten(fields: object): FlatFields {
  const flat = new Map<string, FieldSpec>();
  // The cast holds for every catalog the type checker saw; `isFieldSpec` keeps out what others pass.
  for (const [name, spec] of Object.entries(fields as AnyFields)) {
    if (spec.kind !== 'group') {
      flat.set(name, spec);
      continue;
    }
    for (const [member, memberSpec] of Object.entries(spec.fields)) flat.set(`${name}.${member}`, memberSpec);
  }
  return flat;
}

/** PII or EPHI: such a field has no reference, no rule and no place in a plan (P1). */
export function isPrivate(spec: { readonly pii?: boolean; readonly ephi?: boolean }): boolean {
  return spec.pii === true || spec.ephi === true;
}

/** Whether organisations of the edition have the field; without an edition every field counts. */
export function inEdition(spec: FieldSpec, edition: TaxEdition | null): boolean {
  return edition === null || spec.editions === undefined || spec.editions.includes(edition);
}

/** The field as a plan names it. */
export function planOf(service: ServiceName, module: string, apiName: string, spec: FieldSpec): FieldPlan {
  return {
    service,
    module,
    apiName,
    label: spec.label,
    kind: spec.kind,
    mandatory: spec.mandatory === true,
    readOnly: spec.readOnly === true || spec.formula === true,
    ...(spec.maxLength === undefined ? {} : { maxLength: spec.maxLength }),
    ...(spec.scale === undefined ? {} : { scale: spec.scale }),
    ...(spec.options === undefined ? {} : { options: spec.options }),
    ...(spec.refersTo === undefined ? {} : { refersTo: spec.refersTo }),
    ...(spec.createOnly === true ? { createOnly: true } : {}),
  };
}
