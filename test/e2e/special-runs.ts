/** Previews, imports, retries and single records, as a client of the API works with them. */
import {
  ImportRecordsDocument,
  type ImportSummaryFragment,
  LinkRecordsDocument,
  type Operation,
  PreviewDocument,
  PreviewRecordsDocument,
  type PreviewRecordsQuery,
  type PreviewSummaryFragment,
  PreviewSyncDocument,
  RetryFailedDocument,
  SpecialRunsDocument,
  StartImportDocument,
  SuggestionsDocument,
  SyncRecordDocument,
} from '../gql/graphql.ts';
import type { Api } from './api.ts';

export type Preview = PreviewSummaryFragment;
export type Import = ImportSummaryFragment;
type PreviewNode = NonNullable<PreviewRecordsQuery['node']>;
export type PreviewRow = Extract<PreviewNode, { records: unknown }>['records']['nodes'][number];

const POLL_MS = 25;
/** As for syncs: far beyond what any run here takes. */
const RUN_MS_MAX = 45_000;

export class SpecialRuns {
  readonly #api: Api;
  readonly #connectionId: string;

  constructor(api: Api, connectionId: string) {
    this.#api = api;
    this.#connectionId = connectionId;
  }

  async state() {
    const { connection } = await this.#api.run(SpecialRunsDocument, { id: this.#connectionId });
    if (connection === null) throw new Error('the connection is not there');
    return connection;
  }

  async tryPreview(duplicatePolicy?: 'CLONE' | 'OVERWRITE') {
    const input = { connectionId: this.#connectionId, ...(duplicatePolicy ? { duplicatePolicy } : {}) };
    return (await this.#api.run(PreviewSyncDocument, { input })).previewSync;
  }

  async beginPreview(duplicatePolicy?: 'CLONE' | 'OVERWRITE'): Promise<string> {
    const answer = await this.tryPreview(duplicatePolicy);
    if (answer.__typename !== 'SyncPreview') throw new Error(`no preview: ${JSON.stringify(answer)}`);
    return answer.id;
  }

  /** From its request to its end. */
  async preview(duplicatePolicy?: 'CLONE' | 'OVERWRITE'): Promise<Preview> {
    return this.previewEnded(await this.beginPreview(duplicatePolicy));
  }

  previewEnded(id: string, waitMsMax?: number): Promise<Preview> {
    const ended = async () => {
      const { activePreview, lastPreview } = await this.state();
      return activePreview === null && lastPreview?.id === id ? lastPreview : null;
    };
    return this.#until(ended, 'the end of the preview', waitMsMax);
  }

  /** Null: it was forgotten. */
  async readPreview(id: string): Promise<Preview | null> {
    const { node } = await this.#api.run(PreviewDocument, { id });
    return node !== null && 'validUntil' in node ? (node as Preview) : null;
  }

  /** What the preview shows, page by page. */
  async shown(id: string, operation?: readonly Operation[]): Promise<readonly PreviewRow[]> {
    const rows: PreviewRow[] = [];
    for (let after: string | null = null; ; ) {
      const page: Awaited<ReturnType<SpecialRuns['shownPage']>> = await this.shownPage(id, after, operation);
      rows.push(...page.nodes);
      if (!page.pageInfo.hasNextPage) return rows;
      after = page.pageInfo.endCursor;
    }
  }

  async shownPage(id: string, after: string | null, operation?: readonly Operation[]) {
    const variables = { id, first: 100, after, ...(operation ? { operation: [...operation] } : {}) };
    const { node } = await this.#api.run(PreviewRecordsDocument, variables);
    if (node === null || !('records' in node)) throw new Error('there is no such preview');
    return node.records;
  }

  async suggestions(id: string, page: { readonly first?: number; readonly after?: string | null } = {}) {
    const { node } = await this.#api.run(SuggestionsDocument, { id, ...page });
    if (node === null || !('suggestions' in node)) throw new Error('there is no such preview');
    return node.suggestions;
  }

  async linkRecords(records: { fsmModule: string; fsmId: string; booksId: string }) {
    const input = { connectionId: this.#connectionId, ...records };
    return (await this.#api.run(LinkRecordsDocument, { input })).linkRecords;
  }

  async tryImport() {
    const input = { connectionId: this.#connectionId };
    return (await this.#api.run(StartImportDocument, { input })).startImport;
  }

  async beginImport(): Promise<string> {
    const answer = await this.tryImport();
    if (answer.__typename !== 'ImportRun') throw new Error(`no import: ${JSON.stringify(answer)}`);
    return answer.id;
  }

  async import(): Promise<Import> {
    return this.importEnded(await this.beginImport());
  }

  importEnded(id: string, waitMsMax?: number): Promise<Import> {
    const ended = async () => {
      const { activeImport, lastImport } = await this.state();
      return activeImport === null && lastImport?.id === id ? lastImport : null;
    };
    return this.#until(ended, 'the end of the import', waitMsMax);
  }

  async importLog(id: string) {
    const { node } = await this.#api.run(ImportRecordsDocument, { id });
    if (node === null || !('records' in node)) throw new Error('there is no such import');
    return node.records;
  }

  async tryRetry(runId: string) {
    return (await this.#api.run(RetryFailedDocument, { input: { runId } })).retryFailed;
  }

  async retry(runId: string): Promise<string> {
    const answer = await this.tryRetry(runId);
    if (answer.__typename !== 'SyncRun') throw new Error(`no retry: ${JSON.stringify(answer)}`);
    return answer.id;
  }

  async tryRecord(record: { fsmId?: string; booksId?: string; module?: string }) {
    const input = { connectionId: this.#connectionId, ...record };
    return (await this.#api.run(SyncRecordDocument, { input })).syncRecord;
  }

  async record(record: { fsmId?: string; booksId?: string; module?: string }): Promise<string> {
    const answer = await this.tryRecord(record);
    if (answer.__typename !== 'SyncRun') throw new Error(`not synced: ${JSON.stringify(answer)}`);
    return answer.id;
  }

  async #until<T>(find: () => Promise<T | null>, what: string, waitMsMax: number = RUN_MS_MAX): Promise<T> {
    for (const endMs = Date.now() + waitMsMax; Date.now() < endMs; ) {
      const found = await find();
      if (found !== null) return found;
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
    throw new Error(`never seen: ${what}; last state ${JSON.stringify(await this.state())}`);
  }
}
