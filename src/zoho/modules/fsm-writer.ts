/** Writing to one module of FSM, with what differs between organisations learned on the way. */
import { RecordGone, RecordRefused } from '../../engine/errors.ts';
import type { ModuleFields, ServiceRecord, WriteResult } from '../../engine/services.ts';
import { FSM_ID_PATTERN } from '../../zoho-api/index.ts';
import type { Answered, ServiceCaller } from '../call/caller.ts';
import {
  CANONICAL_PART,
  fsmBody,
  PART_WORDS,
  type PartWord,
  refuseTextFsmWouldCut,
  writtenBack,
} from '../codec/fsm-record.ts';
import { isRow, nestedParents, type Row } from '../codec/record.ts';
import { type FsmWritten, fsmCreated, fsmUpdated } from './fsm-answers.ts';
import { counterpartOf } from './fsm-links.ts';
import { COUNTERPART_FIELD, type FsmResource } from './fsm-resources.ts';
import { kindsOf } from './shared.ts';

/** What writing must know of currencies. */
export interface FsmCurrencies {
  /** Sees to it that FSM has the currency, as far as that can be told. @throws RecordRefused when it has not */
  ready(code: string, signal: AbortSignal): Promise<void>;
  /** The organisation's own currency; null where it is not known. */
  base(signal: AbortSignal): Promise<string | null>;
}

export interface FsmWriterOptions {
  readonly module: string;
  readonly resource: FsmResource;
  readonly caller: ServiceCaller;
  readonly fields: ModuleFields;
  readonly taxName: (taxId: string, signal: AbortSignal) => Promise<string | null>;
  readonly currencies: FsmCurrencies;
  readonly readRow: (id: string, signal: AbortSignal) => Promise<Row | null>;
}

/** Of the record's currency, in units of the organisation's own. */
const RATE_FIELD = 'Exchange_Rate';

type Values = ServiceRecord['values'];
type Siblings = Readonly<Record<string, Row>>;

export class FsmWriter {
  readonly #options: FsmWriterOptions;
  readonly #kindOf: (apiName: string) => string;
  /** Index into the resource's write paths. */
  #pathInUse = 0;
  #partWord: PartWord = CANONICAL_PART;
  /** The word comes from a row of this organisation, or from a write it accepted. */
  #partWordKnown = false;
  #writesCounterpart = true;

  constructor(options: FsmWriterOptions) {
    this.#options = options;
    this.#kindOf = kindsOf(options.fields.fields, {
      [COUNTERPART_FIELD]: 'reference',
      [RATE_FIELD]: 'decimal',
    });
  }

  readonly learnPartWord = (word: PartWord): void => {
    this.#partWord = word;
    this.#partWordKnown = true;
  };

  /**
   * `key`, the Books id, goes into `ZBilling_Id`: the record can then be found by it after a lost answer, and FSM's own
   * invoicing takes it for linked. That a create may set it is not documented; where it is refused, it is left out.
   */
  async create(
    given: Values,
    key: string,
    signal: AbortSignal,
    parentId: string | null,
  ): Promise<WriteResult> {
    refuseTextFsmWouldCut(given);
    const { module, caller } = this.#options;
    const values = await this.#withCurrency(given, signal);
    const further = this.#belonging(parentId);
    const siblings = await this.#siblings(null, values, signal);
    const answer = await this.#adapting(values, () => {
      const body = { ...this.#body(values, 'create', siblings), ...further };
      if (this.#writesCounterpart && body[COUNTERPART_FIELD] === undefined)
        body[COUNTERPART_FIELD] = counterpartOf(key);
      const text = JSON.stringify({ data: [body] });
      return caller.call({
        method: 'POST',
        path: `/${module}`,
        body: text,
        repetition: 'once',
        schema: fsmCreated,
        signal,
      });
    });
    return result(answer, '');
  }

  async update(id: string, values: Values, signal: AbortSignal): Promise<WriteResult> {
    refuseTextFsmWouldCut(values);
    await this.#currencyReady(values, signal);
    const siblings = await this.#siblings(id, values, signal);
    return await this.#adapting(values, () => this.#put(id, this.#body(values, 'update', siblings), signal));
  }

  /** How a record is made inactive through the API is not documented; `$inactive` is what reads show (fsm-api.md 6). */
  async deactivate(id: string, signal: AbortSignal): Promise<WriteResult> {
    return await this.#put(id, { $inactive: true }, signal);
  }

  #belonging(parentId: string | null): Row {
    const { parentField } = this.#options.resource;
    return parentField === null || parentId === null ? {} : { [parentField]: parentId };
  }

  /** The rate between the record's currency and the base is mandatory with several currencies (fsm-api.md 4, 9). */
  async #withCurrency(values: Values, signal: AbortSignal): Promise<Values> {
    const code = await this.#currencyReady(values, signal);
    if (code === null || typeof values[RATE_FIELD] === 'string') return values;
    const base = await this.#options.currencies.base(signal);
    return base === null || base === code ? values : { ...values, [RATE_FIELD]: '1' };
  }

  /** The currency that the values name, once FSM has it. */
  async #currencyReady(values: Values, signal: AbortSignal): Promise<string | null> {
    const code = this.#options.resource.hasCurrency ? values.Currency : null;
    if (typeof code !== 'string') return null;
    await this.#options.currencies.ready(code, signal);
    return code;
  }

  #body(values: Values, mode: 'create' | 'update', siblings: Siblings): Record<string, unknown> {
    const { typeField } = this.#options.resource;
    return fsmBody(values, mode, { kindOf: this.#kindOf, typeField, partWord: this.#partWord, siblings });
  }

  /** Edits of services and parts work at `/Service_And_Parts` or at `/Products`, depending on whom one asks (fsm-api.md 6). */
  async #put(id: string, body: Record<string, unknown>, signal: AbortSignal): Promise<WriteResult> {
    const { caller, resource } = this.#options;
    const text = JSON.stringify({ data: [body] });
    for (;;) {
      const tried = this.#pathInUse;
      const path = `/${resource.writePaths[tried]}/${encodeURIComponent(id)}`;
      try {
        const answer = await caller.call({
          method: 'PUT',
          path,
          body: text,
          repetition: 'same',
          schema: fsmUpdated,
          signal,
        });
        // 204 on a write: there is no such record (fsm-api.md 10).
        if (answer.body === null) throw new RecordGone('the record is no longer in FSM');
        return result(answer, id);
      } catch (error) {
        if (isMalformedId(error, id))
          throw new RecordGone('the record is no longer in FSM', { cause: error });
        if (!refusedAs(error, 'INVALID_MODULE') || tried + 1 >= resource.writePaths.length) throw error;
        if (this.#pathInUse === tried) this.#pathInUse = tried + 1;
      }
    }
  }

  /** Repeats a refused write once per thing that can be written differently. */
  async #adapting<T>(values: Values, write: () => Promise<T>): Promise<T> {
    const wordsTried = new Set<PartWord>();
    for (;;) {
      const word = this.#partWord;
      const withCounterpart = this.#writesCounterpart;
      wordsTried.add(word);
      try {
        const done = await write();
        if (this.#writesPart(values)) this.#partWordKnown = true;
        return done;
      } catch (error) {
        if (!(error instanceof RecordRefused)) throw error;
        if (error.field === COUNTERPART_FIELD && withCounterpart && !(COUNTERPART_FIELD in values)) {
          this.#writesCounterpart = false;
          continue;
        }
        const other = PART_WORDS.find((candidate) => !wordsTried.has(candidate));
        const aboutType = error.field !== null && error.field === this.#options.resource.typeField;
        if (!aboutType || other === undefined || this.#partWordKnown || !this.#writesPart(values))
          throw error;
        if (this.#partWord === word) this.#partWord = other;
      }
    }
  }

  #writesPart(values: Values): boolean {
    const { typeField } = this.#options.resource;
    return typeField !== null && values[typeField] === CANONICAL_PART;
  }

  /** The present members of the nested objects to be written; whether FSM merges them is unknown (fsm-api.md 10). */
  async #siblings(id: string | null, values: Values, signal: AbortSignal): Promise<Siblings> {
    const parents = nestedParents(values);
    if (parents.length === 0) return {};
    const row = id === null ? null : await this.#options.readRow(id, signal);
    if (id !== null && row === null) throw new RecordGone('the record is no longer in FSM');
    const siblings: Record<string, Row> = {};
    for (const parent of parents) {
      const present = row?.[parent];
      siblings[parent] = isRow(present) ? writtenBack(present) : {};
    }
    const taxId = values['Tax.Tax_Id'];
    if (taxId !== undefined) {
      siblings.Tax = { ...siblings.Tax, ...(await this.#taxMembers(taxId, signal)) };
    }
    return siblings;
  }

  /** Taxable goes with a name (fsm-api.md 9); a stale name beside a new id would contradict it. */
  async #taxMembers(taxId: Values[string], signal: AbortSignal): Promise<Row> {
    if (typeof taxId !== 'string') return { Tax_Name: null };
    return { Taxable: true, Tax_Name: await this.#options.taxName(taxId, signal) };
  }
}

/** FSM does not tell what it stored. */
function result(answer: Answered<FsmWritten>, id: string): WriteResult {
  return {
    id: answer.body?.id ?? id,
    modifiedAtMs: answer.body?.modifiedAtMs ?? answer.serviceTimeMs,
    stored: null,
  };
}

function refusedAs(error: unknown, code: string): boolean {
  return error instanceof RecordRefused && error.code === code;
}

function isMalformedId(error: unknown, id: string): boolean {
  return refusedAs(error, 'INVALID_URL') && !FSM_ID_PATTERN.test(id);
}
