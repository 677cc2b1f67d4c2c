/** The GraphQL engine, shared by HTTP and WebSocket: limits, masking, context. */
import { type ParseOptions, parse, type Source } from 'graphql';
import { createYoga, type Plugin } from 'graphql-yoga';
import { type Context, makeLoaders, type Principal, type Services, schema } from '../../../schema/index.ts';
import { rowLimit, shapeLimits, TOKENS_MAX } from './limits.ts';
import { maskError } from './mask-error.ts';
import type { ServerLog } from './options.ts';

/** Bytes of a request's body, or of a WebSocket message. */
export const BODY_BYTES_MAX = 256 * 1024;

export const GRAPHQL_PATH = '/graphql';

/** What a transport knows of an operation. */
export interface Caller {
  readonly principal: Principal;
  readonly signal: AbortSignal;
  readonly stillAuthorised: () => Promise<boolean>;
}

/** The context of one operation. Loaders never outlive it, so nothing read for one caller is shown to another. */
export const makeContext = (services: Services, caller: Caller): Context => ({
  ...services,
  principal: caller.principal,
  signal: caller.signal,
  stillAuthorised: caller.stillAuthorised,
  loaders: makeLoaders(services),
});

const parseWithLimit = (source: string | Source, options?: ParseOptions) =>
  parse(source, { ...options, maxTokens: TOKENS_MAX });

const limits: Plugin = {
  onParse: ({ setParseFn }) => setParseFn(parseWithLimit),
  onValidate: ({ addValidationRule }) => addValidationRule(shapeLimits),
  onExecute: ({ args, setResultAndStopExecution }) => {
    const error = rowLimit(args.document, args.operationName, args.variableValues ?? {});
    if (error) setResultAndStopExecution({ errors: [error] });
  },
  onSubscribe: ({ args, setResultAndStopExecution }) => {
    const error = rowLimit(args.document, args.operationName, args.variableValues ?? {});
    if (error) setResultAndStopExecution({ errors: [error] });
  },
};

export function createGraphql(services: Services, log: ServerLog) {
  return createYoga<Caller, Context>({
    schema,
    graphqlEndpoint: GRAPHQL_PATH,
    context: (initial) => makeContext(services, initial),
    plugins: [limits],
    maskedErrors: { maskError: maskError(log) },
    maxRequestBodySize: BODY_BYTES_MAX,
    // Served by routes of our own, with their own headers.
    graphiql: false,
    landingPage: false,
    cors: false,
    multipart: false,
    batching: false,
    logging: false,
  });
}

export type Graphql = ReturnType<typeof createGraphql>;
