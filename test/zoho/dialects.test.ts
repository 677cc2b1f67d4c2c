import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { booksDialect } from '../../src/zoho/call/books-dialect.ts';
import { fsmDialect } from '../../src/zoho/call/fsm-dialect.ts';
import type { Verdict } from '../../src/zoho/call/verdict.ts';

function brief(verdict: Verdict): string {
  switch (verdict.kind) {
    case 'refused':
      return `refused ${verdict.error.code}${verdict.error.field === null ? '' : ` ${verdict.error.field}`}`;
    case 'throttled':
      return `throttled ${verdict.scope}`;
    default:
      return verdict.kind;
  }
}

const fixture = (path: string): string =>
  readFileSync(new URL(`../fixtures/zoho/${path}`, import.meta.url), 'utf8');

describe('Books answers', () => {
  const said = (status: number, code: number, message = 'text') =>
    brief(booksDialect.verdict(status, JSON.stringify({ code, message })));

  test.each([
    [200, 0, 'ok'],
    [201, 0, 'ok'],
    [500, 0, 'fault'],
    [429, 44, 'throttled minute'],
    [429, 43, 'throttled minute'],
    [429, 1070, 'throttled concurrency'],
    [429, 45, 'quota'],
    [401, 57, 'token'],
    [401, 14, 'token'],
    [400, 6041, 'forbidden'],
    [404, 1002, 'gone'],
    [404, 5, 'refused INVALID_URL'],
    [400, 3062, 'refused DUPLICATE_NAME'],
    [400, 1001, 'refused DUPLICATE_NAME'],
    [400, 15, 'refused VALUE_TOO_LONG'],
    [200, 2049, 'refused REFUSED_BY_BOOKS'],
    [500, 1000, 'fault'],
    [502, 9999, 'fault'],
  ])('HTTP %i with code %i is %s', (status, code, verdict) => {
    expect(said(status, code)).toBe(verdict);
  });

  test.each([
    [200, '<!DOCTYPE html><html></html>'],
    [200, '{"code":0,"items":['],
    [200, ''],
    [200, '[]'],
    [200, 'null'],
    [404, '<html>not found</html>'],
  ])('HTTP %i with %s cannot be read', (status, text) => {
    expect(brief(booksDialect.verdict(status, text))).toBe('fault');
  });

  test('a refusal names the field when it is a plain word, and never repeats a value', () => {
    expect(said(400, 2, 'Invalid value passed for Payment Terms')).toBe(
      'refused INVALID_VALUE payment_terms',
    );
    expect(said(400, 2, 'Invalid value passed for 12 "Bowman"')).toBe('refused INVALID_VALUE');
    const verdict = booksDialect.verdict(
      400,
      '{"code":3062,"message":"The customer \\"Bowman and Co\\" already exists."}',
    );
    expect(verdict.kind === 'refused' && verdict.error.message).not.toContain('Bowman');
  });

  test('a taken name points to the preference [M4]', () => {
    const verdict = booksDialect.verdict(400, '{"code":3062,"message":"taken"}');
    expect(verdict.kind === 'refused' && verdict.error.message).toContain(
      'allow duplicates for customer display name',
    );
  });

  test('every documented error envelope has a verdict of its own kind', () => {
    const { errors } = JSON.parse(fixture('books/error-envelopes.json')) as {
      errors: { http_status: number; body: { code: number } }[];
    };
    const verdicts = errors.map(({ http_status, body }) =>
      brief(booksDialect.verdict(http_status, JSON.stringify(body))),
    );
    expect(verdicts).not.toContain('ok');
    expect(new Set(verdicts).size).toBeGreaterThan(8);
  });

  test('headers describe the day', () => {
    const headers = {
      'x-rate-limit-limit': '1000',
      'x-rate-limit-remaining': '641',
      'x-rate-limit-reset': '37301',
    };
    expect(booksDialect.limits(headers, 1_000)).toEqual({
      day: { limit: 1_000, remaining: 641, resetAtMs: 37_302_000 },
      perMinute: null,
    });
    expect(booksDialect.limits({}, 1_000)).toEqual({ day: null, perMinute: null });
  });
});

describe('FSM answers', () => {
  const sample = (status: number, name: string) =>
    brief(fsmDialect.verdict(status, fixture(`fsm/${name}.json`)));

  test.each([
    [200, 'error-200-delete-restricted', 'refused REFUSED_BY_FSM'],
    [200, 'error-200-invoice-already-invoiced', 'refused REFUSED_BY_FSM'],
    [400, 'error-400-duplicate-data', 'refused DUPLICATE_NAME Email'],
    [400, 'error-400-invalid-data-too-long', 'refused VALUE_TOO_LONG Service_Address.Street_1'],
    [400, 'error-400-invalid-module', 'refused INVALID_MODULE'],
    [400, 'error-400-mandatory-not-found', 'refused MANDATORY_EMPTY Company_Name'],
    [401, 'error-401-invalid-token', 'token'],
    [401, 'error-401-scope-mismatch', 'forbidden'],
    [404, 'error-404-invalid-url-pattern', 'refused INVALID_URL'],
    [429, 'error-429-rate-limit', 'throttled minute'],
    [400, 'error-429-rate-limit', 'throttled minute'],
    [200, 'error-429-rate-limit', 'throttled minute'],
    [500, 'error-500-internal', 'fault'],
    [201, 'service-and-part-create-success', 'ok'],
    [201, 'invoice-create-success', 'ok'],
    [201, 'note-create-success-list-shape', 'ok'],
    [201, 'appointment-create-success-flat-shape', 'ok'],
    [200, 'record-update-success', 'ok'],
    [200, 'service-and-parts-detail', 'ok'],
    [200, 'companies-search-by-zbilling', 'ok'],
    [200, 'users-list', 'ok'],
  ])('HTTP %i with %s is %s', (status, name, verdict) => {
    expect(sample(status, name)).toBe(verdict);
  });

  test('an edit that failed under HTTP 200 is a failure', () => {
    const text = JSON.stringify({
      data: [{ code: 'INVALID_DATA', details: { api_name: 'Type' }, status: 'error' }],
    });
    expect(brief(fsmDialect.verdict(200, text))).toBe('refused INVALID_VALUE Type');
  });

  test('empty is 204, and an unknown id in a write is a record that is gone', () => {
    expect(fsmDialect.verdict(204, '')).toEqual({ kind: 'ok', body: null });
    const text = JSON.stringify({
      data: [{ code: 'INVALID_DATA', details: { api_name: 'id' }, status: 'error' }],
    });
    expect(brief(fsmDialect.verdict(400, text))).toBe('gone');
  });

  test('a limit that speaks of the day is a quota', () => {
    const text = JSON.stringify({
      code: 'LIMIT_EXCEEDED',
      message: 'daily API limit reached',
      status: 'error',
    });
    expect(brief(fsmDialect.verdict(429, text))).toBe('quota');
  });

  test('a record that has a field called status is no failure', () => {
    const text = JSON.stringify({ data: [{ id: '1', status: 'error' }], info: { more_records: false } });
    expect(brief(fsmDialect.verdict(200, text))).toBe('ok');
  });

  test('headers describe the minute', () => {
    expect(fsmDialect.limits({ 'x-ratelimit-limit': '2500' }, 0)).toEqual({ day: null, perMinute: 2_500 });
  });
});
