/** The login of an input: an authorisation, or what a person has typed in. Exactly one of the two. */
import { z } from 'zod';
import type { GivenLogin } from '../src/jobs/onboarding.ts';
import type { BuilderTypes } from './builder.ts';

/** Characters of an OAuth client id, secret, refresh token or code; Zoho's are around 70. */
const SECRET_LENGTH_MAX = 512;

export const secretSchema = z
  .string()
  .trim()
  .min(1, 'must not be empty')
  .max(SECRET_LENGTH_MAX, 'is too long');

export const loginSchema = {
  authorisationId: z.string().nullish(),
  clientId: secretSchema.nullish(),
  clientSecret: secretSchema.nullish(),
  refreshToken: secretSchema.nullish(),
};

export interface GivenLoginInput {
  readonly authorisationId?: string | null | undefined;
  readonly clientId?: string | null | undefined;
  readonly clientSecret?: string | null | undefined;
  readonly refreshToken?: string | null | undefined;
}

type InputFields = PothosSchemaTypes.InputFieldBuilder<
  PothosSchemaTypes.ExtendDefaultTypes<BuilderTypes>,
  'InputObject'
>;

export const loginFields = (t: InputFields) => ({
  authorisationId: t.id({
    required: false,
    description: 'Global id of an authorisation that is ready, in place of the three below.',
  }),
  clientId: t.string({ required: false, description: 'OAuth client id.' }),
  clientSecret: t.string({
    required: false,
    description: 'OAuth client secret; stored encrypted, never shown.',
  }),
  refreshToken: t.string({
    required: false,
    description: 'OAuth refresh token; stored encrypted, never shown.',
  }),
});

const TYPED = ['clientId', 'clientSecret', 'refreshToken'] as const;

/** Part of an input's check: one of the two, whole. */
export function requireLogin(input: GivenLoginInput, context: z.core.$RefinementCtx): void {
  const authorised = input.authorisationId != null;
  for (const name of TYPED) {
    if ((input[name] != null) !== authorised) continue;
    const message = authorised
      ? 'must be left out with an authorisation'
      : 'is needed without an authorisation';
    context.addIssue({ code: 'custom', path: [name], message });
  }
}

/**
 * The login of a checked input; `authorisationId` is still a global id.
 * @throws TypeError for an input that `requireLogin` has not seen
 */
export function loginOf(input: GivenLoginInput): { readonly authorisationId: string } | GivenLogin {
  const { authorisationId, clientId, clientSecret, refreshToken } = input;
  if (authorisationId != null) return { authorisationId };
  if (clientId == null || clientSecret == null || refreshToken == null) throw new TypeError('no login');
  return { clientId, clientSecret, refreshToken };
}
