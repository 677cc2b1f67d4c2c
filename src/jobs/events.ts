/** Tells other parts, and other processes, that a connection's state has moved. Events carry ids only; readers look up the rest. */
export interface ConnectionEvent {
  readonly connectionId: string;
  readonly runId: string | null;
}

export interface EventBus {
  publish(event: ConnectionEvent): Promise<void>;
  /** Yields every event of the connection from the moment of the call until the signal aborts. Slow readers get the newest, not a backlog. */
  subscribe(connectionId: string, signal: AbortSignal): AsyncIterable<ConnectionEvent>;
  close(): Promise<void>;
}
