/** What the HTTP server is made of. */
import type { MappingReader, Principal } from '../../../schema/index.ts';
import type { Control } from '../../jobs/control.ts';
import type { EventBus } from '../../jobs/events.ts';
import type { Onboarding } from '../../jobs/onboarding.ts';
import type { PrismaClient } from '../../store/generated/prisma/client.ts';
import type { ReadinessCheck } from './health.ts';

/** The lines of a logger that the server needs. Never given a field value, a token or a request body. */
export interface ServerLog {
  debug(fields: Readonly<Record<string, unknown>>, message: string): void;
  info(fields: Readonly<Record<string, unknown>>, message: string): void;
  warn(fields: Readonly<Record<string, unknown>>, message: string): void;
  error(fields: Readonly<Record<string, unknown>>, message: string): void;
}

/** Who a bearer token stands for; null when it is unknown or revoked. */
export type Authenticate = (bearer: string) => Promise<Principal | null>;

export interface HttpServerOptions {
  readonly host: string;
  /** 0: any free port. */
  readonly port: number;
  readonly prisma: PrismaClient;
  readonly control: Control;
  readonly events: EventBus;
  readonly mappings: MappingReader;
  readonly onboarding: Onboarding;
  readonly authenticate: Authenticate;
  readonly log: ServerLog;
  /** The name of a failed record. @throws UnsealError */
  readonly unsealLabel: (sealed: Uint8Array) => string;
  /** Origin of the simulated Zoho, for links to records of SANDBOX connections. */
  readonly sandboxUrl: string;
  readonly nowMs: () => number;
  /** Folder of the built dashboard; a page of our own stands in while there is none. */
  readonly dashboardDir?: string;
  /** What `/health/ready` asks beside the database and its migrations. */
  readonly readiness?: readonly ReadinessCheck[];
}
