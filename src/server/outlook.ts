/** The part of `Control` that tells what is left of the quotas and when things will be done. */
import type { EngineClock } from '../engine/services.ts';
import type { Control } from '../jobs/control.ts';
import { etaOf, quotasOf } from '../jobs/outlook.ts';
import type { PrismaClient } from '../store/generated/prisma/client.ts';
import { createForecaster, type RecordCounter } from './forecast.ts';
import type { ZohoAccess } from './zoho-access.ts';

export function createOutlook(parts: {
  readonly prisma: PrismaClient;
  readonly clock: EngineClock;
  readonly access: ZohoAccess;
  readonly counts: RecordCounter;
}): Pick<Control, 'quota' | 'eta' | 'forecast'> {
  const { access, counts } = parts;
  const deps = {
    prisma: parts.prisma,
    clock: parts.clock,
    limits: async (connection: Parameters<ZohoAccess['limits']>[0]) => {
      const source = access.limits(connection);
      return { books: await source.limits('books'), fsm: await source.limits('fsm') };
    },
    places: (connection: Parameters<ZohoAccess['places']>[0]) => access.places(connection),
  };
  return {
    quota: async (connection) => {
      const { books, fsm } = await quotasOf(deps, connection);
      return [books.shown, fsm.shown];
    },
    eta: (run) => etaOf(deps, run),
    forecast: createForecaster({ ...deps, counts }),
  };
}
