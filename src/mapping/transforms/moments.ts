import type { Leg, Outcome, Transform } from './transform.ts';

interface Day {
  readonly kind: 'date';
}
interface Moment {
  readonly kind: 'datetime';
}
interface Text {
  readonly kind: 'text';
}

const PARTS = {
  YYYY: '\\d{4}',
  MM: '\\d{2}',
  DD: '\\d{2}',
  HH: '\\d{2}',
  mm: '\\d{2}',
  ss: '\\d{2}',
} as const;
type Part = keyof typeof PARTS;
const PART = /YYYY|MM|DD|HH|mm|ss/g;

/** A way to write a moment: which parts stand where. */
interface Pattern {
  write(parts: Readonly<Record<Part, string>>): string;
  /** Null when the text is not written so. */
  read(text: string): Readonly<Record<Part, string>> | null;
}

/** @throws RangeError unless each of the parts that are needed is there exactly once */
function patternOf(format: string, needed: readonly Part[]): Pattern {
  const found: readonly string[] = format.match(PART) ?? [];
  const complete = found.length === needed.length && needed.every((part) => found.includes(part));
  if (!complete || format.trim() !== format) {
    throw new RangeError(
      `the format needs each of ${needed.join(', ')} once, and no white space at its ends`,
    );
  }
  const isPart = (text: string): text is Part => Object.hasOwn(PARTS, text);
  const pieces = format.split(/(YYYY|MM|DD|HH|mm|ss)/);
  const source = pieces.map((piece) =>
    isPart(piece) ? `(?<${piece}>${PARTS[piece]})` : piece.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'),
  );
  const shape = new RegExp(`^${source.join('')}$`);
  return {
    write: (parts) => pieces.map((piece) => (isPart(piece) ? parts[piece] : piece)).join(''),
    read: (text) => {
      const groups = shape.exec(text)?.groups;
      if (groups === undefined) return null;
      return { YYYY: '', MM: '', DD: '', HH: '00', mm: '00', ss: '00', ...groups };
    },
  };
}

const two = (number: number): string => String(number).padStart(2, '0');

function partsOf(at: Temporal.PlainDateTime): Readonly<Record<Part, string>> {
  return {
    YYYY: String(at.year).padStart(4, '0'),
    MM: two(at.month),
    DD: two(at.day),
    HH: two(at.hour),
    mm: two(at.minute),
    ss: two(at.second),
  };
}

/** The answer of a function that throws for what is no date, or for an hour that a time zone skips or repeats. */
function attempt(refused: string, make: () => string): Outcome {
  try {
    return make();
  } catch {
    return { refused };
  }
}

/** @throws RangeError for a name that is no time zone */
function knownZone(zone: string): string {
  // Temporal rejects what it does not know; the moment itself does not matter.
  return Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone).timeZoneId;
}

const isoMoment = (at: Temporal.Instant): string => at.toString({ smallestUnit: 'second' });

/**
 * A date in FSM as text in Books, written as the format says: `YYYY`, `MM` and `DD`, each once.
 * @throws RangeError for a format that leaves a part out
 * @example cf_since: both(item.Since__C).via(dateAsText('DD.MM.YYYY'))
 */
export function dateAsText<const Format extends string>(
  format: Format,
): Transform<`dateAsText(${Format})`, Leg<Day, Text>, Leg<Text, Day>> {
  const pattern = patternOf(format, ['YYYY', 'MM', 'DD']);
  return {
    transform: 'v1',
    id: `dateAsText(${format})`,
    version: 1,
    toBooks: {
      accepts: { kind: 'date' },
      yields: { kind: 'text' },
      apply: (value) =>
        attempt('is not a date', () =>
          pattern.write(partsOf(Temporal.PlainDate.from(String(value)).toPlainDateTime())),
        ),
    },
    toFsm: {
      accepts: { kind: 'text' },
      yields: { kind: 'date' },
      apply: (value) => {
        const parts = pattern.read(String(value));
        if (parts === null) return { refused: 'is not a date written as the transform says' };
        return attempt('is not a date', () =>
          Temporal.PlainDate.from(`${parts.YYYY}-${parts.MM}-${parts.DD}`).toString(),
        );
      },
    },
    data: format,
  };
}

/** The local time, if it is one that the zone has exactly once. @throws RangeError when it is not */
function momentIn(zone: string, local: Temporal.PlainDateTime): Temporal.Instant {
  return local.toZonedDateTime(zone, { disambiguation: 'reject' }).toInstant();
}

/**
 * A date and time in FSM as text in Books, on the wall clock of a time zone: `YYYY`, `MM`, `DD`, `HH`, `mm` and `ss`,
 * each once. The hour that is repeated when clocks go back is refused, since its text would mean two moments.
 * @throws RangeError for a format that leaves a part out, or an unknown time zone
 */
export function datetimeAsText<const Zone extends string, const Format extends string>(
  zone: Zone,
  format: Format,
): Transform<`datetimeAsText(${Zone}, ${Format})`, Leg<Moment, Text>, Leg<Text, Moment>> {
  const pattern = patternOf(format, ['YYYY', 'MM', 'DD', 'HH', 'mm', 'ss']);
  const known = knownZone(zone);
  return {
    transform: 'v1',
    id: `datetimeAsText(${zone}, ${format})`,
    version: 1,
    toBooks: {
      accepts: { kind: 'datetime' },
      yields: { kind: 'text' },
      apply: (value) =>
        attempt('is no moment that the time zone has exactly once', () => {
          const local = Temporal.Instant.from(String(value)).toZonedDateTimeISO(known).toPlainDateTime();
          momentIn(known, local);
          return pattern.write(partsOf(local));
        }),
    },
    toFsm: {
      accepts: { kind: 'text' },
      yields: { kind: 'datetime' },
      apply: (value) => {
        const parts = pattern.read(String(value));
        if (parts === null) return { refused: 'is not a date and time written as the transform says' };
        const { YYYY, MM, DD, HH, mm, ss } = parts;
        return attempt('is no moment that the time zone has exactly once', () =>
          isoMoment(momentIn(known, Temporal.PlainDateTime.from(`${YYYY}-${MM}-${DD}T${HH}:${mm}:${ss}`))),
        );
      },
    },
    data: { zone, format },
  };
}

/**
 * A date and time in FSM as its day in Books, on the calendar of a time zone. A day that comes back becomes the moment
 * it begins; a moment within that day is left as it is.
 * @throws RangeError for an unknown time zone
 */
export function dayOf<const Zone extends string>(
  zone: Zone,
): Transform<`dayOf(${Zone})`, Leg<Moment, Day>, Leg<Day, Moment>> {
  const known = knownZone(zone);
  return {
    transform: 'v1',
    id: `dayOf(${zone})`,
    version: 1,
    toBooks: {
      accepts: { kind: 'datetime' },
      yields: { kind: 'date' },
      apply: (value) =>
        attempt('is not a date and time', () =>
          Temporal.Instant.from(String(value)).toZonedDateTimeISO(known).toPlainDate().toString(),
        ),
    },
    toFsm: {
      accepts: { kind: 'date' },
      yields: { kind: 'datetime' },
      apply: (value) =>
        attempt('is not a date', () =>
          isoMoment(Temporal.PlainDate.from(String(value)).toZonedDateTime(known).toInstant()),
        ),
    },
    data: zone,
  };
}
