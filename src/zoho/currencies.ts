/** Currencies of both organisations, read once per session. Books leads: what it has, FSM gets (C1), never the reverse (C2). */
import { z } from 'zod';
import { AuthorisationLost, RecordGone, RecordRefused } from '../engine/errors.ts';
import { PAGE_SIZE_MAX } from '../zoho-api/index.ts';
import type { ServiceLines } from './call/lines.ts';
import { CollectionRefused } from './errors.ts';
import { recordId } from './modules/shared.ts';
import type { ClientLog } from './ports.ts';

/** No organisation needs more than the world has. */
const CURRENCY_PAGES_MAX = 5;
/** No call is documented (fsm-api.md 9); both follow CRM. In the order they are tried. */
const FSM_PATHS = ['/settings/currencies', '/org/currencies'] as const;
/** CRM takes it as text. */
const NEW_RATE = '1';

const booksList = z.looseObject({
  currencies: z.array(
    z.looseObject({
      currency_id: recordId,
      currency_code: z.string(),
      currency_name: z.string().optional().catch(undefined),
      currency_symbol: z.string().optional().catch(undefined),
      is_base_currency: z.boolean().optional().catch(undefined),
    }),
  ),
  page_context: z.looseObject({ has_more_page: z.boolean() }).optional(),
});
type BooksCurrency = z.infer<typeof booksList>['currencies'][number];

const fsmList = z.looseObject({ currencies: z.array(z.looseObject({ iso_code: z.string() })) });

interface FsmCurrencyList {
  readonly path: string;
  readonly codes: ReadonlySet<string>;
}

export class Currencies {
  readonly #lines: ServiceLines;
  readonly #log: ClientLog;
  #books: Promise<readonly BooksCurrency[]> | null = null;
  #fsm: Promise<FsmCurrencyList | null> | null = null;
  /** Alignments for a currency that FSM lacked, by its code: one is enough. */
  readonly #alignedFor = new Map<string, Promise<void>>();

  constructor(lines: ServiceLines, log: ClientLog) {
    this.#lines = lines;
    this.#log = log;
  }

  /** The Books id of a currency. @throws RecordRefused `CURRENCY_UNKNOWN` when Books lacks it (C2) */
  async booksId(code: string, field: string, signal: AbortSignal): Promise<string> {
    const found = (await this.#inBooks(signal)).find((currency) => currency.currency_code === code);
    if (found !== undefined) return found.currency_id;
    throw new RecordRefused(
      'CURRENCY_UNKNOWN',
      "Books does not have the record's currency, and the sync never adds one there: add it in Books under Settings, Currencies, or change the record's currency in FSM",
      { field },
    );
  }

  /** The code of the organisation's own currency (books-api.md 7.2); FSM's is the same (fsm-api.md 9). */
  async base(signal: AbortSignal): Promise<string | null> {
    const currencies = await this.#inBooks(signal);
    return currencies.find((currency) => currency.is_base_currency === true)?.currency_code ?? null;
  }

  /** @throws RecordRefused `CURRENCY_UNKNOWN` when FSM lacks the currency even after an alignment */
  async ready(code: string, signal: AbortSignal): Promise<void> {
    if (await this.#mayHave(code, signal)) return;
    const aligned = this.#alignedFor.get(code) ?? this.#realign(signal);
    this.#alignedFor.set(code, aligned);
    try {
      await aligned;
    } catch (error) {
      this.#alignedFor.delete(code);
      throw error;
    }
    if (await this.#mayHave(code, signal)) return;
    throw new RecordRefused(
      'CURRENCY_UNKNOWN',
      "FSM does not have the record's currency and did not take it from the sync: add it in FSM under Setup, Currency",
      { field: 'Currency' },
    );
  }

  /** Creates in FSM, with rate 1, what Books has and FSM lacks (C1). Where FSM shows no currencies, nothing is done. */
  async align(signal: AbortSignal): Promise<void> {
    const list = await this.#inFsm(signal);
    if (list === null) return;
    const lacking = (await this.#inBooks(signal)).filter(({ currency_code: code }) => !list.codes.has(code));
    if (lacking.length === 0) return;
    for (const currency of lacking) await this.#create(list.path, currency, signal);
    // An answer of success is no proof (fsm-api.md 10): what is there is read again.
    this.#fsm = null;
  }

  async #realign(signal: AbortSignal): Promise<void> {
    this.#books = null;
    this.#fsm = null;
    await this.align(signal);
  }

  async #create(path: string, currency: BooksCurrency, signal: AbortSignal): Promise<void> {
    const { currency_code: code, currency_name: name, currency_symbol: symbol } = currency;
    const row = {
      iso_code: code,
      name: name ?? code,
      symbol: symbol ?? code,
      prefix_symbol: true,
      is_active: true,
      exchange_rate: NEW_RATE,
    };
    const body = JSON.stringify({ currencies: [row] });
    try {
      // A second one of the same code is refused, so that a repetition is harmless.
      await this.#lines.fsm.call({
        method: 'POST',
        path,
        body,
        repetition: 'same',
        schema: z.unknown(),
        signal,
      });
    } catch (error) {
      if (!(error instanceof RecordRefused || error instanceof RecordGone)) throw error;
      this.#log.warn({ code: error.code }, 'FSM did not take a currency');
    }
  }

  async #mayHave(code: string, signal: AbortSignal): Promise<boolean> {
    const list = await this.#inFsm(signal);
    return list === null || list.codes.has(code);
  }

  /** A failed reading is tried again by the next call. */
  async #inBooks(signal: AbortSignal): Promise<readonly BooksCurrency[]> {
    const reading = this.#books ?? readBooks(this.#lines, signal);
    this.#books = reading;
    try {
      return await reading;
    } catch (error) {
      if (this.#books === reading) this.#books = null;
      throw error;
    }
  }

  async #inFsm(signal: AbortSignal): Promise<FsmCurrencyList | null> {
    const reading = this.#fsm ?? readFsm(this.#lines, signal);
    this.#fsm = reading;
    try {
      return await reading;
    } catch (error) {
      if (this.#fsm === reading) this.#fsm = null;
      throw error;
    }
  }
}

async function readBooks(lines: ServiceLines, signal: AbortSignal): Promise<readonly BooksCurrency[]> {
  const currencies: BooksCurrency[] = [];
  for (let page = 1; page <= CURRENCY_PAGES_MAX; page += 1) {
    const path = `/settings/currencies?${lines.organization}&page=${page}&per_page=${PAGE_SIZE_MAX}`;
    const { body } = await lines.books.call({
      method: 'GET',
      path,
      repetition: 'read',
      about: 'collection',
      schema: booksList,
      signal,
    });
    currencies.push(...(body?.currencies ?? []));
    if (body?.page_context?.has_more_page !== true) break;
  }
  return currencies;
}

/** Null where neither path shows any. */
async function readFsm(lines: ServiceLines, signal: AbortSignal): Promise<FsmCurrencyList | null> {
  for (const path of FSM_PATHS) {
    try {
      const { body } = await lines.fsm.call({
        method: 'GET',
        path,
        repetition: 'read',
        about: 'collection',
        schema: z.unknown(),
        signal,
      });
      const parsed = fsmList.safeParse(body);
      if (parsed.success && parsed.data.currencies.length > 0) {
        return { path, codes: new Set(parsed.data.currencies.map((currency) => currency.iso_code)) };
      }
    } catch (error) {
      // Not there, or behind a scope that is not documented.
      if (!(error instanceof CollectionRefused || error instanceof AuthorisationLost)) throw error;
    }
  }
  return null;
}
