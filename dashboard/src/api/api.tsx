/** The connection of the page to the server: one GraphQL client and one live link per token. */
import { createContext, type ReactNode, useContext, useEffect, useState, useSyncExternalStore } from 'react';
import {
  Client,
  cacheExchange,
  type ExecutionResult,
  fetchExchange,
  mapExchange,
  Provider,
  subscriptionExchange,
} from 'urql';
import { refuseToken } from '../session/session.ts';
import { type LinkStatus, type LiveLink, openLiveLink } from './live-link.ts';

interface Api {
  readonly client: Client;
  readonly link: LiveLink;
}

const UNAUTHENTICATED = 401;

function openApi(token: string): Api {
  const url = new URL('graphql', document.baseURI);
  const socketUrl = new URL(url);
  socketUrl.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  socketUrl.hash = '';
  const link = openLiveLink(socketUrl.href, token, () => refuseToken(token));
  const client = new Client({
    url: url.href,
    preferGetMethod: false,
    requestPolicy: 'cache-and-network',
    fetchOptions: { headers: { authorization: `Bearer ${token}` } },
    exchanges: [
      mapExchange({
        onError: ({ response }) => {
          if (response?.status === UNAUTHENTICATED) refuseToken(token);
        },
      }),
      cacheExchange,
      fetchExchange,
      subscriptionExchange({
        forwardSubscription: ({ query, variables }) => ({
          subscribe: (sink) => ({
            unsubscribe: link.client.subscribe(
              { query: query ?? '', variables: variables ?? null },
              // The same answer in two packages' types, which differ in how they leave `data` out.
              {
                ...sink,
                next: (result) => sink.next({ ...result, data: result.data ?? null } as ExecutionResult),
              },
            ),
          }),
        }),
      }),
    ],
  });
  return { client, link };
}

const LinkContext = createContext<LiveLink | null>(null);

export function ApiProvider({ token, children }: { readonly token: string; readonly children: ReactNode }) {
  const [api, setApi] = useState<Api | null>(null);
  useEffect(() => {
    const opened = openApi(token);
    setApi(opened);
    return () => opened.link.dispose();
  }, [token]);
  if (api === null) return null;
  return (
    <Provider value={api.client}>
      <LinkContext value={api.link}>{children}</LinkContext>
    </Provider>
  );
}

function useLink(): LiveLink {
  const link = useContext(LinkContext);
  if (link === null) throw new Error('the live link is used outside its provider');
  return link;
}

export function useLinkStatus(): { readonly status: LinkStatus; readonly openings: number } {
  const link = useLink();
  const status = useSyncExternalStore(link.onChange, link.status);
  const openings = useSyncExternalStore(link.onChange, link.openings);
  return { status, openings };
}
