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
    query: `# A login to Zoho: run this, open consentUrl, agree. Without redirectUri: see the README, "Connect real Zoho".
mutation BeginAuthorisation($input: BeginAuthorisationInput!) {
  beginAuthorisation(input: $input) {
    __typename
    ... on Authorisation { id consentUrl scope expiresAt }
    ... on UserError { code message }
    ... on ValidationError { issues { path message } }
  }
}
`,
    variables: {
      input: {
        dataCenter: 'US',
        product: 'BOOKS',
        clientId: '<client id>',
        clientSecret: '<client secret>',
        redirectUri: 'https://<this server>/oauth/callback',
      },
    },
  },
  {
    query: `# Whether the user has agreed, and the organisations to choose from.
query Authorisation($id: ID!) {
  authorisation(id: $id) {
    state
    reason { code message }
    organizations { product organizationId name edition active currency timeZone }
    unanswered { product message }
    newInvoiceOrganization { url note }
  }
}
`,
    variables: { id: '<id from beginAuthorisation>' },
  },
  {
    query: `mutation CreateConnection($input: CreateConnectionInput!) {
  createConnection(input: $input) {
    __typename
    ... on Connection { id syncType crmIntegration { source syncType } }
    ... on UserError { code message }
    ... on ValidationError { issues { path message } }
  }
}
`,
    variables: {
      input: {
        name: 'Our company',
        product: 'BOOKS',
        authorisationId: '<id from beginAuthorisation>',
        booksOrganizationId: '<id>',
        fsmOrganizationId: '<id>',
      },
    },
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
