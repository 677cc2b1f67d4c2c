/** E-mail addresses as an input gives them. */
import { z } from 'zod';

/** RFC 5321, 4.5.3.1.3: a path has 256 octets with its brackets. */
const ADDRESS_LENGTH_MAX = 254;
/** Of one connection: more are better served by a list on their mail server. */
const RECIPIENTS_MAX = 20;

const address = z
  .string()
  .trim()
  .max(ADDRESS_LENGTH_MAX, `must have at most ${ADDRESS_LENGTH_MAX} characters`)
  .pipe(z.email('must be an e-mail address'));

/** Each address once, whatever its case; an issue names the place of each wrong one. */
export const mailRecipientsSchema = z
  .array(address)
  .max(RECIPIENTS_MAX, `must have at most ${RECIPIENTS_MAX} addresses`)
  .transform((addresses) => [...new Map(addresses.map((one) => [one.toLowerCase(), one])).values()]);
