/** The adapters against the sandbox, and a fake in memory, on one contract. */
import type { ModuleFields, Side } from '../../src/engine/services.ts';
import type { ResetBody } from '../../src/sandbox/index.ts';
import { sandboxLimits } from '../../src/zoho/limits.ts';
import { openZohoSession } from '../../src/zoho/session.ts';
import { Harness } from '../sandbox/harness.ts';
import { MemoryModule } from './memory-module.ts';
import { type ModuleBench, NAMES, serviceModuleSuite } from './service-module.suite.ts';
import {
  CUSTOMER_FIELDS,
  ITEM_FIELDS,
  LeapingClock,
  MemoryCredentials,
  sessionOptions,
} from './surroundings.ts';

/** A module of the sandbox: how the suite sees it, and how it is filled behind the adapter's back. */
interface Subject extends Pick<ModuleBench, 'identity' | 'text' | 'amount' | 'identities' | 'values'> {
  readonly side: Side;
  readonly module: string;
  readonly fields: ModuleFields;
  readonly path: string;
  readonly fill: (harness: Harness, name: string) => Promise<unknown>;
}

const EMAILS = {
  easy: 'will@example.com',
  others: [
    'will+tag@example.com',
    "o'hara@example.com",
    'a.b_c%d@example.com',
    `${'a'.repeat(88)}@example.com`,
  ],
};
const emailOf = (name: string) => `${name.replaceAll(' ', '.')}@example.com`;

const fsmRecord = async (harness: Harness, module: string, values: Record<string, unknown>) => {
  const answer = await harness.fsm('POST', `/${module}`, { data: [values] });
  if (answer.status !== 201) throw new Error(`create answered ${answer.status}`);
};

const BOOKS_ITEMS: Subject = {
  side: 'BOOKS',
  module: 'items',
  fields: ITEM_FIELDS.BOOKS,
  path: '/items',
  identity: 'name',
  text: 'description',
  amount: 'rate',
  identities: NAMES,
  values: (name) => ({ name, rate: '12.5', product_type: 'goods' }),
  fill: (harness, name) => harness.bookItem({ name }),
};
const FSM_ITEMS: Subject = {
  side: 'FSM',
  module: 'Service_And_Parts',
  fields: ITEM_FIELDS.FSM,
  path: '/Products',
  identity: 'Name',
  text: 'Description',
  amount: 'Unit_Price',
  identities: NAMES,
  values: (Name) => ({ Name, Unit_Price: '12.5', Type: 'Goods' }),
  fill: (harness, Name) => harness.fsmItem({ Name }),
};
const BUSINESSES: Subject = {
  side: 'BOOKS',
  module: 'contacts',
  fields: CUSTOMER_FIELDS.BUSINESS,
  path: '/contacts',
  identity: 'company_name',
  text: 'shipping_address.city',
  amount: null,
  identities: NAMES,
  values: (name) => ({ contact_name: name, company_name: name, 'billing_address.city': 'Rockford' }),
  fill: (harness, name) => harness.bookContact({ contact_name: name, company_name: name }),
};
const INDIVIDUALS: Subject = {
  ...BUSINESSES,
  fields: CUSTOMER_FIELDS.INDIVIDUAL,
  identity: 'email',
  text: 'last_name',
  identities: EMAILS,
  values: (email) => ({ contact_name: email, first_name: 'Will', email, 'billing_address.city': 'Rockford' }),
  fill: (harness, name) =>
    harness.bookContact({
      contact_name: name,
      customer_sub_type: 'individual',
      contact_persons: [{ first_name: 'Will', email: emailOf(name), is_primary_contact: true }],
    }),
};
const COMPANIES: Subject = {
  side: 'FSM',
  module: 'Companies',
  fields: CUSTOMER_FIELDS.COMPANY,
  path: '/Companies',
  identity: 'Company_Name',
  text: 'Service_Address.City',
  amount: null,
  identities: NAMES,
  values: (name) => ({ Company_Name: name, 'Billing_Address.City': 'Rockford' }),
  fill: (harness, name) => fsmRecord(harness, 'Companies', { Company_Name: name }),
};
const CONTACTS: Subject = {
  ...COMPANIES,
  module: 'Contacts',
  fields: CUSTOMER_FIELDS.CONTACT,
  path: '/Contacts',
  identity: 'Email',
  text: 'First_Name',
  identities: EMAILS,
  values: (email) => ({ Last_Name: 'Smith', Email: email, 'Billing_Address.City': 'Rockford' }),
  fill: (harness, name) => fsmRecord(harness, 'Contacts', { Last_Name: 'Smith', Email: emailOf(name) }),
};

interface SandboxBenchOptions {
  readonly capabilities?: Readonly<Record<string, boolean>>;
  readonly switches?: ResetBody['switches'];
  /** Creates are keyed by the sandbox's own field without duplicates. */
  readonly keyed?: boolean;
}

const KEYED = {
  fsmSortBy: null,
  booksModifiedFilter: null,
  uniqueFieldItems: 'cf_fieldledger_id',
  uniqueFieldContacts: 'cf_fieldledger_id',
  processSync: null,
  hidesPii: false,
  probedAtMs: 0,
};

async function sandboxBench(subject: Subject, options: SandboxBenchOptions = {}): Promise<ModuleBench> {
  const switches = options.switches === undefined ? {} : { switches: options.switches };
  const harness = await Harness.start({}, switches);
  await harness.control('POST', '/limits', { perMinute: null, perDay: null, concurrent: null });
  const { keyed = false, capabilities = keyed ? { uniqueField: true } : undefined } = options;
  if (capabilities !== undefined) await harness.patch({ capabilities });
  const { organization, sandbox } = harness;
  const clock = new LeapingClock();
  const session = openZohoSession(
    sessionOptions(sandbox.url, {
      clock,
      credentials: new MemoryCredentials(clock, { ...organization, accessToken: null }),
      limits: sandboxLimits(sandbox.url, organization.booksOrganizationId),
      connection: { id: 'c', product: 'BOOKS', dataCenter: 'SANDBOX', ...organization },
      ...(keyed ? { capabilities: KEYED } : {}),
    }),
  );
  const { side, path } = subject;
  return {
    ...subject,
    module: session.module(side, subject.module, subject.fields),
    fill: async (records) => {
      for (let index = 0; index < records; index += 1) await subject.fill(harness, `Filled ${index}`);
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

serviceModuleSuite('Books items', () => sandboxBench(BOOKS_ITEMS));
serviceModuleSuite('Books items where no list narrows', () =>
  sandboxBench(BOOKS_ITEMS, { capabilities: { booksModifiedFilter: false } }),
);
serviceModuleSuite('FSM services and parts', () => sandboxBench(FSM_ITEMS));
serviceModuleSuite('FSM services and parts that are not sorted and say Part', () =>
  sandboxBench(FSM_ITEMS, {
    capabilities: { fsmSortBy: false },
    switches: { fsmPartWord: 'Part', fsmEditAtPublicModule: false, fsmWriteToGoneRecord: 400 },
  }),
);
serviceModuleSuite('Books customers, business', () => sandboxBench(BUSINESSES));
serviceModuleSuite('Books customers, individual', () => sandboxBench(INDIVIDUALS));
serviceModuleSuite('Books customers, individual, created by a unique field', () =>
  sandboxBench(INDIVIDUALS, { keyed: true, switches: { booksPersonWriteAnswer: 'object' } }),
);
serviceModuleSuite('FSM companies', () => sandboxBench(COMPANIES));
serviceModuleSuite('FSM contacts that are not sorted', () =>
  sandboxBench(CONTACTS, { capabilities: { fsmSortBy: false }, switches: { fsmWriteToGoneRecord: 400 } }),
);

serviceModuleSuite('A fake in memory', async () => {
  const module = new MemoryModule('FSM', 'Service_And_Parts');
  const { identity, text, amount, identities, values } = FSM_ITEMS;
  return {
    ...{ module, identity, text, amount, identities, values },
    fill: async (records) => {
      for (let index = 0; index < records; index += 1) module.add({ [identity]: `Filled ${index}` });
    },
    remove: async (id) => module.remove(id),
    pass: async (seconds) => {
      module.nowMs += seconds * 1_000;
    },
    close: async () => undefined,
  };
});
