import { canonicalNumber } from '../kinds/numbers.ts';
import type { Leg, Outcome, Transform } from './transform.ts';

interface Decimal {
  readonly kind: 'decimal';
}
interface Scaled<Scale extends number> {
  readonly kind: 'decimal';
  readonly scale: Scale;
}

interface Unit {
  readonly dimension: 'length' | 'mass' | 'volume' | 'time';
  /** How many of the dimension's smallest unit, exactly: the inch and the pound are defined by the metre and the gram. */
  readonly size: bigint;
}

/** Tenths of a millimetre, nanograms, billionths of a millilitre, seconds. */
const UNITS = {
  mm: { dimension: 'length', size: 10n },
  cm: { dimension: 'length', size: 100n },
  m: { dimension: 'length', size: 10_000n },
  km: { dimension: 'length', size: 10_000_000n },
  in: { dimension: 'length', size: 254n },
  ft: { dimension: 'length', size: 3_048n },
  yd: { dimension: 'length', size: 9_144n },
  mi: { dimension: 'length', size: 16_093_440n },
  g: { dimension: 'mass', size: 1_000_000_000n },
  kg: { dimension: 'mass', size: 1_000_000_000_000n },
  t: { dimension: 'mass', size: 1_000_000_000_000_000n },
  oz: { dimension: 'mass', size: 28_349_523_125n },
  lb: { dimension: 'mass', size: 453_592_370_000n },
  ml: { dimension: 'volume', size: 1_000_000_000n },
  l: { dimension: 'volume', size: 1_000_000_000_000n },
  gal: { dimension: 'volume', size: 3_785_411_784_000n },
  s: { dimension: 'time', size: 1n },
  min: { dimension: 'time', size: 60n },
  h: { dimension: 'time', size: 3_600n },
  d: { dimension: 'time', size: 86_400n },
} as const satisfies Readonly<Record<string, Unit>>;
export type UnitName = keyof typeof UNITS;

const SCALE_MAX = 30;

/** A number in one unit and how many decimals it keeps there. */
export interface Measure<Name extends UnitName, Scale extends number> {
  readonly unit: Name;
  readonly decimals: Scale;
}

/** `numerator / denominator`, to the nearest whole number, half away from zero. */
function rounded(numerator: bigint, denominator: bigint): bigint {
  const sign = numerator < 0n ? -1n : 1n;
  return (sign * (2n * sign * numerator + denominator)) / (2n * denominator);
}

/** A canonical decimal in another unit, exact until it is rounded to so many decimals. */
function convert(decimal: string, from: Unit, into: Unit, scale: number): Outcome {
  const parts = /^(-?)(\d+)(?:\.(\d+))?$/.exec(decimal);
  if (parts === null) return { refused: 'is not a number' };
  const [, sign = '', whole = '0', fraction = ''] = parts;
  const digits = BigInt(`${sign}${whole}${fraction}`);
  const numerator = digits * from.size * 10n ** BigInt(scale);
  const result = rounded(numerator, into.size * 10n ** BigInt(fraction.length));
  const unsigned = (result < 0n ? -result : result).toString().padStart(scale + 1, '0');
  const point = unsigned.length - scale;
  const text = scale === 0 ? unsigned : `${unsigned.slice(0, point)}.${unsigned.slice(point)}`;
  return canonicalNumber(result < 0n ? `-${text}` : text);
}

function isScale(scale: number): boolean {
  return Number.isSafeInteger(scale) && scale >= 0 && scale <= SCALE_MAX;
}

/**
 * A number of one unit in FSM as a number of another unit in Books, exact but for the rounding that each side names.
 * @throws RangeError for units that do not measure the same, and when FSM keeps so few decimals that a value of Books
 * would not come back as it was
 * @example cf_weight_lb: both(item.Weight__C).via(convertUnit({ unit: 'kg', decimals: 3 }, { unit: 'lb', decimals: 2 }))
 */
export function convertUnit<
  const Fsm extends UnitName,
  const FsmScale extends number,
  const Books extends UnitName,
  const BooksScale extends number,
>(
  fsm: Measure<Fsm, FsmScale>,
  books: Measure<Books, BooksScale>,
): Transform<
  `convertUnit(${Fsm}, ${Books})`,
  Leg<Decimal, Scaled<BooksScale>>,
  Leg<Decimal, Scaled<FsmScale>>
> {
  const [here, there]: readonly [Unit, Unit] = [UNITS[fsm.unit], UNITS[books.unit]];
  if (here.dimension !== there.dimension) {
    throw new RangeError(`convertUnit cannot turn ${fsm.unit} into ${books.unit}`);
  }
  if (!isScale(fsm.decimals) || !isScale(books.decimals)) {
    throw new RangeError(`convertUnit needs whole numbers of decimals from 0 to ${SCALE_MAX}`);
  }
  // Half a step of FSM, in Books' unit, must be less than half a step of Books.
  if (
    here.size * 10n ** BigInt(books.decimals) >= there.size * 10n ** BigInt(fsm.decimals) &&
    here !== there
  ) {
    throw new RangeError(
      `convertUnit needs more decimals of ${fsm.unit}, or fewer of ${books.unit}: values would not come back`,
    );
  }
  return {
    transform: 'v1',
    id: `convertUnit(${fsm.unit}, ${books.unit})`,
    version: 1,
    toBooks: {
      accepts: { kind: 'decimal' },
      yields: { kind: 'decimal', scale: books.decimals },
      apply: (value) => convert(String(value), here, there, books.decimals),
    },
    toFsm: {
      accepts: { kind: 'decimal' },
      yields: { kind: 'decimal', scale: fsm.decimals },
      // What Books would not keep is dropped first, so that the answer comes back as the value Books keeps.
      apply: (value) => {
        const kept = convert(String(value), there, there, books.decimals);
        return typeof kept === 'string' ? convert(kept, there, here, fsm.decimals) : kept;
      },
    },
    data: { fsm: { ...fsm }, books: { ...books } },
  };
}
