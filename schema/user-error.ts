/** Refusals as values: every mutation answers its subject or one of these. */
import type { ObjectRef } from '@pothos/core';
import type { z } from 'zod';
import { REFUSAL_CODES, type Refusal, type RefusalCode } from '../src/jobs/control.ts';
import { type BuilderTypes, builder } from './builder.ts';

const CODE_DESCRIPTIONS: Readonly<Record<RefusalCode, string>> = {
  NOT_FOUND: 'There is no such thing, or the token may not see it.',
  FORBIDDEN: 'The role of the token does not include this.',
  VALIDATION_FAILED: 'The input is not usable; `issues` says where.',
  SYNC_IN_PROGRESS: 'A sync of this connection is queued or under way.',
  IMPORT_IN_PROGRESS: 'An import into FSM is under way for this connection.',
  CRM_SYNC_IN_PROGRESS: "The account's own CRM-Books sync is under way.",
  NOT_ENABLED: 'Two-way sync has not been enabled for this connection.',
  ALREADY_ENABLED: 'Two-way sync was enabled before; that is done once per connection.',
  NOT_DISABLED: 'No error has disabled the sync of this connection.',
  MAPPING_INVALID: 'The mapping set cannot be used; `issues` names each violation.',
  EDITION_UNSUPPORTED: 'The FSM edition of the organisation has no two-way sync.',
  MANUAL_LIMIT_REACHED: "The manual syncs of the organisation's calendar day are used up.",
  SUPPORT_REQUIRED: 'An error disabled the sync; only the support role can enable it again.',
  REAUTHORISATION_REQUIRED: 'Zoho refuses the credential for good: authorise the client again.',
  AUTHORISATION_NOT_READY:
    'The authorisation is pending, failed, expired or used up; `authorisation` says which.',
  AUTHORISATION_REFUSED: 'Zoho refuses the code or the client; the message says what to put right.',
  SERVICE_UNAVAILABLE: 'Zoho cannot be reached, or answers errors; try again later.',
  PREVIEW_EXPIRED:
    'The preview is not ready, older than an hour, or made for another mapping: make another one.',
  RUN_NOT_ACTIVE: 'The run has ended already.',
  DELIVERY_NOT_FAILED: 'The mail or call has arrived, or is still on its way.',
  SYNC_TYPE_MISMATCH: "The account's CRM-Books integration has another sync type.",
};

export const ErrorCode = builder.enumType('ErrorCode', {
  description: 'Why a mutation was refused.',
  values: Object.fromEntries(
    REFUSAL_CODES.map((code) => [code, { description: CODE_DESCRIPTIONS[code] }]),
  ) as Readonly<Record<RefusalCode, { description: string }>>,
});

/** Types of errors, by what a client does about them. */
const FAMILY_OF_CODE = {
  NOT_FOUND: 'NotFoundError',
  FORBIDDEN: 'ForbiddenError',
  SUPPORT_REQUIRED: 'ForbiddenError',
  VALIDATION_FAILED: 'ValidationError',
  MAPPING_INVALID: 'ValidationError',
  SYNC_IN_PROGRESS: 'ConflictError',
  IMPORT_IN_PROGRESS: 'ConflictError',
  CRM_SYNC_IN_PROGRESS: 'ConflictError',
  NOT_ENABLED: 'ConflictError',
  ALREADY_ENABLED: 'ConflictError',
  NOT_DISABLED: 'ConflictError',
  EDITION_UNSUPPORTED: 'ConflictError',
  PREVIEW_EXPIRED: 'ConflictError',
  RUN_NOT_ACTIVE: 'ConflictError',
  DELIVERY_NOT_FAILED: 'ConflictError',
  SYNC_TYPE_MISMATCH: 'ConflictError',
  MANUAL_LIMIT_REACHED: 'LimitError',
  AUTHORISATION_NOT_READY: 'ConflictError',
  AUTHORISATION_REFUSED: 'ServiceError',
  REAUTHORISATION_REQUIRED: 'ServiceError',
  SERVICE_UNAVAILABLE: 'ServiceError',
} as const satisfies Readonly<Record<RefusalCode, string>>;
type Family = (typeof FAMILY_OF_CODE)[RefusalCode];

/** A refusal on its way to the client. */
export class UserErrorValue {
  readonly code: RefusalCode;
  readonly message: string;
  readonly issues: NonNullable<Refusal['issues']>;
  constructor(refusal: Refusal) {
    this.code = refusal.code;
    this.message = refusal.message;
    this.issues = refusal.issues ?? [];
  }
}

const Issue = builder.objectRef<NonNullable<Refusal['issues']>[number]>('Issue').implement({
  description: 'One thing that is wrong with an input or a mapping.',
  fields: (t) => ({
    path: t.stringList({
      description: 'Where: names from the outside in, e.g. `["input", "name"]`.',
      resolve: (issue) => [...issue.path],
    }),
    message: t.exposeString('message', { description: 'What is wrong and what is allowed.' }),
  }),
});

const UserError = builder.interfaceRef<UserErrorValue>('UserError').implement({
  description: 'A refusal a client can act on.',
  fields: (t) => ({
    code: t.expose('code', { type: ErrorCode, description: 'What it is, for programs.' }),
    message: t.exposeString('message', { description: 'What it is and what to do, for people.' }),
  }),
});

const family = (name: Family, description: string) =>
  builder
    .objectRef<UserErrorValue>(name)
    .implement({ description, interfaces: [UserError], isTypeOf: (value) => isOfFamily(value, name) });

const ValidationError = builder.objectRef<UserErrorValue>('ValidationError').implement({
  description: 'An input or a mapping that cannot be used: correct it and try again.',
  interfaces: [UserError],
  isTypeOf: (value) => isOfFamily(value, 'ValidationError'),
  fields: (t) => ({
    issues: t.field({
      type: [Issue],
      description: 'Each thing that is wrong.',
      resolve: ({ issues }) => [...issues],
    }),
  }),
});

/** All families; every mutation may answer any of them. */
const ERRORS = [
  ValidationError,
  family('NotFoundError', 'There is no such thing, or the token may not see it.'),
  family('ForbiddenError', 'The token is good, but not for this.'),
  family('ConflictError', 'The present state of the connection or run does not allow it.'),
  family('LimitError', 'A limit is reached; it will be free again later.'),
  family('ServiceError', 'One of the Zoho services does not let us.'),
] as const;

const isOfFamily = (value: unknown, name: Family): boolean =>
  value instanceof UserErrorValue && FAMILY_OF_CODE[value.code] === name;

type Subject<Row extends object> = ObjectRef<PothosSchemaTypes.ExtendDefaultTypes<BuilderTypes>, Row>;

/** The union `<Mutation>Result`: the subject or any error. */
export const resultType = <Row extends object>(mutation: string, subject: Subject<Row>) =>
  resultTypeOf(mutation, [subject], () => subject.name);

/** The same for a mutation whose subject is one of several types; `typeOf` tells which. */
export function resultTypeOf<Row extends object>(
  mutation: string,
  subjects: readonly [Subject<Row>, ...Subject<Row>[]],
  typeOf: (row: Row) => string,
) {
  const names = subjects.map(({ name }) => `\`${name}\``).join(' or ');
  return builder.unionType(`${mutation}Result`, {
    description: `${names} when it was done, else why not.`,
    types: [...subjects, ...ERRORS],
    resolveType: (value) => (value instanceof UserErrorValue ? FAMILY_OF_CODE[value.code] : typeOf(value)),
  });
}

export const refused = (code: RefusalCode, message: string): UserErrorValue =>
  new UserErrorValue({ code, message });

/** Field options of a mutation for tokens whose role includes the given one; another one gets FORBIDDEN as a value. */
export function forRole(role: 'operator' | 'admin' | 'support') {
  return {
    authScopes: { [role]: true },
    unauthorizedResolver: () =>
      refused('FORBIDDEN', `This needs a token with the role ${role.toUpperCase()}.`),
  };
}

/** Checks an input; a failure names every issue and never repeats a value. */
export function parseInput<Output>(
  schema: z.ZodType<Output>,
  input: unknown,
): { readonly ok: true; readonly value: Output } | { readonly ok: false; readonly error: UserErrorValue } {
  const parsed = schema.safeParse(input);
  if (parsed.success) return { ok: true, value: parsed.data };
  const issues = parsed.error.issues.map((issue) => ({
    path: ['input', ...issue.path.map(String)],
    message: issue.message,
  }));
  return {
    ok: false,
    error: new UserErrorValue({ code: 'VALIDATION_FAILED', message: 'The input is not usable.', issues }),
  };
}

export const INPUT = 'What to do.';
