/**
 * The intermediate form of a mapping table: plain data, versioned, free of functions. Fingerprints, the lock and the
 * change plan are computed from it; the engine runs on `CompiledTable`, which adds the functions.
 */

/** Raised whenever the meaning of a stored plan changes. */
export const PLAN_VERSION = 1;

/**
 * A field value in the form both services are compared in: text is NFC and trimmed, decimals and dates are canonical
 * text, and every way Zoho has to say "nothing" (`""`, `null`, a missing member of an object) is `null`.
 */
export type CanonicalValue = string | boolean | null;

/** Canonical values by API name. A missing key means "unknown" (hidden for privacy, not read): never "cleared" (P3). */
export type CanonicalValues = Readonly<Record<string, CanonicalValue>>;

export const FIELD_KINDS = [
  'text',
  'multiline',
  'decimal',
  'integer',
  'boolean',
  'date',
  'datetime',
  'picklist',
  'reference',
  'email',
  'phone',
  'url',
] as const;
export type FieldKind = (typeof FIELD_KINDS)[number];

export type ServiceName = 'fsm' | 'books';

/** What the catalog knows of one field of one module. */
export interface FieldPlan {
  readonly service: ServiceName;
  readonly module: string;
  readonly apiName: string;
  readonly label: string;
  readonly kind: FieldKind;
  readonly mandatory: boolean;
  readonly readOnly: boolean;
  /** Characters (UTF-16 code units, as both services count). */
  readonly maxLength?: number;
  /** Most digits after the decimal point that the service keeps. */
  readonly scale?: number;
  /** A picklist's values, in canonical form. */
  readonly options?: readonly string[];
  /** What a reference points at (`tax`, `account`). */
  readonly refersTo?: string;
  /** Taken when a record is created and never again. */
  readonly createOnly?: boolean;
}

export type RuleDirection = 'both' | 'toBooks' | 'toFsm';
export type ConflictPolicy = 'latestWins' | 'fsmWins' | 'booksWins' | 'mergeFields';
export type TableName = 'items' | 'business' | 'individual' | 'person';
export type PairName = 'ITEMS' | 'CUSTOMERS';

/** How customers correspond (rules T1 to T4). */
export const SYNC_TYPES = ['I', 'II', 'III', 'IV'] as const;
export type SyncTypeName = (typeof SYNC_TYPES)[number];

/** What a table belongs to: a pair that is synced, or the invoices made from work orders (V1, V2). */
export type PlanPair = PairName | 'INVOICES';
export type PlanTable = TableName | 'invoices';

export type RuleSource =
  | { readonly kind: 'field'; readonly fsm: FieldPlan }
  /** Several fields of FSM, joined in Books; see `parts.ts` for how their values are carried. */
  | { readonly kind: 'fields'; readonly fsm: readonly FieldPlan[]; readonly separator: string }
  | { readonly kind: 'constant'; readonly value: CanonicalValue };

/** A transform of a rule, in the order from FSM to Books. */
export interface TransformPlan {
  readonly id: string;
  readonly version: number;
  /** Of the data the transform was declared with (a choice table, a length): 16 hexadecimal digits. */
  readonly digest?: string;
}

export interface RulePlan {
  /** The Books field's API name: the address of the rule in bases, logs and the lock. */
  readonly key: string;
  readonly direction: RuleDirection;
  /** `pair`: carried by the pair itself (P2); `file`: from the mapping file. */
  readonly origin: 'pair' | 'file';
  /** Takes part in matching records that are not linked yet (M1). */
  readonly identity: boolean;
  readonly books: FieldPlan;
  readonly source: RuleSource;
  readonly transforms: readonly TransformPlan[];
  /** The rule is carried out when its record is created in Books, and compared and written never again. */
  readonly onCreate?: true;
  /** Why the author says that a field that looks personal is not; changes no value, so it is in no fingerprint. */
  readonly notPersonal?: string;
  /** Changes exactly when the meaning of the rule does. */
  readonly fingerprint: string;
}

/** A table's plan, whatever it belongs to. */
export interface AnyTablePlan<Table extends PlanTable = PlanTable, Pair extends PlanPair = PlanPair> {
  readonly version: typeof PLAN_VERSION;
  readonly table: Table;
  readonly pair: Pair;
  readonly fsmModule: string;
  readonly booksModule: string;
  readonly conflict: ConflictPolicy;
  readonly rules: readonly RulePlan[];
  readonly fingerprint: string;
}

/** A table that is synced. */
export interface TablePlan extends AnyTablePlan<TableName, PairName> {}

/** How work orders become invoices: from FSM to Books only (V2). */
export interface InvoicePlan extends AnyTablePlan<'invoices', 'INVOICES'> {}

/** Why a value cannot go where a rule sends it. Never contains the value. */
export interface Violation {
  /** e.g. `VALUE_TOO_LONG`, `MANDATORY_EMPTY`, `NOT_IN_PICKLIST`, `TRANSFORM_REFUSED` */
  readonly code: string;
  /** The field that refuses, as `books.items.rate` or `fsm.Service_And_Parts.Unit_Price`. */
  readonly field: string;
  /** A sentence for the log: place, the value's problem, remedy. */
  readonly message: string;
}

export type Converted =
  | { readonly ok: true; readonly value: CanonicalValue }
  | { readonly ok: false; readonly violation: Violation };

/** A rule with its functions. All are pure and total: they return violations and never throw. */
export interface CompiledRule {
  readonly plan: RulePlan;
  /** The FSM value as Books would hold it; `null` for a rule that never goes that way. Not yet checked against the Books field. */
  readonly imageInBooks: ((fsmValue: CanonicalValue) => Converted) | null;
  /** The Books value as FSM would hold it. */
  readonly imageInFsm: ((booksValue: CanonicalValue) => Converted) | null;
  /** Guards the last step before a write: kind, length, scale, picklist, mandatory. */
  readonly checkBooks: (value: CanonicalValue) => Violation | null;
  readonly checkFsm: (value: CanonicalValue) => Violation | null;
}

/** A plan with the functions of its rules, in the plan's order. */
export interface Compiled<Plan extends AnyTablePlan = AnyTablePlan> {
  readonly plan: Plan;
  readonly rules: readonly CompiledRule[];
}

export interface CompiledTable extends Compiled<TablePlan> {}
export interface CompiledInvoices extends Compiled<InvoicePlan> {}
