/**
 * What the type checker says of a mapping table: for each entry `unknown`, or a sentence that the entry can never be
 * assigned to and that the editor therefore shows. `check.ts` says the same of tables that were never type checked.
 */
import type { NonPiiNames } from '../catalog/references.ts';
import type { Shape } from '../catalog/specs.ts';
import type { Concat } from '../concat.ts';
import type { PairTable } from '../pairs/pair.ts';
import type { RuleDirection } from '../plan.ts';
import type { Always, Rule } from '../rules.ts';
import type { ConcatVerdict, JoinedName, JoinedShape } from './concat.ts';
import type { ConstantVerdict } from './constant.ts';
import type { Flow, Ordered } from './flow.ts';

type FsmAddress<Pair extends PairTable> = `fsm.${Pair['fsmModule']}`;
type BooksAddress<Pair extends PairTable> = `books.${Pair['booksModule']}`;
type Groups<Pair extends PairTable> = Pair['carriedGroups'][number];
/** What the pair carries on one side: fields, and addresses with all their members. */
type Carried<Pair extends PairTable, Side extends 'fsm' | 'books'> =
  | Pair['carried'][number][Side]
  | Groups<Pair>
  | `${Groups<Pair>}.${string}`;
type CarriedInBooks<Pair extends PairTable> = Carried<Pair, 'books'>;
type CarriedInFsm<Pair extends PairTable> = Carried<Pair, 'fsm'>;

/** The first sentence of a list of verdicts. */
type First<Verdicts> = Verdicts extends readonly [infer Verdict, ...infer Rest]
  ? unknown extends Verdict
    ? First<Rest>
    : Verdict
  : unknown;

type Private<Name extends string, Spec> = Spec extends { readonly pii: true }
  ? `${Name} is marked PII and cannot be mapped: remove its rule`
  : Spec extends { readonly ephi: true }
    ? `${Name} is marked EPHI and cannot be mapped: remove its rule`
    : unknown;

type Unwritable<Name extends string, Spec, Instead extends string> = Spec extends { readonly formula: true }
  ? `${Name} is a formula and cannot be written: use ${Instead}`
  : Spec extends { readonly readOnly: true }
    ? `${Name} is read-only and cannot be written: use ${Instead}`
    : unknown;

type ConcatOf<Address> = Concat<readonly { readonly address: Address }[], string>;

type Writes<Direction, Written, Address, Key> = Direction extends 'toBooks'
  ? never
  : Written extends Address
    ? Key
    : never;

/** Keys of the entries that write the FSM field at `Address`. */
type WritersOf<Table, Address> = {
  // Asked of the entry as a whole: a source in which inference has failed then names no address, and writes nothing.
  [Key in keyof Table]: Table[Key] extends Rule<
    infer Direction,
    { readonly address: infer Written },
    infer _Steps
  >
    ? Writes<Direction, Written, Address, Key>
    : Table[Key] extends Rule<infer Direction, ConcatOf<infer Written>, infer _Steps>
      ? Writes<Direction, Written, Address, Key>
      : never;
}[keyof Table];

type OtherWriters<Table, Key extends string, Address extends string> = [
  Exclude<WritersOf<Table, Address>, Key>,
] extends [never]
  ? unknown
  : `${Address} is written by ${Key} and by ${Exclude<WritersOf<Table, Address>, Key> & string}: keep one, or make one toBooks`;

type SourceVerdict<Pair extends PairTable, Address extends string> = string extends Address
  ? unknown
  : Address extends `${FsmAddress<Pair>}.${infer Name}`
    ? Name extends CarriedInFsm<Pair>
      ? `${Address} is carried by the pair itself: remove it from the file`
      : unknown
    : `${Address} is not a field of ${FsmAddress<Pair>}, which this table maps: name one of its fields`;

type OneWay<
  Pair extends PairTable,
  Key extends string,
  D extends RuleDirection,
> = Pair['writesFsm'] extends true
  ? unknown
  : D extends 'toBooks'
    ? unknown
    : `${Key} only goes to Books in ${Pair['table']}: use toBooks or always`;

type IntoBooks<
  Key extends string,
  D extends RuleDirection,
  BooksSpec extends Shape,
  A extends string,
  S,
  Steps,
> = D extends 'toFsm'
  ? BooksSpec extends { readonly mandatory: true }
    ? `${Key} is mandatory in Books but toFsm does not write it: use both, toBooks or always`
    : unknown
  : First<
      [
        Unwritable<Key, BooksSpec, 'toFsm'>,
        S extends Shape ? Flow<Key, D, 'toBooks', S, A, Steps, BooksSpec, Key> : unknown,
      ]
    >;

type IntoFsm<
  Table,
  Key extends string,
  D extends RuleDirection,
  BooksSpec extends Shape,
  A extends string,
  S,
  Steps,
> = D extends 'toBooks'
  ? unknown
  : First<
      [
        Unwritable<A, S, 'toBooks'>,
        OtherWriters<Table, Key, A>,
        S extends Shape ? Flow<Key, D, 'toFsm', BooksSpec, Key, Ordered<Steps, 'toFsm'>, S, A> : unknown,
      ]
    >;

type SourceOrNone<Pair extends PairTable, Key extends string, Ref> = Ref extends {
  readonly address: infer A extends string;
}
  ? SourceVerdict<Pair, A>
  : NoField<Key>;

type NoField<Key extends string> =
  `${Key} is given no FSM field (it is unknown, an object of fields, or marked PII or EPHI): name another`;

/** For each part of a `concat`, what keeps it from being written. */
type UnwritableParts<Parts extends readonly unknown[]> = {
  readonly [Index in keyof Parts]: Parts[Index] extends {
    readonly address: infer A extends string;
    readonly spec: infer S;
  }
    ? Unwritable<A, S, 'toBooks'>
    : unknown;
};
type WrittenParts<Table, Key extends string, Parts extends readonly unknown[]> = {
  readonly [Index in keyof Parts]: Parts[Index] extends { readonly address: infer A extends string }
    ? OtherWriters<Table, Key, A>
    : unknown;
};
type PartSources<Pair extends PairTable, Key extends string, Parts extends readonly unknown[]> = {
  readonly [Index in keyof Parts]: SourceOrNone<Pair, Key, Parts[Index]>;
};

type PartsIntoFsm<
  Table,
  Key extends string,
  D extends RuleDirection,
  Parts extends readonly unknown[],
> = D extends 'toBooks'
  ? unknown
  : First<[First<UnwritableParts<Parts>>, First<WrittenParts<Table, Key, Parts>>]>;

/** A rule of several fields: each part for itself, then all of them as one text. */
type ConcatRuleVerdict<
  Pair extends PairTable,
  Table,
  Key extends string,
  D extends RuleDirection,
  BooksSpec extends Shape,
  Source extends Concat<readonly unknown[], string>,
  Steps,
> = First<
  [
    Private<Key, BooksSpec>,
    First<PartSources<Pair, Key, Source['parts']>>,
    OneWay<Pair, Key, D>,
    ConcatVerdict<Key, D, Source['parts'], Source['separator']>,
    IntoBooks<
      Key,
      D,
      BooksSpec,
      JoinedName<Source['parts']>,
      JoinedShape<Source['parts'], Source['separator']>,
      Steps
    >,
    PartsIntoFsm<Table, Key, D, Source['parts']>,
    D extends 'toBooks'
      ? unknown
      : Flow<
          Key,
          D,
          'toFsm',
          BooksSpec,
          Key,
          Ordered<Steps, 'toFsm'>,
          JoinedShape<Source['parts'], Source['separator']>,
          JoinedName<Source['parts']>
        >,
  ]
>;

type EntryVerdict<Pair extends PairTable, Table, Key extends string, Spec, Entry> = Spec extends Shape
  ? Entry extends Always<infer Value>
    ? First<[Private<Key, Spec>, Unwritable<Key, Spec, 'toFsm'>, ConstantVerdict<Key, Spec, Value>]>
    : Entry extends Rule<infer D extends RuleDirection, infer Ref, infer Steps>
      ? Ref extends { readonly address: infer A extends string; readonly spec: infer S }
        ? First<
            [
              Private<Key, Spec>,
              SourceVerdict<Pair, A>,
              OneWay<Pair, Key, D>,
              IntoBooks<Key, D, Spec, A, S, Steps>,
              IntoFsm<Table, Key, D, Spec, A, S, Steps>,
            ]
          >
        : Ref extends Concat<readonly unknown[], string>
          ? ConcatRuleVerdict<Pair, Table, Key, D, Spec, Ref, Steps>
          : NoField<Key>
      : `${Key} is given no rule: use both, toBooks, toFsm or always`
  : `${Key} is not a field of ${BooksAddress<Pair>}: correct the name, or pull the catalog`;

type EntriesVerdict<Pair extends PairTable, BooksFields, Table> = {
  readonly [Key in keyof Table]: Key extends CarriedInBooks<Pair>
    ? `${Key & string} is carried by the pair itself: remove it from the file`
    : Key extends keyof Pair['elsewhere']
      ? `${Key & string} ${Pair['elsewhere'][Key] & string}`
      : Key extends keyof BooksFields
        ? EntryVerdict<Pair, Table, Key & string, BooksFields[Key], Table[Key]>
        : `${Key & string} is not a field of ${BooksAddress<Pair>}: correct the name, or pull the catalog`;
};

/** Mandatory in every tax edition; what only some editions demand is checked when the edition is known. */
type MandatoryNames<Fields> = {
  [Name in keyof Fields]: Fields[Name] extends { readonly mandatory: true }
    ? Fields[Name] extends { readonly editions: readonly string[] }
      ? never
      : Name
    : never;
}[keyof Fields];

/** Books fields that must be mapped and are not: each becomes a required key, so that the editor names it. */
export type MandatoryInBooks<Names extends PropertyKey> = { readonly [Name in Names]: unknown };

type UnwrittenInFsm<Pair extends PairTable, FsmFields, Table> = Pair['writesFsm'] extends false
  ? never
  : {
      [Name in Exclude<MandatoryNames<FsmFields>, CarriedInFsm<Pair>>]: [
        WritersOf<Table, `${FsmAddress<Pair>}.${Name & string}`>,
      ] extends [never]
        ? `${FsmAddress<Pair>}.${Name & string} is mandatory in FSM and no rule writes it: add both or toFsm`
        : never;
    }[Exclude<MandatoryNames<FsmFields>, CarriedInFsm<Pair>>];

type OrUnknown<Verdict> = [Verdict] extends [never] ? unknown : Verdict;

/** Keys a table may have, for completion. */
export type TableKeys<Pair extends PairTable, BooksFields> = {
  readonly [Name in Exclude<
    NonPiiNames<BooksFields>,
    CarriedInBooks<Pair> | keyof Pair['elsewhere']
  >]?: unknown;
};

/** What a whole table must also be: nothing more when it is right, impossible where it is wrong. */
export type TableVerdict<Pair extends PairTable, FsmFields, BooksFields, Table> = EntriesVerdict<
  Pair,
  BooksFields,
  Table
> &
  MandatoryInBooks<
    Exclude<MandatoryNames<BooksFields>, CarriedInBooks<Pair> | keyof Pair['elsewhere'] | keyof Table>
  > &
  OrUnknown<UnwrittenInFsm<Pair, FsmFields, Table>>;
