/** What a client of the API does, in its own words. */
import { ADMIN_TOKEN, pause } from './product.ts';

export interface Run {
  readonly id: string;
  readonly state: string;
  readonly trigger: string;
  readonly resumes: number;
  readonly waitingUntil: string | null;
  readonly waitingFor: string | null;
  readonly error: { readonly code: string; readonly message: string } | null;
  readonly pairs: readonly {
    readonly phase: string;
    readonly total: number | null;
    readonly done: number;
    readonly toBooks: Counts;
    readonly toFsm: Counts;
  }[];
}
export type Counts = Readonly<
  Record<'created' | 'updated' | 'linked' | 'deactivated' | 'unchanged' | 'skipped' | 'failed', number>
>;

const COUNTS = '{ created updated linked deactivated unchanged skipped failed }';
const RUN = `id state trigger resumes waitingUntil waitingFor error { code message }
  pairs { phase total done toBooks ${COUNTS} toFsm ${COUNTS} }`;
const REFUSED = '... on UserError { code message }';

/** What an error union answered: the subject, or a refusal. */
export interface Refused {
  readonly __typename: string;
  readonly code: string;
  readonly message: string;
}

export interface ConnectionInput {
  readonly booksOrganizationId: string;
  readonly fsmOrganizationId: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly refreshToken: string;
}

const OVER = new Set(['SUCCEEDED', 'SUCCEEDED_WITH_FAILURES', 'FAILED', 'CANCELLED']);
export const isOver = (run: Run): boolean => OVER.has(run.state);

export class Client {
  readonly #url: string;
  constructor(url: string) {
    this.#url = url;
  }

  async ask<Data>(query: string, variables: object = {}): Promise<Data> {
    const response = await fetch(`${this.#url}/graphql`, {
      method: 'POST',
      headers: { authorization: `Bearer ${ADMIN_TOKEN}`, 'content-type': 'application/json' },
      body: JSON.stringify({ query, variables }),
    });
    const answer = (await response.json()) as { data?: Data; errors?: unknown };
    if (answer.errors !== undefined || answer.data === undefined)
      throw new Error(`the API answered ${response.status} ${JSON.stringify(answer.errors)}`);
    return answer.data;
  }

  /** The new connection's id, or the refusal. */
  async createConnection(input: ConnectionInput): Promise<{ id: string } | Refused> {
    const data = await this.ask<{ createConnection: ({ id: string } & Refused) | Refused }>(
      `mutation($input: CreateConnectionInput!) { createConnection(input: $input) {
        __typename ... on Connection { id } ${REFUSED} } }`,
      { input: { name: 'Resilience', product: 'BOOKS', dataCenter: 'SANDBOX', ...input } },
    );
    return data.createConnection;
  }

  async connectionCount(): Promise<number> {
    const data = await this.ask<{ connections: { totalCount: number } }>('{ connections { totalCount } }');
    return data.connections.totalCount;
  }

  async enable(connectionId: string, duplicatePolicy = 'OVERWRITE'): Promise<Run> {
    const data = await this.ask<{ enableSync: { activeRun: Run } }>(
      `mutation($input: EnableSyncInput!) { enableSync(input: $input) {
        ... on Connection { activeRun { ${RUN} } } ${REFUSED} } }`,
      { input: { connectionId, duplicatePolicy } },
    );
    return data.enableSync.activeRun;
  }

  async syncNow(connectionId: string): Promise<Run | Refused> {
    const data = await this.ask<{ syncNow: Run | Refused }>(
      `mutation($input: SyncNowInput!) { syncNow(input: $input) {
        __typename ... on SyncRun { ${RUN} } ${REFUSED} } }`,
      { input: { connectionId } },
    );
    return data.syncNow;
  }

  async cancel(runId: string): Promise<Run | Refused> {
    const data = await this.ask<{ cancelRun: Run | Refused }>(
      `mutation($input: CancelRunInput!) { cancelRun(input: $input) { ... on SyncRun { ${RUN} } ${REFUSED} } }`,
      { input: { runId } },
    );
    return data.cancelRun;
  }

  async run(runId: string): Promise<Run> {
    const data = await this.ask<{ node: Run | null }>(
      `query($id: ID!) { node(id: $id) { ... on SyncRun { ${RUN} } } }`,
      { id: runId },
    );
    if (data.node === null) throw new Error('the run is gone');
    return data.node;
  }

  /** Why records of the run failed, by code. */
  async failures(runId: string): Promise<Record<string, number>> {
    const data = await this.ask<{ node: { records: { nodes: { reason: { code: string } | null }[] } } }>(
      `query($id: ID!) { node(id: $id) { ... on SyncRun { records(first: 100, outcome: [FAILED]) {
        nodes { reason { code } } } } } }`,
      { id: runId },
    );
    const codes: Record<string, number> = {};
    for (const { reason } of data.node.records.nodes) {
      const code = reason?.code ?? 'none';
      codes[code] = (codes[code] ?? 0) + 1;
    }
    return codes;
  }

  async runs(connectionId: string): Promise<Run[]> {
    const data = await this.ask<{ connection: { runs: { nodes: Run[] } } }>(
      `query($id: ID!) { connection(id: $id) { runs(first: 50) { nodes { ${RUN} } } } }`,
      { id: connectionId },
    );
    return data.connection.runs.nodes;
  }

  async linkCount(connectionId: string): Promise<number> {
    const data = await this.ask<{ connection: { links: { totalCount: number } } }>(
      'query($id: ID!) { connection(id: $id) { links { totalCount } } }',
      { id: connectionId },
    );
    return data.connection.links.totalCount;
  }

  /** Polls until the run satisfies the condition. @throws when it does not in time, with the run as it stands */
  async until(runId: string, condition: (run: Run) => boolean, msMax = 120_000): Promise<Run> {
    const deadlineMs = Date.now() + msMax;
    for (;;) {
      const run = await this.run(runId);
      if (condition(run)) return run;
      if (Date.now() > deadlineMs) throw new Error(`the run stands at ${JSON.stringify(run)}`);
      await pause(100);
    }
  }
}
