/** Writes answers to the wire, whole or damaged. */
import type { ServerResponse } from 'node:http';
import type { Answer } from './exchange.ts';

/** Headers of Zoho's own answers (books-api.md 1.5). */
const COMMON_HEADERS = {
  server: 'ZGS',
  'cache-control': 'no-store, no-cache, must-revalidate, max-age=0, post-check=0, pre-check=0',
  pragma: 'no-cache',
  expires: 'Thu, 01 Jan 1970 00:00:00 GMT',
} as const;

let dateText = { second: -1, text: '' };

/** The `Date` header of the sandbox's clock, printed once a second. */
function dateHeader(nowMs: number): string {
  const second = Math.floor(nowMs / 1000);
  if (dateText.second !== second) dateText = { second, text: new Date(nowMs).toUTCString() };
  return dateText.text;
}

/** Half of a text's bytes: valid HTTP, broken JSON. */
function firstHalf(text: string): Buffer {
  const bytes = Buffer.from(text);
  return bytes.subarray(0, Math.floor(bytes.length / 2));
}

/** Sends an answer; `truncate` cuts its body in half without the HTTP layer noticing. */
export function send(response: ServerResponse, answer: Answer, nowMs: number, truncate = false): void {
  if (response.destroyed) return;
  const headers: Record<string, string | number> = { ...COMMON_HEADERS, date: dateHeader(nowMs) };
  if (answer.body === undefined) {
    response.writeHead(answer.status, { ...headers, ...answer.headers }).end();
    return;
  }
  const html = typeof answer.body === 'string';
  const text = html ? String(answer.body) : JSON.stringify(answer.body);
  const body = truncate ? firstHalf(text) : text;
  headers['content-type'] = html ? 'text/html;charset=UTF-8' : 'application/json;charset=UTF-8';
  headers['content-length'] = Buffer.byteLength(body);
  response.writeHead(answer.status, { ...headers, ...answer.headers }).end(body);
}
