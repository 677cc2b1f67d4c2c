/** `/logs/{runId}/{Module}FailureLogs.csv`: the failed records of one module of a run (L3). */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { encodeGlobalID } from '@pothos/plugin-relay';
import { maySee } from '../../../schema/access.ts';
import { isUuid, uuidOf } from '../../../schema/ids.ts';
import { type FailedRecord, failurePages } from '../../store/failure-log.ts';
import { kindsOfModule } from '../../store/record-modules.ts';
import { UnsealError } from '../../store/sealing.ts';
import { csvWriter, type FailureFile, failureRow } from '../failure-csv.ts';
import { principalOf } from './bearer.ts';
import { kindOf } from './mask-error.ts';
import type { HttpServerOptions } from './options.ts';
import { sendError, sendUnauthenticated } from './responses.ts';

const PATH = /^\/logs\/([^/]{1,200})\/([A-Za-z_]{1,60})FailureLogs\.csv$/;

interface Place {
  readonly runId: string;
  readonly module: string;
}

/** The run and module an address names; null when it cannot name any. The run's id may be the API's or its UUID. */
export function placeOf(path: string): Place | null {
  const [, rawId, module] = PATH.exec(path) ?? [];
  if (rawId === undefined || module === undefined || kindsOfModule(module).length === 0) return null;
  const id = unescaped(rawId);
  const runId = isUuid(id) ? id.toLowerCase() : uuidOf('SyncRun', id);
  return runId === null ? null : { runId, module };
}

/** What cannot be decoded stays as it is, and names nothing. */
function unescaped(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

export async function serveFailureLog(
  options: HttpServerOptions,
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
): Promise<void> {
  const principal = await principalOf(request.headers.authorization, options.authenticate);
  if (principal === null) return sendUnauthenticated(request, response);
  const { prisma } = options;
  const place = placeOf(path);
  const run = place && (await prisma.syncRun.findUnique({ where: { id: place.runId } }));
  // Every role reads; a run of a connection that is not the token's looks as if it did not exist.
  if (place === null || run === null || !maySee(principal, run.connectionId)) {
    return sendError(request, response, 404, 'NOT_FOUND', 'There is no such log.');
  }
  const pages = failurePages(prisma, run.id, place.module);
  // Read before anything is sent: a database that does not answer is still a proper error then.
  const first = await pages.next();
  response.setHeader('Content-Type', 'text/csv; charset=utf-8; header=present');
  response.setHeader('Content-Disposition', `attachment; filename="${place.module}FailureLogs.csv"`);
  response.setHeader('Cache-Control', 'no-store');
  if (request.method === 'HEAD') {
    await pages.return();
    response.end();
    return;
  }
  const file: FailureFile = {
    syncId: encodeGlobalID('SyncRun', run.id),
    module: place.module,
    labelOf: labelReader(options, run.id),
  };
  try {
    await pipeline(Readable.from(rowsOf(file, first.value ?? [], pages)), csvWriter(), response);
  } catch (error) {
    // A client that leaves in the middle is no fault; anything else has cut the file short, which the client sees.
    if (!isAbort(error)) options.log.error({ runId: run.id, ...kindOf(error) }, 'a log file broke off');
  }
}

const isAbort = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ERR_STREAM_PREMATURE_CLOSE';

async function* rowsOf(
  file: FailureFile,
  first: readonly FailedRecord[],
  rest: AsyncIterable<readonly FailedRecord[]>,
): AsyncGenerator<readonly string[], void, undefined> {
  for (const record of first) yield failureRow(file, record);
  for await (const page of rest) for (const record of page) yield failureRow(file, record);
}

/** A label that cannot be opened is left out, and the log says so once for the file. */
function labelReader({ unsealLabel, log }: HttpServerOptions, runId: string): FailureFile['labelOf'] {
  let told = false;
  return ({ label }) => {
    if (label === null) return '';
    try {
      return unsealLabel(label);
    } catch (error) {
      if (!(error instanceof UnsealError)) throw error;
      if (!told) log.warn({ runId, code: error.code }, 'labels of failed records cannot be read');
      told = true;
      return '';
    }
  };
}
