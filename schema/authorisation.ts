/** Authorisations: logins to Zoho under way, from the consent page to a connection. */
import { z } from 'zod';
import type { AuthorisationView } from '../src/jobs/onboarding.ts';
import { hasRole, maySee, seesEverything } from './access.ts';
import { builder } from './builder.ts';
import { Connection, reachConnection } from './connection.ts';
import type { Context } from './context.ts';
import { AuthorisationState, BooksProduct, DataCenter } from './enums.ts';
import { uuidOf, writeGlobalId } from './ids.ts';
import { secretSchema } from './login.ts';
import { UserFacingReason } from './reason.ts';
import { forRole, INPUT, parseInput, refused, resultType, UserErrorValue } from './user-error.ts';

const REDIRECT_LENGTH_MAX = 512;

const Scope = builder.objectRef<AuthorisationView['scopes'][number]>('Scope').implement({
  description: 'A right that the login is asked for.',
  fields: (t) => ({
    name: t.exposeString('name', { description: "Zoho's name of it." }),
    reason: t.exposeString('reason', { description: 'What needs it.' }),
  }),
});

export const Authorisation = builder.objectRef<AuthorisationView>('Authorisation').implement({
  description:
    'A login to Zoho under way. Used once: for a new connection, or to replace the login of an existing one.',
  fields: (t) => ({
    id: t.id({
      description: 'Global id.',
      resolve: ({ id }) => writeGlobalId('Authorisation', id),
    }),
    state: t.expose('state', { type: AuthorisationState, description: 'How far it is.' }),
    reason: t.field({
      type: UserFacingReason,
      nullable: true,
      description: 'Why it failed; null while it has not.',
      resolve: ({ reason }) => (reason === null ? null : { ...reason, field: null }),
    }),
    dataCenter: t.expose('dataCenter', {
      type: DataCenter,
      description: "Where the login lives: as given, or as Zoho's redirect told.",
    }),
    product: t.expose('product', { type: BooksProduct, description: 'Which finance product it is for.' }),
    redirectUri: t.exposeString('redirectUri', {
      nullable: true,
      description: 'Where Zoho sends the user back to; null: a Self Client.',
    }),
    consentUrl: t.exposeString('consentUrl', {
      nullable: true,
      description:
        "Where the user agrees: Zoho's consent page, or without a redirect URI the API console, where a Self Client's code is generated for `scope`. Shown once, by `beginAuthorisation`: the secret in it is not kept.",
    }),
    scope: t.string({
      description: "All scopes, separated by commas, as the API console takes them for a Self Client's code.",
      resolve: ({ scopes }) => scopes.map(({ name }) => name).join(','),
    }),
    scopes: t.field({
      type: [Scope],
      description: 'Each scope, with what needs it.',
      resolve: ({ scopes }) => [...scopes],
    }),
    connection: t.field({
      type: Connection,
      nullable: true,
      description: 'The connection whose login it is to replace; null: it is for a new one.',
      resolve: async ({ connectionId }, _args, { loaders }) =>
        connectionId === null ? null : ((await loaders.connections.load(connectionId)) ?? null),
    }),
    expiresAt: t.expose('expiresAt', {
      type: 'DateTime',
      description: 'Not to be used after this: ten minutes for the consent, then an hour for the login.',
    }),
  }),
});

/** Tied admins see those of their own connections; one for a new connection needs an admin of all. */
const maySeeAuthorisation = ({ principal }: Context, { connectionId }: AuthorisationView): boolean =>
  connectionId === null ? seesEverything(principal) : maySee(principal, connectionId);

async function findAuthorisation(context: Context, globalId: string): Promise<AuthorisationView | null> {
  const id = uuidOf('Authorisation', globalId);
  if (id === null || !hasRole(context.principal, 'ADMIN')) return null;
  const found = await context.onboarding.authorisation(id);
  return found !== null && maySeeAuthorisation(context, found) ? found : null;
}

/** The authorisation that a mutation names, or the refusal: unknown, used and invisible look the same. */
export async function reachAuthorisation(
  context: Context,
  globalId: string,
): Promise<AuthorisationView | UserErrorValue> {
  return (
    (await findAuthorisation(context, globalId)) ??
    refused('NOT_FOUND', 'There is no such authorisation: it was used, or never begun.')
  );
}

builder.queryField('authorisation', (t) =>
  t.field({
    type: Authorisation,
    nullable: true,
    authScopes: { admin: true },
    description:
      'One authorisation; null when there is none, it was used, or the token may not see it. Role: ADMIN.',
    args: { id: t.arg.id({ description: 'Global id of the authorisation.' }) },
    resolve: (_root, { id }, context) => findAuthorisation(context, id),
  }),
);

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

const redirectUriSchema = z
  .string()
  .trim()
  .max(REDIRECT_LENGTH_MAX, 'is too long')
  .refine((text) => {
    const url = URL.parse(text);
    if (url === null || url.username !== '' || url.password !== '' || url.hash !== '') return false;
    const safe = url.protocol === 'https:' || (url.protocol === 'http:' && LOOPBACK.test(url.hostname));
    return safe && url.search === '' && url.pathname.endsWith('/oauth/callback');
  }, 'must be the https address of /oauth/callback of this server, as it is registered with Zoho (http on this machine only)');

const beginAuthorisationSchema = z.object({
  dataCenter: z.enum(['US', 'EU', 'IN', 'AU', 'JP', 'CA', 'SA', 'UK', 'CN', 'SANDBOX']),
  product: z.enum(['BOOKS', 'INVOICE']),
  clientId: secretSchema,
  clientSecret: secretSchema,
  redirectUri: redirectUriSchema.nullish(),
});

const BeginAuthorisationInput = builder.inputType('BeginAuthorisationInput', {
  description: "The OAuth client, as made in Zoho's API console.",
  fields: (t) => ({
    dataCenter: t.field({ type: DataCenter, description: 'Where the user who will agree signs in.' }),
    product: t.field({ type: BooksProduct, description: 'Which finance product the login is for.' }),
    clientId: t.string({ description: 'OAuth client id.' }),
    clientSecret: t.string({ description: 'OAuth client secret; stored encrypted, never shown.' }),
    redirectUri: t.string({
      required: false,
      description:
        "The address of this server's `/oauth/callback`, as registered for the client; left out for a Self Client.",
    }),
    connectionId: t.id({
      required: false,
      description: 'Global id of the connection whose login it is to replace; left out: for a new one.',
    }),
  }),
});

builder.mutationField('beginAuthorisation', (t) =>
  t.field({
    ...forRole('admin'),
    type: resultType('BeginAuthorisation', Authorisation),
    description:
      'Begins a login to Zoho: open `consentUrl` within ten minutes and agree. Without a connection, role: ADMIN of all connections.',
    args: { input: t.arg({ type: BeginAuthorisationInput, description: INPUT }) },
    resolve: async (_root, { input }, context) => {
      const named = input.connectionId ?? null;
      if (named === null && !seesEverything(context.principal)) {
        return refused('FORBIDDEN', 'A token tied to certain connections can authorise only these anew.');
      }
      const connectionId = named === null ? null : reachConnection(context, named);
      if (connectionId instanceof UserErrorValue) return connectionId;
      if (connectionId !== null && (await context.loaders.connections.load(connectionId)) === undefined)
        return refused('NOT_FOUND', 'There is no such connection.');
      const parsed = parseInput(beginAuthorisationSchema, input);
      if (!parsed.ok) return parsed.error;
      const redirectUri = parsed.value.redirectUri ?? null;
      const answer = await context.onboarding.beginAuthorisation({
        ...parsed.value,
        redirectUri,
        connectionId,
      });
      return answer.ok ? answer.value : new UserErrorValue(answer.refusal);
    },
  }),
);

const completeAuthorisationSchema = z.object({ code: secretSchema });

const CompleteAuthorisationInput = builder.inputType('CompleteAuthorisationInput', {
  description: 'A code given by hand.',
  fields: (t) => ({
    authorisationId: t.id({ description: 'Global id of the authorisation.' }),
    code: t.string({ description: "The code from Zoho's API console; good once, for about a minute." }),
  }),
});

builder.mutationField('completeAuthorisation', (t) =>
  t.field({
    ...forRole('admin'),
    type: resultType('CompleteAuthorisation', Authorisation),
    description:
      'Finishes an authorisation with the code of a Self Client. After a refused code another may be given. Role: ADMIN.',
    args: { input: t.arg({ type: CompleteAuthorisationInput, description: INPUT }) },
    resolve: async (_root, { input }, context) => {
      const authorisation = await reachAuthorisation(context, input.authorisationId);
      if (authorisation instanceof UserErrorValue) return authorisation;
      const parsed = parseInput(completeAuthorisationSchema, input);
      if (!parsed.ok) return parsed.error;
      const answer = await context.onboarding.completeAuthorisation({
        authorisationId: authorisation.id,
        code: parsed.value.code,
      });
      return answer.ok ? answer.value : new UserErrorValue(answer.refusal);
    },
  }),
);
