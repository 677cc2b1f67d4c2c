import { pause } from '../../resilience/support/product.ts';

const POLL_MS = 10;
/** Far beyond what anything here takes: what is never seen fails its test with a sentence of its own. */
const SEEN_MS_MAX = 30_000;

/** The first answer that is not null. @throws Error when there is none for a long time */
export async function until<Seen>(
  look: () => Promise<Seen | null>,
  what: string,
  instead: () => Promise<string> = async () => '',
): Promise<Seen> {
  for (const endMs = Date.now() + SEEN_MS_MAX; Date.now() < endMs; await pause(POLL_MS)) {
    const seen = await look();
    if (seen !== null) return seen;
  }
  throw new Error(`never seen: ${what} ${await instead()}`);
}
