import type { ServiceCaller } from './caller.ts';

/** The two lines of a session, for what goes beyond the engine's port. */
export interface ServiceLines {
  readonly books: ServiceCaller;
  readonly fsm: ServiceCaller;
  /** `organization_id=…`, already encoded. */
  readonly organization: string;
}
