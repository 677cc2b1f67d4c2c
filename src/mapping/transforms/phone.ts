import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/min';
import type { Leg, Outcome, Transform } from './transform.ts';

interface Text {
  readonly kind: 'text';
}
interface Phone {
  readonly kind: 'phone';
}

/** `e164`: `+12133734253`; `international`: `+1 213 373 4253`; `national`: as the country itself writes it. */
export type PhoneFormat = 'e164' | 'international' | 'national';

function written(text: string, country: CountryCode, format: PhoneFormat): Outcome {
  const number = parsePhoneNumberFromString(text, country);
  if (number === undefined || !number.isPossible()) return { refused: 'is not a phone number' };
  if (format === 'e164') {
    return number.ext === undefined
      ? number.number
      : { refused: 'has an extension, which E.164 cannot hold' };
  }
  // The national form of another country's number would be read as this country's.
  const foreign = number.countryCallingCode !== callingCode(country);
  return format === 'national' && !foreign ? number.formatNational() : number.formatInternational();
}

function callingCode(country: CountryCode): string | undefined {
  // The shortest text that is a number of the country tells its calling code without another table.
  return parsePhoneNumberFromString('00000', country)?.countryCallingCode;
}

/**
 * Phone numbers in one form, whichever way they go, with libphonenumber's tables. Two ways to write one number are then
 * the same number, and neither side is rewritten for its form alone.
 * @param country - where numbers without a country code are, two capital letters
 * @throws RangeError for a country that has no numbers
 * @example phone: both(contact.Phone).via(phone('US'))
 */
export function phone<const Country extends string, const Format extends PhoneFormat = 'e164'>(
  country: Country,
  format?: Format,
): Transform<`phone(${Country}, ${Format})`, Leg<Text, Phone>, Leg<Text, Phone>> {
  if (!isSupportedCountry(country)) {
    throw new RangeError('phone needs a country of two capital letters, such as US');
  }
  const form: PhoneFormat = format ?? 'e164';
  const leg: Leg<Text, Phone> = {
    accepts: { kind: 'text' },
    yields: { kind: 'phone' },
    apply: (value) => written(String(value), country, form),
  };
  // The default of `Format` is the default of `form`.
  const id = `phone(${country}, ${form})` as `phone(${Country}, ${Format})`;
  return { transform: 'v1', id, version: 1, toBooks: leg, toFsm: leg, data: { country, format: form } };
}
