import { type CatalogModule, type FieldSpec, type GroupSpec, isPrivate } from './specs.ts';

/** Points at one field of one module; its type carries address and traits, so that errors can name them. */
export interface FieldRef<Address extends string, Fields, Name extends keyof Fields> {
  readonly ref: 'field';
  readonly address: `${Address}.${Name & string}`;
  readonly spec: Fields[Name];
}

/** Any reference, for code that does not care which. */
export interface AnyFieldRef {
  readonly ref: 'field';
  readonly address: string;
  readonly spec: unknown;
}

/** Names of the fields that may be mapped: neither PII nor EPHI (P1). */
export type NonPiiNames<Fields> = {
  [Name in keyof Fields]: Fields[Name] extends { readonly pii: true } | { readonly ephi: true }
    ? never
    : Name;
}[keyof Fields];

/** References to the fields of a module that may be mapped. A PII or EPHI field has no property here. */
export type NonPiiFields<Address extends string, Fields> = {
  readonly [Name in keyof Pick<Fields, NonPiiNames<Fields>>]: Fields[Name] extends {
    readonly kind: 'group';
    readonly fields: infer Members;
  }
    ? NonPiiFields<`${Address}.${Name & string}`, Members>
    : FieldRef<Address, Fields, Name>;
};

function referencesTo(address: string, fields: Readonly<Record<string, FieldSpec | GroupSpec>>): object {
  const references: [string, object][] = [];
  for (const [name, spec] of Object.entries(fields)) {
    if (spec.kind === 'group') references.push([name, referencesTo(`${address}.${name}`, spec.fields)]);
    else if (!isPrivate(spec)) references.push([name, { ref: 'field', address: `${address}.${name}`, spec }]);
  }
  return Object.freeze(Object.fromEntries(references));
}

/** The references a mapping file writes: `item.Unit_Price`. PII and EPHI fields are left out at run time too. */
export function references<Address extends string, Fields extends object>(
  module: CatalogModule<Address, Fields>,
): NonPiiFields<Address, Fields> {
  // Built from the same object the type is computed from; TypeScript cannot follow the loop.
  return referencesTo(
    module.address,
    module.fields as Readonly<Record<string, FieldSpec | GroupSpec>>,
  ) as NonPiiFields<Address, Fields>;
}
