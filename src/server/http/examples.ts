/** Operations that GraphiQL opens with: the way from no connection to a watched sync. */
export interface Example {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>> | null;
}

const CONNECTION_ID = '<id from the first tab>';

export const EXAMPLES: readonly Example[] = [
  {
    query: `# Put a token into the Headers editor below, then run this.
query Connections {
  connections(first: 10) {
    totalCount
    nodes {
      id
      name
      status
      syncType
      nextSyncAt
      manualSyncsLeftToday
      activeRun { id state }
      lastRun { id state startedAt endedAt }
    }
  }
}
`,
    variables: null,
  },
  {
    query: `# Enables two-way sync and queues the first run.
mutation EnableSync($input: EnableSyncInput!) {
  enableSync(input: $input) {
    __typename
    ... on Connection { id status activeRun { id state } }
    ... on UserError { code message }
    ... on ValidationError { issues { path message } }
  }
}
`,
    variables: { input: { connectionId: CONNECTION_ID, duplicatePolicy: 'OVERWRITE' } },
  },
  {
    query: `mutation SyncNow($input: SyncNowInput!) {
  syncNow(input: $input) {
    __typename
    ... on SyncRun { id state trigger }
    ... on UserError { code message }
  }
}
`,
    variables: { input: { connectionId: CONNECTION_ID } },
  },
  {
    query: `# Watches a connection, live.
subscription SyncProgress($connectionId: ID!) {
  syncProgress(connectionId: $connectionId) {
    sequence
    run {
      id
      state
      pairs {
        pair
        phase
        done
        total
        toBooks { created updated linked unchanged skipped failed }
        toFsm { created updated linked unchanged skipped failed }
      }
      apiCalls { booksReads booksWrites fsmReads fsmWrites }
      error { code message }
    }
  }
}
`,
    variables: { connectionId: CONNECTION_ID },
  },
  {
    query: `# What failed in the last run, and why.
query Failures($connectionId: ID!) {
  connection(id: $connectionId) {
    lastRun {
      id
      state
      records(first: 20, outcome: [FAILED, SKIPPED]) {
        totalCount
        nodes {
          outcome
          direction
          cause
          fields
          fsm { id url }
          books { id url }
          reason { code message field }
        }
      }
    }
  }
}
`,
    variables: { connectionId: CONNECTION_ID },
  },
];
