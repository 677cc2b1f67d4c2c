/** The HTTP face of the product: GraphQL, dashboard, health, metrics. */
export type { MappingReader, Principal } from '../../../schema/index.ts';
export type { ReadinessCheck } from './health.ts';
export { createHttpServer, type HttpServer, ListenError } from './http.ts';
export type { Authenticate, HttpServerOptions, ServerLog } from './options.ts';
