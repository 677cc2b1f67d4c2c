/** A request and its answer as handlers see them, and the refusals that they throw. */
import type { IncomingHttpHeaders } from 'node:http';
import type { Organization } from './organization.ts';
import type { World } from './world.ts';

export interface SandboxRequest {
  method: string;
  /** Without query and trailing slash. */
  path: string;
  query: URLSearchParams;
  headers: IncomingHttpHeaders;
  body: string;
}

export interface Answer {
  status: number;
  /** Sent as JSON; undefined: no body. */
  body?: unknown;
  headers?: Readonly<Record<string, string>>;
}

/** What a handler of a service's path gets. */
export interface ServiceCall {
  request: SandboxRequest;
  params: Readonly<Record<string, string>>;
  organization: Organization;
  world: World;
  nowMs: number;
}

export type ServiceHandler = (call: ServiceCall) => Answer;

/** A refusal that a service would answer with; thrown by handlers, turned into its answer by the server. */
export class Refusal extends Error {
  readonly code: string;
  readonly answer: Answer;

  constructor(code: string, answer: Answer) {
    super(`refused with ${code}`);
    this.name = 'Refusal';
    this.code = code;
    this.answer = answer;
  }
}

/** A whole number of a query parameter, or the default for anything else or less than 1. */
export function positiveInteger(text: string | null, otherwise: number): number {
  const value = Number(text ?? '');
  return Number.isInteger(value) && value > 0 ? value : otherwise;
}
