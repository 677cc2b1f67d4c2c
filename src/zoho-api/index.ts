/** Constants of Zoho's APIs, shared by the clients and the sandbox: pure data, no behaviour. */
export * from './data-centers.ts';
export * from './errors.ts';
export * from './limits.ts';
export * from './paths.ts';
export * from './scopes.ts';
