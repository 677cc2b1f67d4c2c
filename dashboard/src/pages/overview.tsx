import { useState } from 'react';
import { Link } from 'wouter';
import { type Run, useLiveRun } from '../api/live-run.tsx';
import { useLiveQuery } from '../api/use-live-query.ts';
import { ConnectionOverviewDocument, type ConnectionOverviewQuery } from '../gql/graphql.ts';
import { Badge } from '../parts/badge.tsx';
import { Message } from '../parts/message.tsx';
import { Moment } from '../parts/moment.tsx';
import { Notice } from '../parts/notice.tsx';
import { Fact, PageTitle } from '../parts/page.tsx';
import { QueryView } from '../parts/query-view.tsx';
import { paths } from '../routing/paths.ts';
import {
  DATA_CENTER_WORDS,
  PRODUCT_WORDS,
  STATUS_TONES,
  STATUS_WORDS,
  SYNC_TYPE_WORDS,
  whyNoNextSync,
} from '../words/connection-words.ts';
import { counted } from '../words/number-words.ts';
import { blackoutInWords } from '../words/quota-words.ts';
import { isActive } from '../words/run-words.ts';
import { NotFound } from './not-found.tsx';
import { ConfirmDeactivations, DEACTIVATION_GUARD } from './overview/confirm-deactivations.tsx';
import { EnableSync } from './overview/enable-sync.tsx';
import { ImportRecords } from './overview/import-records.tsx';
import { Quotas } from './overview/quota.tsx';
import { Settings } from './overview/settings.tsx';
import { SyncActions } from './overview/sync-actions.tsx';
import { LatestRun } from './run/latest-run.tsx';
import { RunList } from './run/run-list.tsx';

const IMPORT_READ_EVERY_MS = 2_000;

export type Overview = NonNullable<ConnectionOverviewQuery['connection']>;

interface OverviewProps {
  readonly connectionId: string;
  readonly connectionName: string;
}

export function OverviewPage({ connectionId }: OverviewProps) {
  const [importing, setImporting] = useState(false);
  const query = useLiveQuery(
    ConnectionOverviewDocument,
    { id: connectionId },
    importing ? { everyMs: IMPORT_READ_EVERY_MS } : {},
  );
  // The live link tells of syncs alone.
  const now = (query.data?.connection?.activeImport ?? null) !== null;
  if (now !== importing) setImporting(now);
  return (
    <QueryView query={query} what="the connection">
      {({ connection }) => (connection === null ? <NotFound what="connection" /> : <Body of={connection} />)}
    </QueryView>
  );
}

/** The live state knows more than the last reading, unless that has seen a later run. */
function newestRun(of: Overview, live: Run | null): Run | null {
  const read = of.activeRun ?? of.lastRun;
  if (live === null || read === null) return live ?? read;
  return Date.parse(live.requestedAt) >= Date.parse(read.requestedAt) ? live : read;
}

function Body({ of }: { readonly of: Overview }) {
  const latest = newestRun(of, useLiveRun());
  const active = latest !== null && isActive(latest.state) ? latest : null;
  const productName = PRODUCT_WORDS[of.product];
  return (
    <>
      <PageTitle title={of.name}>
        <Badge tone={STATUS_TONES[of.status]}>{STATUS_WORDS[of.status]}</Badge>
      </PageTitle>
      <Warnings of={of} />
      {of.status === 'SETUP' ? (
        <>
          <EnableSync connectionId={of.id} productName={productName} />
          <ImportRecords
            connectionId={of.id}
            productName={productName}
            active={of.activeImport}
            last={of.lastImport}
          />
        </>
      ) : (
        <>
          <SyncActions
            connectionId={of.id}
            active={active}
            left={of.manualSyncsLeftToday}
            timeZone={of.timeZone}
          />
          {active === null && latest?.error?.code === DEACTIVATION_GUARD && (
            <ConfirmDeactivations connectionId={of.id} />
          )}
        </>
      )}
      <div className="columns">
        <div className="stack">
          {latest !== null && <LatestRun run={latest} connectionId={of.id} productName={productName} />}
          <section className="card">
            <div className="card-head">
              <h2>Recent runs</h2>
              <Link href={paths.runs(of.id)}>All runs</Link>
            </div>
            <RunList runs={of.runs.nodes} connectionId={of.id} productName={productName} />
          </section>
        </div>
        <div className="stack">
          <Quotas of={of} />
          <About of={of} active={active !== null} />
          {of.status !== 'SETUP' && <Settings of={of} />}
        </div>
      </div>
    </>
  );
}

/** What the next sync will meet again, unless it has been put right; what disabled the sync is said already. */
function FailedChecks({ of }: { readonly of: Overview }) {
  const failed = of.checks.filter(({ code, passed }) => passed === false && code !== of.disabledReason?.code);
  return failed.map(({ code, message, checkedAt }) => (
    <Notice key={code} tone="warn">
      <p>
        <Message text={message} />
      </p>
      <p>
        Found <Moment at={checkedAt} />.
      </p>
    </Notice>
  ));
}

function Warnings({ of }: { readonly of: Overview }) {
  const violations = of.mappings.reduce((sum, table) => sum + table.violations.length, 0);
  const changed =
    of.status === 'ENABLED' && of.lastRun !== null && of.mappings.some((table) => !table.upToDate);
  return (
    <>
      {of.disabledReason !== null && (
        <Notice tone="bad">
          <p>
            <Message text={of.disabledReason.message} />
          </p>
          <p>Sync is disabled. Only someone with the support role can enable it again.</p>
        </Notice>
      )}
      <FailedChecks of={of} />
      {violations > 0 && (
        <Notice tone="bad">
          The mapping cannot be used: {counted(violations, 'violation')}.{' '}
          <Link href={paths.mapping(of.id)}>See what is wrong</Link>
        </Notice>
      )}
      {violations === 0 && changed && (
        <Notice tone="warn">
          The mapping has changed: the next run also considers the records that the change affects.{' '}
          <Link href={paths.mapping(of.id)}>See the mapping</Link>
        </Notice>
      )}
    </>
  );
}

function About({ of, active }: { readonly of: Overview; readonly active: boolean }) {
  const { name: typeName, means } = SYNC_TYPE_WORDS[of.syncType];
  return (
    <section className="card">
      <h2>About this connection</h2>
      <dl className="facts">
        <Fact term="Next sync">
          {of.nextSyncAt !== null && !active ? (
            <Moment kind="due" at={of.nextSyncAt} />
          ) : (
            whyNoNextSync({ status: of.status, autoSync: of.autoSync, active })
          )}
        </Fact>
        {of.blackout.length > 0 && (
          <Fact term="No automatic sync begins">{of.blackout.map(blackoutInWords).join('; ')}</Fact>
        )}
        <Fact term="Manual syncs left today">{of.manualSyncsLeftToday}</Fact>
        <Fact term="Product">Zoho {PRODUCT_WORDS[of.product]}</Fact>
        <Fact term="Sync type">
          {typeName}: {means}
        </Fact>
        <Fact term="Enabled">{of.enabledAt === null ? 'not yet' : <Moment at={of.enabledAt} />}</Fact>
        <Fact term="Data centre">{DATA_CENTER_WORDS[of.dataCenter]}</Fact>
        <Fact term="Organisations">
          FSM <span className="id">{of.fsmOrganizationId}</span>, {PRODUCT_WORDS[of.product]}{' '}
          <span className="id">{of.booksOrganizationId}</span>
        </Fact>
        <Fact term="Time zone">{of.timeZone}</Fact>
        <Fact term="Mapping set">
          <Link href={paths.mapping(of.id)}>{of.mappingSet}</Link>
        </Fact>
      </dl>
    </section>
  );
}
