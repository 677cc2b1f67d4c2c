/** The WebSocket that progress arrives on: it comes back by itself, and tells how it is doing. */
import { type Client, createClient } from 'graphql-ws/client';

/** `idle`: nobody watches. `lost`: it was open, or should be, and is being opened again. */
export type LinkStatus = 'idle' | 'opening' | 'open' | 'lost';

export interface LiveLink {
  readonly client: Client;
  status(): LinkStatus;
  /** How often it was opened: after each, what was missed has to be read again. */
  openings(): number;
  onChange(listener: () => void): () => void;
  dispose(): void;
}

const RETRY_MS_FIRST = 500;
const RETRY_MS_MAX = 10_000;
const PING_MS = 12_000;
const PONG_MS_MAX = 5_000;
/** graphql-transport-ws: the token is refused. */
const FORBIDDEN = 4403;

const codeOf = (event: unknown): number | null =>
  typeof event === 'object' && event !== null && 'code' in event && typeof event.code === 'number'
    ? event.code
    : null;

/** Waits longer with each try, and less when the browser says that the network is back. */
function pause(retries: number): Promise<void> {
  const ms = Math.min(RETRY_MS_MAX, RETRY_MS_FIRST * 2 ** retries) * (0.75 + Math.random() / 2);
  return new Promise((resolve) => {
    const finish = () => {
      clearTimeout(timer);
      removeEventListener('online', finish);
      resolve();
    };
    const timer = setTimeout(finish, ms);
    addEventListener('online', finish);
  });
}

export function openLiveLink(url: string, token: string, onRefused: () => void): LiveLink {
  const listeners = new Set<() => void>();
  let status: LinkStatus = 'idle';
  let openings = 0;
  const become = (next: LinkStatus) => {
    if (status === next) return;
    status = next;
    for (const listener of listeners) listener();
  };
  let pong: ReturnType<typeof setTimeout> | undefined;
  const client: Client = createClient({
    url,
    connectionParams: { authorization: `Bearer ${token}` },
    lazy: true,
    retryAttempts: Number.POSITIVE_INFINITY,
    retryWait: pause,
    shouldRetry: (event) => codeOf(event) !== FORBIDDEN,
    keepAlive: PING_MS,
    on: {
      connecting: (isRetry) => become(isRetry ? 'lost' : 'opening'),
      connected: () => {
        openings += 1;
        become('open');
      },
      // A link that died without a word is noticed by the missing answer.
      ping: (received) => {
        if (!received) pong = setTimeout(() => client.terminate(), PONG_MS_MAX);
      },
      pong: (received) => {
        if (received) clearTimeout(pong);
      },
      closed: (event) => {
        clearTimeout(pong);
        if (codeOf(event) === FORBIDDEN) onRefused();
        become(codeOf(event) === 1000 ? 'idle' : 'lost');
      },
    },
  });
  return {
    client,
    status: () => status,
    openings: () => openings,
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    dispose: () => {
      listeners.clear();
      void client.dispose();
    },
  };
}
