/** What the accounts server's token endpoint answers: to a refresh, and to the exchange of a code (books-api.md 1.2, 1.4). */
import { z } from 'zod';
import { ACCESS_TOKEN_LIFETIME_S } from '../zoho-api/index.ts';
import { UnreadableAnswer } from './errors.ts';
import type { HttpAnswer } from './transport/http.ts';

export interface TokenGrant {
  readonly accessToken: string;
  readonly apiDomain: string | null;
  readonly expiresAtMs: number;
  /** Only in the answer to a code, and only when it was asked for. */
  readonly refreshToken: string | null;
}

const tokenAnswer = z.looseObject({
  access_token: z.string().min(1).optional(),
  refresh_token: z.string().min(1).optional(),
  api_domain: z.string().optional(),
  expires_in: z.number().positive().optional(),
  error: z.string().optional(),
});

/**
 * The grant, or Zoho's word for why there is none: a code of a few letters; anything longer is not repeated. Errors come
 * under HTTP 200 too.
 * @throws UnreadableAnswer
 */
export function readTokenAnswer(answer: HttpAnswer, askedAtMs: number): TokenGrant | { error: string } {
  const parsed = tokenAnswer.safeParse(jsonOrNull(answer.text));
  if (!parsed.success) throw new UnreadableAnswer(answer.status, 'no token answer');
  const { access_token: accessToken, api_domain: apiDomain, expires_in: lifetimeS, error } = parsed.data;
  if (error !== undefined) return { error: wordOf(error) };
  if (accessToken === undefined) throw new UnreadableAnswer(answer.status, 'neither token nor error');
  return {
    accessToken,
    apiDomain: apiDomain ?? null,
    expiresAtMs: askedAtMs + (lifetimeS ?? ACCESS_TOKEN_LIFETIME_S) * 1_000,
    refreshToken: parsed.data.refresh_token ?? null,
  };
}

/** Zoho's word for why a token was not ended; null where it was. What it answers then is not documented. */
export function refusalIn({ status, text }: HttpAnswer): string | null {
  const parsed = tokenAnswer.safeParse(jsonOrNull(text));
  const error = parsed.success ? parsed.data.error : undefined;
  if (error !== undefined) return wordOf(error);
  return status >= 200 && status < 300 ? null : `HTTP ${status}`;
}

const wordOf = (error: string): string => (/^[A-Za-z_ ]{1,40}$/.test(error) ? error : 'unknown error');

function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
