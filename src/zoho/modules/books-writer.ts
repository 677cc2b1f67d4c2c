/** Writing to one module of Books or Invoice. */
import type { ServiceRecord, WriteResult } from '../../engine/services.ts';
import { UNIQUE_KEY_HEADER, UNIQUE_VALUE_HEADER, UPSERT_HEADER } from '../../zoho-api/index.ts';
import type { ServiceCaller } from '../call/caller.ts';
import { booksBody } from '../codec/books-record.ts';
import { acknowledgement, type BooksRow, type BooksSchemas } from './books-answers.ts';
import { type BooksResource, recordPath } from './books-resources.ts';

export interface BooksWriterOptions {
  readonly resource: BooksResource;
  readonly caller: ServiceCaller;
  readonly schemas: BooksSchemas;
  readonly uniqueField: string | null;
  readonly kindOf: (apiName: string) => string;
  /** Adds the organisation to a path. */
  readonly path: (path: string) => string;
  readonly record: (row: BooksRow, serviceTimeMs: number) => ServiceRecord;
}

export class BooksWriter {
  readonly #options: BooksWriterOptions;
  readonly #kindOf: (apiName: string) => string;

  constructor(options: BooksWriterOptions) {
    this.#options = options;
    this.#kindOf = options.kindOf;
  }

  async create(values: ServiceRecord['values'], key: string, signal: AbortSignal): Promise<WriteResult> {
    const { uniqueField, caller, resource, path } = this.#options;
    const body = booksBody(values, this.#kindOf, 'create');
    const url = path(`/${resource.plural}`);
    const schema = this.#options.schemas.detail;
    if (uniqueField === null) {
      const text = JSON.stringify(body);
      return this.#written(
        await caller.call({ method: 'POST', path: url, body: text, repetition: 'once', schema, signal }),
        '',
      );
    }
    // Whether the upsert stores the key by itself is unknown, so the body carries it too (books-api.md 4.4).
    const others = Array.isArray(body.custom_fields) ? body.custom_fields : [];
    body.custom_fields = [...others, { api_name: uniqueField, value: key }];
    const headers = { [UNIQUE_KEY_HEADER]: uniqueField, [UNIQUE_VALUE_HEADER]: key, [UPSERT_HEADER]: 'true' };
    const text = JSON.stringify(body);
    return this.#written(
      await caller.call({
        method: 'PUT',
        path: url,
        headers,
        body: text,
        repetition: 'keyed',
        schema,
        signal,
      }),
      '',
    );
  }

  async update(id: string, values: ServiceRecord['values'], signal: AbortSignal): Promise<WriteResult> {
    const { caller, resource, path } = this.#options;
    const url = path(recordPath(resource, id));
    const body = JSON.stringify(booksBody(values, this.#kindOf, 'update'));
    const schema = this.#options.schemas.write;
    return this.#written(
      await caller.call({ method: 'PUT', path: url, body, repetition: 'same', schema, signal }),
      id,
    );
  }

  async deactivate(id: string, signal: AbortSignal): Promise<WriteResult> {
    const { caller, resource, path } = this.#options;
    const url = path(`${recordPath(resource, id)}/inactive`);
    const schema = acknowledgement;
    const answer = await caller.call({ method: 'POST', path: url, repetition: 'same', schema, signal });
    return { id, modifiedAtMs: answer.serviceTimeMs, stored: null };
  }

  #written(
    answer: { readonly body: { readonly row: BooksRow | null } | null; readonly serviceTimeMs: number },
    id: string,
  ): WriteResult {
    const row = answer.body?.row ?? null;
    if (row === null) return { id, modifiedAtMs: answer.serviceTimeMs, stored: null };
    const stored = this.#options.record(row, answer.serviceTimeMs);
    return { id: stored.id, modifiedAtMs: stored.modifiedAtMs, stored };
  }
}
