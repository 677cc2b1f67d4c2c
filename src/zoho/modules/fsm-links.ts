/** FSM's own note of a Books counterpart (`process_sync`, fsm-api.md 10): its screens then show the record as linked. */
import { z } from 'zod';
import {
  AuthorisationLost,
  RecordGone,
  RecordRefused,
  ServiceUnavailable,
  WriteInDoubt,
} from '../../engine/errors.ts';
import { personIds } from '../../engine/services.ts';
import { FSM_CODE, FSM_ID_PATTERN } from '../../zoho-api/index.ts';
import type { ServiceCaller } from '../call/caller.ts';
import { FsmError } from '../errors.ts';
import type { ClientLog } from '../ports.ts';
import type { FsmResource } from './fsm-resources.ts';

/** A Books id as FSM keeps it: of a contact person, the person's own id (fsm-api.md 10). */
export function counterpartOf(booksId: string): string {
  return booksId.includes('/') ? personIds(booksId).personId : booksId;
}

/** What a session knows of the call, for all modules: it was never seen in use, so it may not exist. */
export class LinkCall {
  readonly log: ClientLog;
  readonly #learned: (works: boolean) => void;
  #works: boolean | null;

  constructor(options: {
    readonly works: boolean | null;
    readonly log: ClientLog;
    readonly learned: (works: boolean) => void;
  }) {
    this.#works = options.works;
    this.log = options.log;
    this.#learned = options.learned;
  }

  /** Null: not tried. */
  get works(): boolean | null {
    return this.#works;
  }

  learn(works: boolean): void {
    if (this.#works === works) return;
    this.#works = works;
    this.#learned(works);
  }
}

export interface FsmLinksOptions {
  readonly resource: Pick<FsmResource, 'writePaths'>;
  readonly caller: ServiceCaller;
  readonly linkCall: LinkCall;
}

export class FsmLinks {
  readonly #options: FsmLinksOptions;

  constructor(options: FsmLinksOptions) {
    this.#options = options;
  }

  /** True when FSM says that it noted the counterpart. Nothing depends on it, so most failures are only logged. */
  async note(id: string, counterpartId: string, signal: AbortSignal): Promise<boolean> {
    const { resource, linkCall } = this.#options;
    if (linkCall.works === false) return false;
    for (const path of resource.writePaths) {
      try {
        const noted = await this.#call(`/${path}/${encodeURIComponent(id)}`, counterpartId, signal);
        if (noted) linkCall.learn(true);
        return noted;
      } catch (error) {
        if (!isBearable(error)) throw error;
        linkCall.log.debug({ module: path, code: error.code }, 'FSM did not note the counterpart');
        if (!isUnknownCall(error, id)) return false;
      }
    }
    linkCall.learn(false);
    return false;
  }

  async #call(record: string, counterpartId: string, signal: AbortSignal): Promise<boolean> {
    const { body } = await this.#options.caller.call({
      method: 'POST',
      path: `${record}/actions/process_sync?sync_service=finance`,
      body: JSON.stringify({ integ_id: counterpartId, sync_process: 'link' }),
      // The answer is worth no second try.
      repetition: 'once',
      schema: z.unknown(),
      signal,
    });
    // 204: there is no such record (fsm-api.md 3).
    return body !== null;
  }
}

type Bearable = RecordRefused | RecordGone | WriteInDoubt | ServiceUnavailable | AuthorisationLost;

/** A right that is missing for this call alone is borne too; one that is lost shows at the next call that matters. */
function isBearable(error: unknown): error is Bearable {
  const classes = [RecordRefused, RecordGone, WriteInDoubt, ServiceUnavailable, AuthorisationLost];
  return classes.some((known) => error instanceof known);
}

const UNKNOWN_CALL: ReadonlySet<string> = new Set([
  FSM_CODE.invalidModule,
  FSM_CODE.invalidUrlPattern,
  FSM_CODE.invalidRequestMethod,
]);

/** An unknown record of a well-formed id answers 204, so a 404 is about the address (fsm-api.md 3). */
function isUnknownCall(error: Bearable, id: string): boolean {
  const { cause } = error;
  if (!(cause instanceof FsmError) || !FSM_ID_PATTERN.test(id)) return false;
  return cause.httpStatus === 404 || UNKNOWN_CALL.has(cause.code);
}
