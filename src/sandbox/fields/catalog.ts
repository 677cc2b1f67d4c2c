/** What an organisation's fields are: the metadata endpoints show it, writes are checked against it. */
import { BOOKS_CONTACT_FIELDS, BOOKS_PERSON_FIELDS } from './books-contacts.ts';
import { BOOKS_ITEM_FIELDS } from './books-items.ts';
import { FSM_COMPANY_FIELDS } from './fsm-companies.ts';
import { FSM_CONTACT_FIELDS } from './fsm-contacts.ts';
import { FSM_ITEM_FIELDS } from './fsm-service-and-parts.ts';

export type FieldSide = 'books' | 'fsm';

export interface FieldInfo {
  id: string;
  apiName: string;
  label: string;
  dataType: string;
  /** Longest text in characters; null: no limit, or no text. */
  lengthMax: number | null;
  required: boolean;
  readOnly: boolean;
  pii: boolean;
  ephi: boolean;
  custom: boolean;
  /** Configured "no duplicates". */
  unique: boolean;
  /** Taken out of the module: neither shown nor written. */
  removed: boolean;
  picks: readonly string[];
  /** Tax editions that have the field; null: all. */
  editions: readonly string[] | null;
  /** The module that a lookup leads to. */
  lookupModule: string | null;
}

/** A row of a module's table of standard fields. */
export interface FieldSpec {
  name: string;
  label: string;
  type: string;
  max?: number;
  required?: boolean;
  readOnly?: boolean;
  pii?: boolean;
  picks?: readonly string[];
  editions?: readonly string[];
  lookupModule?: string;
}

export interface FieldChange {
  pii?: boolean | undefined;
  ephi?: boolean | undefined;
  required?: boolean | undefined;
  maxLength?: number | null | undefined;
  removed?: boolean | undefined;
}

const MODULES: readonly {
  side: FieldSide;
  module: string;
  aliases: readonly string[];
  fields: readonly FieldSpec[];
}[] = [
  { side: 'books', module: 'items', aliases: ['item'], fields: BOOKS_ITEM_FIELDS },
  { side: 'books', module: 'contacts', aliases: ['contact'], fields: BOOKS_CONTACT_FIELDS },
  {
    side: 'books',
    module: 'contact_persons',
    aliases: ['contactperson', 'contact_person'],
    fields: BOOKS_PERSON_FIELDS,
  },
  { side: 'fsm', module: 'Service_And_Parts', aliases: ['products'], fields: FSM_ITEM_FIELDS },
  { side: 'fsm', module: 'Companies', aliases: [], fields: FSM_COMPANY_FIELDS },
  { side: 'fsm', module: 'Contacts', aliases: [], fields: FSM_CONTACT_FIELDS },
];

/** The module that a name or alias stands for, case aside; null when the sandbox knows none. */
export function moduleName(side: FieldSide, name: string): string | null {
  const wanted = name.toLowerCase();
  const found = MODULES.find(
    (entry) =>
      entry.side === side && (entry.module.toLowerCase() === wanted || entry.aliases.includes(wanted)),
  );
  return found?.module ?? null;
}

const CUSTOM_PATTERN = { books: /^cf_[a-z0-9_]+$/, fsm: /^[A-Za-z][A-Za-z0-9_]*__C$/ } as const;

/** The fields of one organisation. */
export class FieldCatalog {
  readonly #modules = new Map<string, Map<string, FieldInfo>>();
  readonly #idPrefix: string;
  #made = 0;

  constructor(idPrefix: string) {
    this.#idPrefix = idPrefix;
    for (const { side, module, fields } of MODULES) {
      const entries = fields.map((spec): [string, FieldInfo] => [spec.name, this.#fromSpec(spec)]);
      this.#modules.set(`${side}.${module}`, new Map(entries));
    }
  }

  #nextId(): string {
    this.#made += 1;
    return this.#idPrefix + String(114_000 + this.#made).padStart(16 - this.#idPrefix.length, '0');
  }

  #fromSpec(spec: FieldSpec): FieldInfo {
    return {
      id: this.#nextId(),
      apiName: spec.name,
      label: spec.label,
      dataType: spec.type,
      lengthMax: spec.max ?? null,
      required: spec.required ?? false,
      readOnly: spec.readOnly ?? false,
      pii: spec.pii ?? false,
      ephi: false,
      custom: false,
      unique: false,
      removed: false,
      picks: spec.picks ?? [],
      editions: spec.editions ?? null,
      lookupModule: spec.lookupModule ?? null,
    };
  }

  /** Fields of a module by api name, those removed included. @throws RangeError for an unknown module */
  of(side: FieldSide, module: string): ReadonlyMap<string, FieldInfo> {
    const fields = this.#modules.get(`${side}.${module}`);
    if (fields === undefined) throw new RangeError(`no module ${side}.${module}`);
    return fields;
  }

  /** Fields of a module that exist for its users. */
  shown(side: FieldSide, module: string): FieldInfo[] {
    return [...this.of(side, module).values()].filter((field) => !field.removed);
  }

  /** Changes a field; a custom field's name that is not known yet defines that field. Null: no such field. */
  change(side: FieldSide, module: string, name: string, change: FieldChange): FieldInfo | null {
    const fields = this.#modules.get(`${side}.${module}`);
    const field =
      fields?.get(name) ?? (CUSTOM_PATTERN[side].test(name) ? this.define(side, module, name, {}) : null);
    if (field === null) return null;
    const { maxLength, ...marks } = change;
    for (const [mark, value] of Object.entries(marks)) {
      if (value !== undefined) Object.assign(field, { [mark]: value });
    }
    if (maxLength !== undefined) field.lengthMax = maxLength;
    return field;
  }

  /** Defines a custom field. */
  define(side: FieldSide, module: string, name: string, traits: Partial<FieldInfo>): FieldInfo {
    const words = name.replace(/^cf_|__C$/g, '').split('_');
    const label = words.map((word) => word.slice(0, 1).toUpperCase() + word.slice(1)).join(' ');
    const text = { name, label, type: side === 'books' ? 'string' : 'text', max: 255 };
    const field: FieldInfo = { ...this.#fromSpec(text), custom: true, ...traits };
    this.#modules.get(`${side}.${module}`)?.set(name, field);
    return field;
  }
}
