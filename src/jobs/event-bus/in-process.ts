import type { EventBus } from '../events.ts';
import { createFanOut } from './fan-out.ts';

/** A bus for one process. */
export function createInProcessEventBus(): EventBus {
  const fanOut = createFanOut();
  return {
    publish: async (event) => fanOut.deliver(event),
    subscribe: (connectionId, signal) => fanOut.subscribe(connectionId, signal),
    close: async () => fanOut.close(),
  };
}
