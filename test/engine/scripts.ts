/** Scripts of edits, runs and faults as plain data, so that fast-check can make and shrink them; and how they are played. */
import fc from 'fast-check';
import type { DuplicatePolicy, Side } from '../../src/engine/model.ts';
import type { CanonicalValue } from '../../src/mapping/plan.ts';
import { cutBeyondFsm, type ServiceHabits } from './fake-service.ts';
import type { Fault } from './process.ts';

export type Values = Readonly<Record<string, CanonicalValue>>;

/** What people type, by field. */
export interface Vocabulary {
  readonly FSM: Readonly<Record<string, readonly CanonicalValue[]>>;
  readonly BOOKS: Readonly<Record<string, readonly CanonicalValue[]>>;
}

export type Step =
  | {
      readonly kind: 'add';
      readonly side: Side;
      readonly picks: readonly number[];
      readonly active: boolean;
      /** An FSM record that names this Books record as its counterpart, as Zoho's own sync leaves it. */
      readonly counterpart: number | null;
    }
  | {
      readonly kind: 'edit';
      readonly side: Side;
      readonly record: number;
      readonly field: number;
      readonly pick: number;
    }
  | { readonly kind: 'remove'; readonly side: Side; readonly record: number }
  | { readonly kind: 'active'; readonly side: Side; readonly record: number; readonly active: boolean }
  | { readonly kind: 'wait'; readonly seconds: number };

export interface RunStep {
  readonly kind: 'run';
  readonly attempts: readonly AttemptPlan[];
  /** Edits made before the given service call of the first attempt. */
  readonly during: readonly { readonly call: number; readonly step: Step }[];
}

export interface AttemptPlan {
  readonly faults: readonly { readonly call: number; readonly fault: Fault }[];
  readonly crashAt: number | null;
  readonly freezeAt: number | null;
  readonly thawAtPoint: number | null;
  readonly cancelAtCall: number | null;
}

export interface Script {
  readonly duplicates: DuplicatePolicy;
  readonly fsm: Partial<ServiceHabits>;
  readonly books: Partial<ServiceHabits>;
  readonly seedRecords: readonly Step[];
  readonly steps: readonly (Step | RunStep)[];
}

export const REAL_WORDS: Vocabulary = {
  FSM: {
    Name: ['Alpha', 'Beta', 'Gamma', 'Delta', 'Épsilon'],
    Type: ['Service', 'Goods'],
    Unit_Price: ['10', '2.5', '1.01', '7'],
    Description: ['one', 'two', null, 'drei\nvier'],
    SKU: ['K-1', null],
    Unit: ['h', 'pcs', null],
  },
  BOOKS: {
    name: ['Alpha', 'Beta', 'Gamma', 'Delta', 'Zeta 😀'],
    product_type: ['service', 'digital_service', 'goods', 'capital_goods'],
    rate: ['10', '2.5', '3.99', '7'],
    description: ['one', 'two', null, 'smile 😀 more'],
    sku: ['K-1', 'K-2', null],
    unit: ['h', 'pcs', null],
  },
};

/** For `everyKindOfRule`. */
export const HAND_WORDS: Vocabulary = {
  FSM: {
    NAME: ['Alpha', 'Beta', 'Gamma'],
    RATE: ['10', '2.5', null],
    NOTE: ['fn', 'fm', null],
    MEMO: ['fo', null],
    KIND: ['S', 'G', null],
    MARK: ['#a', '#b', 'unmarked', null],
  },
  BOOKS: {
    name: ['Alpha', 'Beta', 'Delta'],
    rate: ['10', '7', null],
    note: ['bn', null],
    memo: ['bo', 'bp', null],
    kind: ['service', 'digital', 'goods', null],
    mark: ['a', 'c', null],
    tag: ['T', 'other', null],
  },
};

const side = fc.constantFrom<Side>('FSM', 'BOOKS');
const index = fc.nat({ max: 11 });
/** Null every other time. */
const sometimes = <T>(arbitrary: fc.Arbitrary<T>, when = true): fc.Arbitrary<T | null> =>
  when ? fc.oneof(fc.constant(null), arbitrary) : fc.constant(null);

const counterpart = sometimes(sometimes(fc.nat({ max: 5 })));
const add = fc.record({
  kind: fc.constant('add' as const),
  side,
  picks: fc.array(fc.nat({ max: 4 }), { minLength: 6, maxLength: 6 }),
  active: fc.constant(true),
  counterpart,
});
const addAny = fc.record({
  kind: fc.constant('add' as const),
  side,
  picks: fc.array(fc.nat({ max: 4 }), { minLength: 6, maxLength: 6 }),
  active: fc.integer({ min: 0, max: 5 }).map((roll) => roll > 0),
  counterpart,
});
const edit = fc.record({
  kind: fc.constant('edit' as const),
  side,
  record: index,
  field: fc.nat({ max: 5 }),
  pick: fc.nat({ max: 4 }),
});
const remove = fc.record({ kind: fc.constant('remove' as const), side, record: index });
const active = fc.record({ kind: fc.constant('active' as const), side, record: index, active: fc.boolean() });
const wait = fc.record({
  kind: fc.constant('wait' as const),
  seconds: fc.constantFrom(1, 10, 100, 4000),
});
const fault = fc.oneof(
  fc.constantFrom<Fault>(
    { kind: 'refused' },
    { kind: 'unavailable' },
    { kind: 'doubt', tookPlace: true },
    { kind: 'doubt', tookPlace: false },
    { kind: 'quota', restMs: 3_600_000 },
  ),
);

export interface Trouble {
  readonly faults: boolean;
  readonly crashes: boolean;
  readonly freezes: boolean;
  readonly removals: boolean;
  readonly activity: boolean;
  /** Edits while a run goes on. */
  readonly during: boolean;
}

function attempt(trouble: Trouble): fc.Arbitrary<AttemptPlan> {
  const call = fc.nat({ max: 60 });
  return fc.record({
    faults: trouble.faults ? fc.array(fc.record({ call, fault }), { maxLength: 3 }) : fc.constant([]),
    crashAt: sometimes(fc.nat({ max: 150 }), trouble.crashes),
    freezeAt: sometimes(fc.nat({ max: 150 }), trouble.freezes),
    thawAtPoint: sometimes(fc.nat({ max: 100 }), trouble.freezes),
    cancelAtCall: sometimes(call, trouble.crashes),
  });
}

export function scriptOf(trouble: Trouble): fc.Arbitrary<Script> {
  const change: fc.Arbitrary<Step> = fc.oneof(
    { arbitrary: edit, weight: 6 },
    { arbitrary: trouble.activity ? addAny : add, weight: 2 },
    { arbitrary: wait, weight: 1 },
    ...(trouble.removals ? [{ arbitrary: remove, weight: 1 }] : []),
    ...(trouble.activity ? [{ arbitrary: active, weight: 1 }] : []),
  );
  // A listing by pages misses a record when another one is deleted meanwhile: no removals while a run goes on.
  const meanwhile: fc.Arbitrary<Step> = fc.oneof(
    { arbitrary: edit, weight: 3 },
    { arbitrary: add, weight: 1 },
    ...(trouble.activity ? [{ arbitrary: active, weight: 1 }] : []),
  );
  const run: fc.Arbitrary<RunStep> = fc.record({
    kind: fc.constant('run' as const),
    attempts: fc.array(attempt(trouble), { maxLength: 3 }),
    during: trouble.during
      ? fc.array(fc.record({ call: fc.nat({ max: 50 }), step: meanwhile }), { maxLength: 3 })
      : fc.constant([]),
  });
  return fc.record({
    duplicates: fc.constantFrom<DuplicatePolicy>('OVERWRITE', 'CLONE'),
    fsm: fc.record({
      offsetMs: fc.constantFrom(0, -90_000, 45_500),
      lagMs: fc.constantFrom(0, 0, 3_000, 40_000),
      selectsByTime: fc.boolean(),
      echoMs: fc.constantFrom(null, 2_000),
      keepsCounterpart: fc.boolean(),
      concurrency: fc.constant(trouble.freezes ? 1 : 3),
      keeps: fc.constant(cutBeyondFsm),
    }),
    books: fc.record({
      offsetMs: fc.constantFrom(0, 30_000),
      lagMs: fc.constantFrom(0, 0, 3_000, 40_000),
      selectsByTime: fc.boolean(),
      listsNamesOnly: fc.constantFrom(false, false, true),
      uniqueNames: fc.boolean(),
      concurrency: fc.constant(trouble.freezes ? 1 : 3),
    }),
    seedRecords: fc.array(trouble.activity ? addAny : add, { maxLength: 10 }),
    steps: fc.array(fc.oneof({ arbitrary: change, weight: 2 }, { arbitrary: run, weight: 1 }), {
      maxLength: 12,
    }),
  });
}
