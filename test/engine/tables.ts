/** Mapping tables for tests: the real one, and small ones made by hand for what the real one does not use. */
import { join } from 'node:path';
import {
  addressOf,
  type CanonicalValue,
  type CompiledRule,
  type CompiledTable,
  type ConflictPolicy,
  type Converted,
  type FieldKind,
  type FieldPlan,
  fieldCheck,
  loadMappingSet,
  PLAN_VERSION,
  type RuleDirection,
  ruleFingerprint,
  tableFingerprint,
} from '#mapping';

const DEFAULT_SET = join(import.meta.dirname, '../../mappings/default');
let loaded: Promise<CompiledTable> | null = null;

/** `mappings/default`, as a connection gets it, optionally with another conflict policy. */
export async function realTable(conflict: ConflictPolicy = 'latestWins'): Promise<CompiledTable> {
  loaded ??= loadMappingSet(DEFAULT_SET, { edition: 'global' }).then((result) => {
    if (!result.ok) throw new Error(JSON.stringify(result.violations));
    return result.set.items;
  });
  const table = await loaded;
  return { ...table, plan: { ...table.plan, conflict } };
}

export interface FieldOptions {
  readonly kind?: FieldKind;
  readonly mandatory?: boolean;
  readonly maxLength?: number;
}

export interface RuleOptions {
  readonly direction?: RuleDirection;
  readonly identity?: boolean;
  readonly onCreate?: true;
  readonly books?: FieldOptions;
  readonly fsm?: FieldOptions;
  readonly fsmName?: string;
  /** Makes it a constant rule. */
  readonly always?: CanonicalValue;
  readonly via?: {
    readonly id: string;
    readonly toBooks: ((value: string | boolean) => string | boolean | null) | null;
    readonly toFsm: ((value: string | boolean) => string | boolean | null) | null;
  };
}

function field(service: 'fsm' | 'books', module: string, apiName: string, options: FieldOptions): FieldPlan {
  return {
    service,
    module,
    apiName,
    label: apiName,
    kind: options.kind ?? 'text',
    mandatory: options.mandatory ?? false,
    readOnly: false,
    ...(options.maxLength === undefined ? {} : { maxLength: options.maxLength }),
  };
}

type Leg = ((value: string | boolean) => string | boolean | null) | null | undefined;

function image(leg: Leg, target: FieldPlan): (value: CanonicalValue) => Converted {
  return (value) => {
    if (value === null || leg === undefined || leg === null) return { ok: true, value };
    const converted = leg(value);
    if (converted !== null) return { ok: true, value: converted };
    const message = 'the transform refuses the value';
    return { ok: false, violation: { code: 'TRANSFORM_REFUSED', field: addressOf(target), message } };
  };
}

function rule(key: string, options: RuleOptions): CompiledRule {
  const direction = options.direction ?? 'both';
  const books = field('books', 'items', key, options.books ?? {});
  const fsm = field('fsm', 'Service_And_Parts', options.fsmName ?? key.toUpperCase(), options.fsm ?? {});
  const constant = options.always;
  const unsealed = {
    key,
    direction: constant === undefined ? direction : ('toBooks' as const),
    origin: options.identity ? ('pair' as const) : ('file' as const),
    identity: options.identity ?? false,
    books,
    source:
      constant === undefined
        ? { kind: 'field' as const, fsm }
        : { kind: 'constant' as const, value: constant },
    transforms: options.via === undefined ? [] : [{ id: options.via.id, version: 1 }],
    ...(options.onCreate && { onCreate: options.onCreate }),
  };
  const plan = { ...unsealed, fingerprint: ruleFingerprint(unsealed) };
  if (constant !== undefined) {
    return {
      plan,
      imageInBooks: () => ({ ok: true, value: constant }),
      imageInFsm: null,
      checkBooks: fieldCheck(books, true),
      checkFsm: () => null,
    };
  }
  return {
    plan,
    imageInBooks: direction === 'toFsm' ? null : image(options.via?.toBooks, books),
    imageInFsm: direction === 'toBooks' ? null : image(options.via?.toFsm, fsm),
    checkBooks: fieldCheck(books, true),
    checkFsm: fieldCheck(fsm, true),
  };
}

/** A table of the pair ITEMS: identity `name`/`NAME`, and the given rules by Books name. */
export function handTable(
  rules: Readonly<Record<string, RuleOptions>>,
  conflict: ConflictPolicy = 'latestWins',
): CompiledTable {
  const identity = rule('name', { identity: true, books: { mandatory: true }, fsm: { mandatory: true } });
  const compiled = [identity, ...Object.entries(rules).map(([key, options]) => rule(key, options))];
  const plan = {
    version: PLAN_VERSION as typeof PLAN_VERSION,
    table: 'items' as const,
    pair: 'ITEMS' as const,
    fsmModule: 'Service_And_Parts',
    booksModule: 'items',
    conflict,
    rules: compiled.map((each) => each.plan),
  };
  return { plan: { ...plan, fingerprint: tableFingerprint(plan) }, rules: compiled };
}

/** One-way rules, a constant, and transforms that lose or refuse, beside plain ones. */
export const everyKindOfRule = (conflict: ConflictPolicy): CompiledTable =>
  handTable(
    {
      rate: {},
      note: { direction: 'toBooks' },
      memo: { direction: 'toFsm' },
      kind: { via: LOSSY },
      mark: { via: MARKED },
      tag: { always: 'T' },
    },
    conflict,
  );

/** Several Books values share one FSM value, as with the kinds of items: the image back is not always the original. */
export const LOSSY = {
  id: 'lossy',
  toBooks: (value: string | boolean) => ({ S: 'service', G: 'goods' })[String(value)] ?? null,
  toFsm: (value: string | boolean) =>
    ({ service: 'S', digital: 'S', goods: 'G', capital: 'G' })[String(value)] ?? null,
};

/** Reversible: FSM holds what Books holds with a mark before it. */
export const MARKED = {
  id: 'marked',
  toBooks: (value: string | boolean) =>
    String(value).startsWith('#') ? String(value).slice(1) || null : null,
  toFsm: (value: string | boolean) => `#${String(value)}`,
};
