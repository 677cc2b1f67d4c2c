/** Names of Books' taxes, by id: FSM wants the name beside the id (fsm-api.md 9). Read once per session. */
import { z } from 'zod';
import { PAGE_SIZE_MAX } from '../zoho-api/index.ts';
import type { ServiceLines } from './call/lines.ts';
import { recordId } from './modules/shared.ts';

const taxList = z.looseObject({
  taxes: z.array(z.looseObject({ tax_id: recordId, tax_name: z.string() })),
  page_context: z.looseObject({ has_more_page: z.boolean() }).optional(),
});

export interface Tax {
  readonly id: string;
  readonly name: string;
}

const TAX_PAGES_MAX = 20;

/** All taxes of the Books organisation (books-api.md 7.3). */
export async function readTaxes(lines: ServiceLines, signal: AbortSignal): Promise<readonly Tax[]> {
  const taxes: Tax[] = [];
  for (let page = 1; page <= TAX_PAGES_MAX; page += 1) {
    const path = `/settings/taxes?${lines.organization}&page=${page}&per_page=${PAGE_SIZE_MAX}`;
    const answer = await lines.books.call({
      method: 'GET',
      path,
      repetition: 'read',
      about: 'collection',
      schema: taxList,
      signal,
    });
    for (const tax of answer.body?.taxes ?? []) taxes.push({ id: tax.tax_id, name: tax.tax_name });
    if (answer.body?.page_context?.has_more_page !== true) break;
  }
  return taxes;
}

export class TaxNames {
  readonly #lines: ServiceLines;
  #names: Promise<ReadonlyMap<string, string>> | null = null;

  constructor(lines: ServiceLines) {
    this.#lines = lines;
  }

  /** Null for an id that Books does not list. A failed reading is tried again by the next call. */
  async nameOf(taxId: string, signal: AbortSignal): Promise<string | null> {
    this.#names ??= readTaxes(this.#lines, signal).then(
      (taxes) => new Map(taxes.map(({ id, name }) => [id, name])),
    );
    try {
      return (await this.#names).get(taxId) ?? null;
    } catch (error) {
      this.#names = null;
      throw error;
    }
  }
}
