/** Making connections: of two organisations and a login. */
import { z } from 'zod';
import type { LoginSource } from '../src/jobs/onboarding.ts';
import { seesEverything } from './access.ts';
import { reachAuthorisation } from './authorisation.ts';
import { builder } from './builder.ts';
import { Connection, readConnection } from './connection.ts';
import type { Context } from './context.ts';
import { BooksProduct, DataCenter, SyncType } from './enums.ts';
import { type GivenLoginInput, loginFields, loginOf, loginSchema, requireLogin } from './login.ts';
import { mailRecipientsSchema } from './mail-addresses.ts';
import { forRole, INPUT, parseInput, refused, resultType, UserErrorValue } from './user-error.ts';

/** Characters of a connection's name. */
const NAME_LENGTH_MAX = 120;

const organizationId = z
  .string()
  .trim()
  .regex(/^\d{1,30}$/, 'must be the number Zoho gives the organisation');

const createConnectionSchema = z
  .object({
    name: z
      .string()
      .trim()
      .min(1, 'must not be empty')
      .max(NAME_LENGTH_MAX, `must have at most ${NAME_LENGTH_MAX} characters`),
    product: z.enum(['BOOKS', 'INVOICE']),
    syncType: z.enum(['TYPE_I', 'TYPE_II', 'TYPE_III', 'TYPE_IV']).nullish(),
    dataCenter: z.enum(['US', 'EU', 'IN', 'AU', 'JP', 'CA', 'SA', 'UK', 'CN', 'SANDBOX']).nullish(),
    booksOrganizationId: organizationId,
    fsmOrganizationId: organizationId,
    mappingSet: z
      .string()
      .trim()
      .regex(/^[a-z0-9][a-z0-9_-]{0,62}$/i, 'must be the name of a folder: letters, digits, - and _')
      .nullish(),
    mailRecipients: mailRecipientsSchema.nullish(),
    ...loginSchema,
  })
  .superRefine((input, context) => {
    requireLogin(input, context);
    if (input.authorisationId == null && input.dataCenter == null)
      context.addIssue({ code: 'custom', path: ['dataCenter'], message: 'is needed with a refresh token' });
  });

const CreateConnectionInput = builder.inputType('CreateConnectionInput', {
  description:
    'Two organisations to join, and the login that may use both: an authorisation, or client id, client secret and refresh token.',
  fields: (t) => ({
    name: t.string({ description: 'Name of the connection, for people.' }),
    product: t.field({ type: BooksProduct, description: 'Books or Invoice.' }),
    syncType: t.field({
      type: SyncType,
      required: false,
      description:
        "Which people and companies are synced. The type of the account's CRM-Books integration goes before it where the organisation tells it; left out as well: Type IV.",
    }),
    dataCenter: t.field({
      type: DataCenter,
      required: false,
      description: 'Where both organisations live; may be left out with an authorisation, which knows it.',
    }),
    booksOrganizationId: t.string({ description: "Zoho's id of the Books or Invoice organisation." }),
    fsmOrganizationId: t.string({ description: "Zoho's id of the FSM organisation." }),
    ...loginFields(t),
    mappingSet: t.string({ required: false, description: 'Folder of the mapping set; left out: `default`.' }),
    mailRecipients: t.stringList({
      required: false,
      description: 'E-mail addresses to write to when the sync needs a person; left out: nobody.',
    }),
  }),
});

/** The login that an input means; an authorisation that the token may not see is none. */
export async function loginSource(
  context: Context,
  input: GivenLoginInput,
): Promise<LoginSource | UserErrorValue> {
  const login = loginOf(input);
  if ('clientId' in login) return login;
  const authorisation = await reachAuthorisation(context, login.authorisationId);
  return authorisation instanceof UserErrorValue ? authorisation : { authorisationId: authorisation.id };
}

builder.mutationField('createConnection', (t) =>
  t.field({
    ...forRole('admin'),
    type: resultType('CreateConnection', Connection),
    description:
      'Joins two organisations, after checking the login against both. An authorisation is used up by it. Role: ADMIN of all connections.',
    args: { input: t.arg({ type: CreateConnectionInput, description: INPUT }) },
    resolve: async (_root, { input }, context) => {
      if (!seesEverything(context.principal)) {
        return refused('FORBIDDEN', 'A token tied to certain connections cannot make new ones.');
      }
      const parsed = parseInput(createConnectionSchema, input);
      if (!parsed.ok) return parsed.error;
      const login = await loginSource(context, parsed.value);
      if (login instanceof UserErrorValue) return login;
      const { name, product, booksOrganizationId, fsmOrganizationId } = parsed.value;
      const { dataCenter, syncType, mappingSet, mailRecipients } = parsed.value;
      const answer = await context.control.createConnection({
        ...login,
        name,
        product,
        booksOrganizationId,
        fsmOrganizationId,
        dataCenter: dataCenter ?? null,
        syncType: syncType ?? null,
        mappingSet: mappingSet ?? null,
        mailRecipients: mailRecipients ?? [],
      });
      return answer.ok
        ? readConnection(context, answer.value.connectionId)
        : new UserErrorValue(answer.refusal);
    },
  }),
);
