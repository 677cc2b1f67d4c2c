/** Answers of the control plane. */
import type { z } from 'zod';
import type { Answer } from '../core/exchange.ts';

export function controlFailure(status: number, code: string, message: string, more: object = {}): Answer {
  return { status, body: { error: { code, message, ...more } } };
}

export function unknownOrganization(id: string): Answer {
  return controlFailure(404, 'UNKNOWN_ORGANIZATION', `no organization has the id ${id}`);
}

/** Names each wrong member of a body and what is wrong with it. */
export function invalidBody(error: z.ZodError): Answer {
  const issues = error.issues.map(({ path, message }) => ({ path: path.join('.'), message }));
  const text = issues.map(({ path, message }) => (path === '' ? message : `${path}: ${message}`)).join('; ');
  return controlFailure(400, 'INVALID_BODY', text, { issues });
}
