import { Link, Route, Switch } from 'wouter';
import { useLinkStatus } from '../api/api.tsx';
import { LiveRunProvider } from '../api/live-run.tsx';
import { useLiveQuery } from '../api/use-live-query.ts';
import { ConnectionFrameDocument } from '../gql/graphql.ts';
import { QueryView } from '../parts/query-view.tsx';
import { idFrom, paths } from '../routing/paths.ts';
import { LinkPage } from './link.tsx';
import { LinksPage } from './links.tsx';
import { MappingPage } from './mapping.tsx';
import { NotFound } from './not-found.tsx';
import { OverviewPage } from './overview.tsx';
import { ParkedPage } from './parked.tsx';
import { PreviewPage } from './preview.tsx';
import { RunPage } from './run.tsx';
import { RunsPage } from './runs.tsx';

interface FrameProps {
  readonly connectionId: string;
  /** What follows the connection in the address. */
  readonly rest: string;
}

/** What the pages of one connection share: its name, its tabs, and the live link. */
export function ConnectionFrame({ connectionId, rest }: FrameProps) {
  const query = useLiveQuery(ConnectionFrameDocument, { id: connectionId });
  return (
    <QueryView query={query} what="the connection">
      {({ connection }) =>
        connection === null ? (
          <NotFound what="connection" />
        ) : (
          <LiveRunProvider connectionId={connectionId}>
            <div className="frame-head">
              <nav aria-label="Where you are" className="crumbs">
                <Link href={paths.connections}>Connections</Link>
                <span aria-hidden="true">/</span>
                <Link href={paths.connection(connectionId)}>{connection.name}</Link>
              </nav>
              <LinkNote />
            </div>
            <Tabs connectionId={connectionId} current={rest.split('/')[0] ?? ''} />
            <Inside connectionId={connectionId} connectionName={connection.name} />
          </LiveRunProvider>
        )
      }
    </QueryView>
  );
}

const LINK_WORDS = {
  idle: '',
  opening: 'Connecting …',
  open: 'Live',
  lost: 'Live updates lost, trying again …',
} as const;

/** How the live link is doing; the words change only when that does, so that they may be read out. */
function LinkNote() {
  const { status } = useLinkStatus();
  return (
    <span className={`link-note ${status}`} role="status">
      {LINK_WORDS[status]}
    </span>
  );
}

function Tabs({ connectionId, current }: { readonly connectionId: string; readonly current: string }) {
  const tabs = [
    { part: '', label: 'Overview', href: paths.connection(connectionId) },
    { part: 'runs', label: 'Runs', href: paths.runs(connectionId) },
    { part: 'links', label: 'Records', href: paths.links(connectionId) },
    { part: 'preview', label: 'Preview', href: paths.preview(connectionId) },
    { part: 'mapping', label: 'Mapping', href: paths.mapping(connectionId) },
  ];
  return (
    <nav aria-label="Pages of the connection" className="tabs">
      {tabs.map(({ part, label, href }) => (
        <Link
          key={part}
          href={href}
          aria-current={part === (current === 'parked' ? 'links' : current) ? 'page' : undefined}
        >
          {label}
        </Link>
      ))}
    </nav>
  );
}

function Inside(props: { readonly connectionId: string; readonly connectionName: string }) {
  return (
    <Switch>
      <Route path="/connections/:connectionId">
        <OverviewPage {...props} />
      </Route>
      <Route path="/connections/:connectionId/runs">
        <RunsPage {...props} />
      </Route>
      <Route path="/connections/:connectionId/runs/:runId">
        {({ runId }) => <RunPage key={runId} {...props} runId={idFrom(runId)} />}
      </Route>
      <Route path="/connections/:connectionId/links">
        <LinksPage {...props} />
      </Route>
      <Route path="/connections/:connectionId/links/:linkId">
        {({ linkId }) => <LinkPage key={linkId} {...props} linkId={idFrom(linkId)} />}
      </Route>
      <Route path="/connections/:connectionId/parked">
        <ParkedPage {...props} />
      </Route>
      <Route path="/connections/:connectionId/preview">
        <PreviewPage {...props} />
      </Route>
      <Route path="/connections/:connectionId/mapping">
        <MappingPage {...props} />
      </Route>
      <Route>
        <NotFound what="page" />
      </Route>
    </Switch>
  );
}
