/** The adapters against the sandbox, and a fake in memory, on one contract. */
import type { Side } from '../../src/engine/services.ts';
import type { ResetBody } from '../../src/sandbox/index.ts';
import { sandboxLimits } from '../../src/zoho/limits.ts';
import { openZohoSession } from '../../src/zoho/session.ts';
import { Harness } from '../sandbox/harness.ts';
import { MemoryModule } from './memory-module.ts';
import { type ModuleBench, serviceModuleSuite } from './service-module.suite.ts';
import { ITEM_FIELDS, LeapingClock, MemoryCredentials, sessionOptions } from './surroundings.ts';

const NAMES = {
  BOOKS: { name: 'name', price: 'rate', text: 'description', type: 'product_type' },
  FSM: { name: 'Name', price: 'Unit_Price', text: 'Description', type: 'Type' },
} as const;

interface SandboxBenchOptions {
  readonly capabilities?: Readonly<Record<string, boolean>>;
  readonly switches?: ResetBody['switches'];
}

async function sandboxBench(side: Side, options: SandboxBenchOptions = {}): Promise<ModuleBench> {
  const switches = options.switches === undefined ? {} : { switches: options.switches };
  const harness = await Harness.start({}, switches);
  await harness.control('POST', '/limits', { perMinute: null, perDay: null, concurrent: null });
  if (options.capabilities !== undefined) await harness.patch({ capabilities: options.capabilities });
  const open = () => {
    const { organization, sandbox } = harness;
    const clock = new LeapingClock();
    return openZohoSession(
      sessionOptions(sandbox.url, {
        clock,
        credentials: new MemoryCredentials(clock, { ...organization, accessToken: null }),
        limits: sandboxLimits(sandbox.url, organization.booksOrganizationId),
        connection: { id: 'c', product: 'BOOKS', dataCenter: 'SANDBOX', ...organization },
      }),
    );
  };
  const session = open();
  const [module, path] =
    side === 'BOOKS'
      ? [session.module('BOOKS', 'items', ITEM_FIELDS.BOOKS), '/items']
      : [session.module('FSM', 'Service_And_Parts', ITEM_FIELDS.FSM), '/Products'];
  return {
    module,
    fields: NAMES[side],
    part: side === 'BOOKS' ? 'goods' : 'Goods',
    fill: async (records) => {
      const names = Array.from({ length: records }, (_, index) => `Filled ${index}`);
      for (const name of names) {
        if (side === 'BOOKS') await harness.bookItem({ name });
        else await harness.fsmItem({ Name: name });
      }
    },
    remove: async (id) => {
      if (side === 'BOOKS') await harness.books('DELETE', `${path}/${id}`);
      else await harness.fsm('DELETE', `${path}/${id}`);
    },
    pass: async (seconds) => void (await harness.control('POST', '/clock', { advanceMs: seconds * 1_000 })),
    close: async () => {
      await session.close();
      await harness.close();
    },
  };
}

serviceModuleSuite('Books items', () => sandboxBench('BOOKS'));
serviceModuleSuite('Books items where no list narrows', () =>
  sandboxBench('BOOKS', { capabilities: { booksModifiedFilter: false } }),
);
serviceModuleSuite('FSM services and parts', () => sandboxBench('FSM'));
serviceModuleSuite('FSM services and parts that are not sorted and say Part', () =>
  sandboxBench('FSM', {
    capabilities: { fsmSortBy: false },
    switches: { fsmPartWord: 'Part', fsmEditAtPublicModule: false, fsmWriteToGoneRecord: 400 },
  }),
);

serviceModuleSuite('A fake in memory', async () => {
  const module = new MemoryModule('FSM', 'Service_And_Parts');
  const fields = NAMES.FSM;
  return {
    module,
    fields,
    part: 'Goods',
    fill: async (records) => {
      for (let index = 0; index < records; index += 1) module.add({ [fields.name]: `Filled ${index}` });
    },
    remove: async (id) => module.remove(id),
    pass: async (seconds) => {
      module.nowMs += seconds * 1_000;
    },
    close: async () => undefined,
  };
});
