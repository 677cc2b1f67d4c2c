/** Sums of lengths, computed by the type checker: digit by digit, as one does on paper, since lengths reach thousands. */

type Digit = '0' | '1' | '2' | '3' | '4' | '5' | '6' | '7' | '8' | '9';

/** As many members as the digit says. */
interface Units {
  readonly '0': [];
  readonly '1': [0];
  readonly '2': [0, 0];
  readonly '3': [0, 0, 0];
  readonly '4': [0, 0, 0, 0];
  readonly '5': [0, 0, 0, 0, 0];
  readonly '6': [0, 0, 0, 0, 0, 0];
  readonly '7': [0, 0, 0, 0, 0, 0, 0];
  readonly '8': [0, 0, 0, 0, 0, 0, 0, 0];
  readonly '9': [0, 0, 0, 0, 0, 0, 0, 0, 0];
}
type UnitsOf<D extends string> = D extends Digit ? Units[D] : [];

type Turned<Text extends string, Done extends string = ''> = Text extends `${infer First}${infer Rest}`
  ? Turned<Rest, `${First}${Done}`>
  : Done;

/** Sum of one column, as text: `7`, or `17` where one is carried. */
type Column<A extends string, B extends string, Carry extends string> = [
  ...UnitsOf<A>,
  ...UnitsOf<B>,
  ...UnitsOf<Carry>,
]['length'] extends infer Sum extends number
  ? `${Sum}`
  : never;

/** Adds from the last digit on; both numbers stand turned round. */
type AddTurned<
  A extends string,
  B extends string,
  Carry extends string,
  Sum extends string,
> = `${A}${B}` extends ''
  ? Carry extends '1'
    ? `1${Sum}`
    : Sum
  : AddColumn<Head<A>, Head<B>, Carry, Tail<A>, Tail<B>, Sum>;

type AddColumn<
  X extends string,
  Y extends string,
  Carry extends string,
  RestA extends string,
  RestB extends string,
  Sum extends string,
> =
  Column<X, Y, Carry> extends `1${infer Kept extends Digit}`
    ? AddTurned<RestA, RestB, '1', `${Kept}${Sum}`>
    : AddTurned<RestA, RestB, '0', `${Column<X, Y, Carry>}${Sum}`>;

type Head<Text extends string> = Text extends `${infer First}${string}` ? First : '0';
type Tail<Text extends string> = Text extends `${string}${infer Rest}` ? Rest : '';

/** The sum of two whole numbers that are not negative. */
export type Sum<A extends number, B extends number> =
  AddTurned<Turned<`${A}`>, Turned<`${B}`>, '0', ''> extends `${infer Total extends number}` ? Total : number;

/** Characters of a text. One beyond U+FFFF counts once; the compiler counts it twice, as the services do. */
export type LengthOf<
  Text extends string,
  Seen extends readonly 0[] = [],
> = Text extends `${string}${infer Rest}` ? LengthOf<Rest, [...Seen, 0]> : Seen['length'];
