/** One connection as a client of the API works with it. */
import {
  CancelRunDocument,
  ChangeSyncTypeDocument,
  ConnectionStateDocument,
  type ConnectionStateQuery,
  CreateConnectionDocument,
  EnableSyncDocument,
  type LinkSummaryFragment,
  LinksDocument,
  type Outcome,
  ParkedRecordsDocument,
  RecordLinkDocument,
  RunChecksDocument,
  RunRecordsDocument,
  type RunRecordsQuery,
  type RunSummaryFragment,
  SetAutoSyncDocument,
  SetDuplicatePolicyDocument,
  SetMailRecipientsDocument,
  SupportReenableDocument,
  SyncNowDocument,
  type SyncType,
  SyncTypeChangeDocument,
  UnlinkRecordsDocument,
} from '../gql/graphql.ts';
import type { Api } from './api.ts';
import { SpecialRuns } from './special-runs.ts';
import type { ZohoOrganization } from './zoho.ts';

export type Run = RunSummaryFragment;
export type State = NonNullable<ConnectionStateQuery['connection']>;
type RunNode = NonNullable<RunRecordsQuery['node']>;
export type LogRow = Extract<RunNode, { records: unknown }>['records']['nodes'][number];

const POLL_MS = 25;
/** Far beyond what any run here takes: a run that hangs fails its test with a sentence of its own. */
const RUN_MS_MAX = 45_000;

/** What a connection may be told when it is made; the product has defaults for both. */
export interface ConnectionChoice {
  readonly mappingSet?: string;
  readonly syncType?: SyncType;
}

export class Connected {
  readonly id: string;
  readonly #api: Api;
  /** Previews, imports and runs of chosen records. */
  readonly special: SpecialRuns;

  private constructor(api: Api, id: string) {
    this.#api = api;
    this.id = id;
    this.special = new SpecialRuns(api, id);
  }

  static async make(api: Api, zoho: ZohoOrganization, choice: ConnectionChoice = {}): Promise<Connected> {
    const { createConnection: made } = await api.run(CreateConnectionDocument, {
      input: {
        name: 'End to end',
        product: zoho.product === 'books' ? 'BOOKS' : 'INVOICE',
        dataCenter: 'SANDBOX',
        ...choice,
        ...zoho.credentials,
      },
    });
    if (made.__typename !== 'Connection') throw new Error(`no connection: ${JSON.stringify(made)}`);
    return new Connected(api, made.id);
  }

  /** A connection that was made in another way. */
  static of(api: Api, id: string): Connected {
    return new Connected(api, id);
  }

  /** The same connection through another address of the product, which may have been restarted. */
  through(api: Api): Connected {
    return new Connected(api, this.id);
  }

  /** Enables sync and follows the first run to its end. */
  async enable(
    duplicatePolicy: 'OVERWRITE' | 'CLONE' = 'OVERWRITE',
    waitMsMax: number = RUN_MS_MAX,
  ): Promise<Run> {
    return this.ended(await this.begin(duplicatePolicy), waitMsMax);
  }

  /** Enables sync; answers the id of the first run. */
  async begin(duplicatePolicy: 'OVERWRITE' | 'CLONE' = 'OVERWRITE'): Promise<string> {
    const answer = await this.tryEnable(duplicatePolicy);
    if (answer.__typename !== 'Connection') throw new Error(`not enabled: ${JSON.stringify(answer)}`);
    const run = answer.activeRun ?? (await this.state()).lastRun;
    if (run === null) throw new Error('enabling began no run');
    return run.id;
  }

  async tryEnable(duplicatePolicy: 'OVERWRITE' | 'CLONE') {
    const input = { connectionId: this.id, duplicatePolicy };
    return (await this.#api.run(EnableSyncDocument, { input })).enableSync;
  }

  /** A manual sync, from its request to its end. */
  async sync(waitMsMax: number = RUN_MS_MAX): Promise<Run> {
    return this.ended(await this.beginSync(), waitMsMax);
  }

  async beginSync(): Promise<string> {
    const answer = await this.trySync();
    if (answer.__typename !== 'SyncRun') throw new Error(`no sync: ${JSON.stringify(answer)}`);
    return answer.id;
  }

  async trySync(more: { readonly previewId?: string; readonly confirmDeactivations?: boolean } = {}) {
    return (await this.#api.run(SyncNowDocument, { input: { connectionId: this.id, ...more } })).syncNow;
  }

  /** Does what a preview has shown, from its request to its end. */
  async apply(previewId: string): Promise<Run> {
    const answer = await this.trySync({ previewId });
    if (answer.__typename !== 'SyncRun') throw new Error(`not applied: ${JSON.stringify(answer)}`);
    return this.ended(answer.id);
  }

  async cancel(runId: string) {
    return (await this.#api.run(CancelRunDocument, { input: { runId } })).cancelRun;
  }

  /** With the token of somebody else, as an administrator has no part in it. */
  async reenable(as: Api, reason: string) {
    const input = { connectionId: this.id, reason };
    return (await as.run(SupportReenableDocument, { input })).supportReenable;
  }

  /** What the checks before a run found. */
  async checksOf(runId: string) {
    const { node } = await this.#api.run(RunChecksDocument, { id: runId });
    if (node === null || !('checks' in node)) throw new Error('there is no such run');
    return node.checks;
  }

  async setPolicy(duplicatePolicy: 'OVERWRITE' | 'CLONE') {
    const input = { connectionId: this.id, duplicatePolicy };
    return (await this.#api.run(SetDuplicatePolicyDocument, { input })).setDuplicatePolicy;
  }

  async setAutoSync(enabled: boolean) {
    const input = { connectionId: this.id, enabled };
    return (await this.#api.run(SetAutoSyncDocument, { input })).setAutoSync;
  }

  async setMailRecipients(recipients: string[]) {
    const input = { connectionId: this.id, recipients };
    return (await this.#api.run(SetMailRecipientsDocument, { input })).setMailRecipients;
  }

  async state(): Promise<State> {
    const { connection } = await this.#api.run(ConnectionStateDocument, { id: this.id });
    if (connection === null) throw new Error('the connection is not there');
    return connection;
  }

  /** The first state that fits. @throws Error when none does for a long time */
  async until(fits: (state: State) => boolean, what: string, waitMsMax: number = RUN_MS_MAX): Promise<State> {
    for (const endMs = Date.now() + waitMsMax; Date.now() < endMs; ) {
      const state = await this.state();
      if (fits(state)) return state;
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
    throw new Error(`never seen: ${what}; last state ${JSON.stringify(await this.state())}`);
  }

  /** The run once it is over and the connection is free again. */
  async ended(runId: string, waitMsMax: number = RUN_MS_MAX): Promise<Run> {
    const { lastRun } = await this.until(
      ({ activeRun, lastRun: last }) => activeRun === null && last?.id === runId,
      'the end of the run',
      waitMsMax,
    );
    if (lastRun === null) throw new Error('the run is not there');
    return lastRun;
  }

  /** The log of a run, page by page. */
  async log(runId: string, outcome?: readonly Outcome[]): Promise<readonly LogRow[]> {
    const rows: LogRow[] = [];
    for (let after: string | null = null; ; ) {
      const records = await this.#logPage(runId, after, outcome);
      rows.push(...records.nodes);
      if (!records.pageInfo.hasNextPage) return rows;
      after = records.pageInfo.endCursor;
    }
  }

  /** The code that a record failed with in a run, by its id on either side; null when it did not. */
  async failure(runId: string, id: string): Promise<string | null> {
    const failed = await this.log(runId, ['FAILED']);
    return failed.find(({ fsm, books }) => fsm?.id === id || books?.id === id)?.reason?.code ?? null;
  }

  /** How many rows the log says it has of one outcome. */
  async logged(runId: string, outcome: Outcome): Promise<number> {
    return (await this.#logPage(runId, null, [outcome])).totalCount;
  }

  async #logPage(runId: string, after: string | null, outcome?: readonly Outcome[]) {
    const variables = { id: runId, first: 100, after, ...(outcome ? { outcome: [...outcome] } : {}) };
    const { node } = await this.#api.run(RunRecordsDocument, variables);
    if (node === null || !('records' in node)) throw new Error('there is no such run');
    return node.records;
  }

  async links(): Promise<readonly LinkSummaryFragment[]> {
    const links: LinkSummaryFragment[] = [];
    for (let after: string | null = null; ; ) {
      const page: Awaited<ReturnType<Connected['linkPage']>> = await this.linkPage(after);
      links.push(...page.nodes);
      if (!page.pageInfo.hasNextPage) return links;
      after = page.pageInfo.endCursor;
    }
  }

  async linkPage(after: string | null) {
    const { connection } = await this.#api.run(LinksDocument, { connectionId: this.id, first: 100, after });
    if (connection === null) throw new Error('the connection is not there');
    return connection.links;
  }

  /** Parts two records. */
  async unlink(linkId: string) {
    return (await this.#api.run(UnlinkRecordsDocument, { input: { linkId } })).unlinkRecords;
  }

  async parked() {
    const { connection } = await this.#api.run(ParkedRecordsDocument, { connectionId: this.id, first: 100 });
    return connection?.parkedRecords.nodes ?? [];
  }

  async planSyncType(to: SyncType) {
    const { syncTypeChange } = await this.#api.run(SyncTypeChangeDocument, { connectionId: this.id, to });
    if (syncTypeChange === null) throw new Error('the connection is not there');
    return syncTypeChange;
  }

  async changeSyncType(to: SyncType, planToken: string) {
    const input = { connectionId: this.id, to, planToken };
    return (await this.#api.run(ChangeSyncTypeDocument, { input })).changeSyncType;
  }

  /** The link of a record by its id on either side; null when it has none. */
  async link(ids: { fsmId?: string; booksId?: string }) {
    return (await this.#api.run(RecordLinkDocument, { connectionId: this.id, ...ids })).recordLink;
  }
}
