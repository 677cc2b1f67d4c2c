/** A module's catalog after its organisation was asked: what is known stays, what the metadata tells is brought up to date. */
import { kindOfDataType } from '../catalog/data-types.ts';
import { type FieldSpec, type FieldSpecs, flatten } from '../catalog/specs.ts';
import type { FieldKind, ServiceName } from '../plan.ts';

/** A field as a service's metadata tells it. */
export interface PulledField {
  readonly apiName: string;
  readonly label: string;
  /** The service's own word. */
  readonly dataType: string;
  readonly mandatory: boolean;
  readonly pii: boolean;
  readonly ephi: boolean;
  readonly maxLength?: number;
  readonly readOnly?: boolean;
  readonly options?: readonly string[];
}

export interface MergedModule {
  readonly fields: FieldSpecs;
  /** What a person should know: fields that came, went, changed their marks, or could not be taken. */
  readonly notes: readonly string[];
}

const CUSTOM: Readonly<Record<ServiceName, RegExp>> = { fsm: /__C$/, books: /^cf_/ };
/** Names become property names of generated code. */
const PLAIN_NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;
const TEXT_KINDS: ReadonlySet<FieldKind> = new Set<FieldKind>([
  'text',
  'multiline',
  'email',
  'phone',
  'url',
  'picklist',
]);

/** Marks are taken as they are told; a field that was marked by hand stays marked. */
function marks(known: FieldSpec | undefined, pulled: PulledField): Pick<FieldSpec, 'pii' | 'ephi'> {
  return {
    ...(pulled.pii || known?.pii === true ? { pii: true } : {}),
    ...(pulled.ephi || known?.ephi === true ? { ephi: true } : {}),
  };
}

/** A field that is not in the catalog yet; null when its data type is none of ours. */
function newField(service: ServiceName, pulled: PulledField): FieldSpec | null {
  const isFormula = /^formula/i.test(pulled.dataType);
  const numbered = /^auto_?number$/i.test(pulled.dataType);
  const kind = isFormula || numbered ? 'text' : kindOfDataType(service, pulled.dataType);
  if (kind === null) return null;
  const options = [...new Set(pulled.options?.map((option) => option.normalize('NFC').trim()))].filter(
    (option) => option !== '',
  );
  return {
    kind,
    label: pulled.label,
    ...(pulled.mandatory ? { mandatory: true } : {}),
    ...(pulled.readOnly === true || numbered ? { readOnly: true } : {}),
    ...(isFormula ? { formula: true } : {}),
    ...(pulled.maxLength !== undefined && TEXT_KINDS.has(kind) && kind !== 'picklist'
      ? { maxLength: pulled.maxLength }
      : {}),
    ...(kind === 'picklist' && options.length > 0 ? { options } : {}),
    ...marks(undefined, pulled),
  };
}

/** Kind, values and direction of a standard field are what the codecs were made for; the rest is the organisation's. */
function knownField(known: FieldSpec, pulled: PulledField): FieldSpec {
  const { mandatory: _mandatory, pii: _pii, ephi: _ephi, ...kept } = known;
  return {
    ...kept,
    label: pulled.label,
    ...(pulled.mandatory || known.mandatory === true ? { mandatory: true } : {}),
    ...(pulled.maxLength !== undefined && TEXT_KINDS.has(known.kind) && known.kind !== 'picklist'
      ? { maxLength: pulled.maxLength }
      : {}),
    ...marks(known, pulled),
  };
}

function markNotes(name: string, before: FieldSpec | undefined, after: FieldSpec): readonly string[] {
  return (['pii', 'ephi'] as const).flatMap((mark) =>
    after[mark] === true && before !== undefined && before[mark] !== true
      ? [`${name} is now marked ${mark.toUpperCase()}`]
      : [],
  );
}

/**
 * @param known - the catalog as it is
 * @param pulled - the organisation's metadata
 * @param complete - whether the metadata shows standard fields too, so that a custom field it lacks is gone
 */
export function mergeModule(
  service: ServiceName,
  known: FieldSpecs,
  pulled: readonly PulledField[],
  complete: boolean,
): MergedModule {
  const notes: string[] = [];
  const fields: Record<string, FieldSpecs[string]> = {};
  const rows = new Map(pulled.map((row) => [row.apiName, row]));
  const flat = flatten(known);
  for (const [name, spec] of Object.entries(known)) {
    const row = rows.get(name);
    if (row === undefined && complete && CUSTOM[service].test(name)) {
      notes.push(`${name} is gone`);
      continue;
    }
    if (row === undefined || spec.kind === 'group') {
      fields[name] = spec;
      continue;
    }
    const custom = CUSTOM[service].test(name) ? newField(service, row) : null;
    const next =
      custom === null ? knownField(spec, row) : { ...custom, ...refersTo(spec), ...marks(spec, row) };
    notes.push(...markNotes(name, flat.get(name), next));
    fields[name] = next;
  }
  // In the order of names, whatever order the service answers in.
  for (const row of pulled.toSorted((a, b) => (a.apiName < b.apiName ? -1 : 1))) {
    if (Object.hasOwn(known, row.apiName) || !CUSTOM[service].test(row.apiName)) continue;
    const spec = PLAIN_NAME.test(row.apiName) ? newField(service, row) : null;
    if (spec === null)
      notes.push(`${row.apiName} is left out: ${row.dataType} is no data type that can be mapped`);
    else {
      notes.push(`${row.apiName} is new`);
      fields[row.apiName] = spec;
    }
  }
  return { fields, notes };
}

/** What a reference points at is in no metadata; whoever wrote it down knows. */
function refersTo(known: FieldSpec): Pick<FieldSpec, 'refersTo' | 'editions'> {
  return {
    ...(known.refersTo === undefined ? {} : { refersTo: known.refersTo }),
    ...(known.editions === undefined ? {} : { editions: known.editions }),
  };
}
