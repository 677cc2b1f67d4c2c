import { useSyncExternalStore } from 'react';
import { Link, Route, Router, Switch } from 'wouter';
import { ApiProvider } from './api/api.tsx';
import { ConnectionFrame } from './pages/connection-frame.tsx';
import { ConnectionsPage } from './pages/connections.tsx';
import { NotFound } from './pages/not-found.tsx';
import { useHashPath, useHashSearch } from './routing/hash-location.ts';
import { idFrom, paths } from './routing/paths.ts';
import { currentSession, onSession, signOut } from './session/session.ts';
import { SignIn } from './session/sign-in.tsx';

export function App() {
  const { token, notice } = useSyncExternalStore(onSession, currentSession);
  if (token === null) return <SignIn notice={notice} />;
  return (
    <ApiProvider key={token} token={token}>
      <Router hook={useHashPath} searchHook={useHashSearch}>
        <button type="button" className="skip-link" onClick={skipToMain}>
          Skip to content
        </button>
        <header className="top">
          <Link href={paths.connections} className="brand">
            <BrandMark />
            fieldledger
          </Link>
          <a href="graphql">GraphQL</a>
          <button type="button" onClick={signOut}>
            Sign out
          </button>
        </header>
        <main id="main" tabIndex={-1}>
          <Pages />
        </main>
      </Router>
    </ApiProvider>
  );
}

/** A button, not a link: the fragment of the address names places. */
function skipToMain(): void {
  document.getElementById('main')?.focus();
}

function Pages() {
  return (
    <Switch>
      <Route path={paths.connections}>
        <ConnectionsPage />
      </Route>
      <Route path="/connections/:connectionId/*?">
        {({ connectionId, '*': rest }) => (
          <ConnectionFrame key={connectionId} connectionId={idFrom(connectionId)} rest={rest ?? ''} />
        )}
      </Route>
      <Route>
        <NotFound what="page" />
      </Route>
    </Switch>
  );
}

function BrandMark() {
  return (
    <svg className="brand-mark" viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="7" />
      <path d="M7 12.5h17M19.5 8l4.5 4.5M25 19.5H8M12.5 24 8 19.5" />
    </svg>
  );
}
