/** What else touches the records: Zoho's own sync, workflows, people while a run goes on, privacy switches, and the bill. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Bench } from '../harness.ts';
import { firm, human, person, Scene, writesOf } from './scene.ts';
import { QUIET_CALLS_MAX } from './sync-types.ts';
import { buildWorld, SMALL_WORLD } from './world.ts';

let bench: Bench;
beforeAll(async () => {
  bench = await Bench.start();
});
afterAll(() => bench.close());

describe('counterparts that Zoho itself knows', () => {
  it('[M1] takes over the pairs of Zoho’s own sync without a write, whatever they are called', async () => {
    const scene = await Scene.open(bench);
    const { people } = scene;
    const acme = await people.addCompany({ Company_Name: 'Acme Elevators' });
    const ada = await people.addContact(human('Ada', 'Byrne', acme));
    const max = await people.addContact(human('Max', 'Okafor'));
    const firmOf = await people.addCustomer({
      contact_name: 'Acme',
      company_name: 'Acme Elevators',
      contact_persons: [person('Ada', 'Byrne', { is_primary_contact: true })],
    });
    const maxOf = await people.addCustomer({
      contact_name: 'Max',
      customer_sub_type: 'individual',
      contact_persons: [person('Max', 'Okafor', { is_primary_contact: true })],
    });
    // Of the same names, but not theirs.
    await people.addCustomer({ contact_name: 'Acme II', company_name: 'Acme Elevators' });
    const [adaOf] = await people.personsOf(String(firmOf.contact_id));
    await people.noteInFsm('Companies', acme, String(firmOf.contact_id));
    await people.noteInFsm('Contacts', ada, String(adaOf?.contact_person_id));
    await people.noteInFsm('Contacts', max, String(maxOf.contact_id));
    expect(await people.contact(ada)).toMatchObject({ ZBooks_Contact_Person: true });
    const before = await people.snapshot();
    const run = await scene.begin();
    const after = await people.snapshot();
    expect(await scene.said(run)).toEqual([
      'TO_BOOKS LINKED',
      'TO_BOOKS LINKED',
      'TO_BOOKS LINKED',
      'TO_FSM CREATED',
    ]);
    expect(after.customers).toEqual(before.customers);
    expect(after.contacts).toEqual(before.contacts);
    expect((await scene.link(acme))?.books?.id).toBe(firmOf.contact_id);
    expect((await scene.link(ada))?.books?.id).toBe(adaOf?.contact_person_id);
    expect((await scene.link(max))?.books?.id).toBe(maxOf.contact_id);
    await scene.expectQuiet();
  });

  it.each([true, false])(
    'tells FSM of what it makes in Books, where FSM takes it: %s',
    async (processSync) => {
      const scene = await Scene.open(bench, { settings: { capabilities: { processSync } } });
      const acme = await scene.people.addCompany(firm('Acme Elevators'));
      const ada = await scene.people.addContact(human('Ada', 'Byrne', acme));
      const max = await scene.people.addContact(human('Max', 'Okafor'));
      expect((await scene.begin()).state).toBe('SUCCEEDED');
      const noted = async (id: string) => (processSync ? ((await scene.link(id))?.books?.id ?? '') : null);
      expect((await scene.people.company(acme)).ZBilling_Id).toBe(await noted(acme));
      expect(await scene.people.contact(ada)).toMatchObject({
        ZBilling_Id: await noted(ada),
        ZBooks_Contact_Person: processSync ? true : null,
      });
      expect((await scene.people.contact(max)).ZBilling_Id).toBe(await noted(max));
      await scene.expectQuiet();
    },
  );
});

describe('others at work', () => {
  it('[W1] makes nothing of a workflow that moves times after its writes', async () => {
    const scene = await Scene.open(bench, { settings: { capabilities: { workflowEchoMs: 2_000 } } });
    const acme = await scene.people.addCompany(firm('Acme Elevators'));
    await scene.people.addContact(human('Ada', 'Byrne', acme));
    await scene.people.addCustomer({ contact_name: 'Globex', company_name: 'Globex' });
    await scene.begin();
    await scene.expectQuiet();
    const customer = String((await scene.customerOf(acme)).contact_id);
    await scene.people.editCustomer(customer, { website: 'https://acme.example.com' });
    await scene.sync();
    expect((await scene.people.company(acme)).Website).toBe('https://acme.example.com');
    await scene.expectQuiet();
    await scene.expectQuiet();
  });

  // The run's writes are held up: the person comes in between its reading of the customer and one of them.
  it.each([
    { edits: 'the customer alone', persons: 0, after: 'GET' },
    { edits: 'the customer and a person', persons: 1, after: 'GET' },
    { edits: 'the customer and a person', persons: 1, after: 'PUT' },
    { edits: 'the customer and more persons than a list is worth', persons: 6, after: 'PUT' },
  ])(
    'loses no person that somebody adds in Books while a run writes to $edits, after its $after',
    async (how) => {
      const scene = await Scene.open(bench);
      const acme = await scene.people.addCompany(firm('Acme Elevators'));
      const contacts: string[] = [];
      for (const name of ['Ada', 'Bea', 'Cal', 'Dan', 'Eve', 'Fay'].slice(0, Math.max(1, how.persons)))
        contacts.push(await scene.people.addContact(human(name, 'Byrne', acme)));
      await scene.begin();
      const customer = String((await scene.customerOf(acme)).contact_id);
      await scene.people.editCompany(acme, { Website: 'https://acme.example.com' });
      for (const contact of contacts.slice(0, how.persons))
        await scene.people.editContact(contact, { Phone: '+1 312 555 0160' });
      await scene.zoho.advance(600_000);
      const held = { product: 'books', method: 'PUT', times: 2, effect: { kind: 'delay', ms: 700 } };
      await scene.zoho.fault(held);
      await scene.zoho.forgetCalls();
      const id = await scene.connection.beginSync();
      await scene.untilCalled(how.after, '/contacts/{id}');
      await scene.people.addPerson(customer, person('Lena', 'Haddad'));
      await scene.connection.ended(id);
      await scene.zoho.clearFaults();
      await scene.sync();
      const names = contacts.map((_, at) => ['Ada', 'Bea', 'Cal', 'Dan', 'Eve', 'Fay'][at]);
      expect(await scene.namesOf(customer)).toEqual([
        ...names.map((name, at) => `${name} Byrne${at === 0 ? ' *' : ''}`),
        'Lena Haddad',
      ]);
      const lasts = (await scene.people.contacts()).map(({ Last_Name }) => Last_Name).sort();
      expect(lasts).toEqual([...names.map(() => 'Byrne'), 'Haddad']);
      expect(await scene.people.customer(customer)).toMatchObject({ website: 'https://acme.example.com' });
      await scene.expectQuiet();
    },
  );

  it('loses no person that somebody adds in Books in the second in which a run has written to the customer', async () => {
    const scene = await Scene.open(bench);
    const acme = await scene.people.addCompany(firm('Acme Elevators'));
    await scene.people.addContact(human('Ada', 'Byrne', acme));
    await scene.begin();
    const customer = String((await scene.customerOf(acme)).contact_id);
    const stamp = async () => (await scene.people.customer(customer)).last_modified_time;
    // The moment cannot be chosen, so it is tried until both stamps are the same.
    for (let times = 1; ; times += 1) {
      await scene.people.editCompany(acme, { Website: `https://${times}.example.com` });
      await scene.zoho.advance(600_000);
      await scene.zoho.forgetCalls();
      const id = await scene.connection.beginSync();
      await scene.untilCalled('PUT', '/contacts/{id}');
      const written = await stamp();
      await scene.people.addPerson(customer, person(`Lena${times}`, 'Haddad'));
      const added = await stamp();
      await scene.connection.ended(id);
      await scene.sync();
      expect(await scene.people.contacts()).toHaveLength(1 + times);
      if (written === added) break;
    }
    await scene.expectQuiet();
  });

  it.each(['before', 'after'] as const)(
    '[P3] overwrites nothing with values that FSM hides, and skips whom it cannot match: hidden %s the connection is made',
    async (hidden) => {
      const scene = await Scene.open(bench);
      const hide = (hidePii: boolean) => scene.zoho.patch({ capabilities: { hidePii } });
      const acme = await scene.people.addCompany(firm('Acme Elevators'));
      const ada = await scene.people.addContact(human('Ada', 'Byrne', acme));
      const persons = [person('Ada', 'Byrne', { is_primary_contact: true })];
      const customer = await scene.people.addCustomer({
        contact_name: 'Acme Elevators',
        company_name: 'Acme Elevators',
        contact_persons: persons,
      });
      const [adaOf] = await scene.people.personsOf(String(customer.contact_id));
      await scene.people.noteInFsm('Contacts', ada, String(adaOf?.contact_person_id));
      if (hidden === 'before') await hide(true);
      await scene.begin();
      await hide(true);
      await scene.people.editContact(ada, { Phone: '+1 312 555 0161' });
      const eve = await scene.people.addContact(human('Eve', 'Brandt'));
      const run = await scene.sync();
      expect(await scene.said(run)).toContain('TO_BOOKS SKIPPED IDENTITY_HIDDEN');
      expect(await scene.link(eve)).toBeNull();
      expect(await scene.people.personsOf(String(customer.contact_id))).toMatchObject([
        { email: 'ada.byrne@example.com', last_name: 'Byrne', phone: '+1 312 555 0161' },
      ]);
      expect(await scene.people.customerIds()).toHaveLength(1);
      expect(await scene.people.contacts()).toHaveLength(2);
      await scene.expectQuiet();
    },
  );
});

describe('the bill', () => {
  it('reads no customer and writes nothing when nothing has changed, in a handful of calls', async () => {
    const scene = await Scene.open(bench);
    await buildWorld(scene.zoho, { size: SMALL_WORLD, faults: false });
    const first = await scene.begin();
    expect(first.state).toBe('SUCCEEDED');
    for (let again = 0; again < 2; again += 1) {
      const run = await scene.expectQuiet();
      const { booksReads, booksWrites, fsmReads, fsmWrites } = run.apiCalls;
      expect({ booksWrites, fsmWrites }).toEqual({ booksWrites: 0, fsmWrites: 0 });
      expect(booksReads + fsmReads).toBeLessThanOrEqual(QUIET_CALLS_MAX);
    }
  });

  it('costs twenty details and twenty writes when twenty customers have changed', async () => {
    const scene = await Scene.open(bench);
    await buildWorld(scene.zoho, { size: SMALL_WORLD, faults: false });
    await scene.begin();
    await scene.sync();
    const { customers } = await scene.people.snapshot();
    const changed = customers.filter((row) => row.customer_sub_type === 'business').slice(0, 20);
    for (const row of changed) {
      await scene.people.editCustomer(String(row.contact_id), { website: 'https://new.example.com' });
    }
    await scene.sync();
    const { calls } = await scene.zoho.stats();
    const details = calls.filter(({ product, method, route }) => {
      return product === 'books' && method === 'GET' && route.endsWith('/contacts/{id}');
    });
    expect(details.reduce((sum, { count }) => sum + count, 0)).toBeLessThanOrEqual(20);
    const writes = writesOf(await scene.zoho.stats()).reduce((sum, { count }) => sum + count, 0);
    expect(writes).toBe(20);
    await scene.expectQuiet();
  });
});
