/**
 * A session whose single reads and writes pass a check first. Listings do not: what they bring is only hashed and
 * compared, as it was before, and whoever wants to carry a value reads or writes a record.
 */
import type { ServiceModule, ServiceRecord, ServiceSession } from '../engine/services.ts';

type Check = () => Promise<void>;
type Closing = ServiceSession & { close(): Promise<void> };

/** `check` is asked again and again; it answers at once after the first time, or throws each time. */
export function guardSession(session: Closing, check: Check): Closing {
  return {
    module: (side, module, fields) => guardModule(session.module(side, module, fields), check),
    clockOffsetMs: (side) => session.clockOffsetMs(side),
    calls: () => session.calls(),
    concurrency: (side) => session.concurrency(side),
    alignCurrencies: async (signal) => {
      await check();
      await session.alignCurrencies?.(signal);
    },
    close: () => session.close(),
  };
}

function guardModule(module: ServiceModule, check: Check): ServiceModule {
  const after = async <T>(work: () => Promise<T>): Promise<T> => {
    await check();
    return work();
  };
  return {
    side: module.side,
    module: module.module,
    createIsKeyed: module.createIsKeyed,
    list: (modifiedAfterMs, signal, hints) => module.list(modifiedAfterMs, signal, hints),
    count: (expected, signal) => module.count(expected, signal),
    get: (id, signal) => after(() => module.get(id, signal)),
    // For no records at all, nothing is asked.
    getMany: (ids, signal) =>
      ids.length === 0 ? module.getMany(ids, signal) : after(() => module.getMany(ids, signal)),
    findByIdentity: (name, value, signal) => after(() => module.findByIdentity(name, value, signal)),
    create: (values, key, signal, parentId) => after(() => module.create(values, key, signal, parentId)),
    update: (id, values, signal) => after(() => module.update(id, values, signal)),
    deactivate: (id, signal) => after(() => module.deactivate(id, signal)),
    ...optionalOf(module, after),
  };
}

function optionalOf(
  module: ServiceModule,
  after: <T>(work: () => Promise<T>) => Promise<T>,
): Partial<ServiceModule> {
  const { recall, findWithin, lastWriteMs, lastSeen, noteCounterpart } = module;
  return {
    ...(recall && { recall: (ids) => recall.call(module, ids) }),
    ...(lastWriteMs && { lastWriteMs: (id) => lastWriteMs.call(module, id) }),
    ...(lastSeen && { lastSeen: (id) => lastSeen.call(module, id) }),
    ...(findWithin && {
      findWithin: (parentId, signal): Promise<readonly ServiceRecord[]> =>
        after(() => findWithin.call(module, parentId, signal)),
    }),
    ...(noteCounterpart && {
      noteCounterpart: (id, counterpartId, signal) =>
        after(() => noteCounterpart.call(module, id, counterpartId, signal)),
    }),
  };
}
