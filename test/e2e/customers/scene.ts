/** A small world that a test tells a story in: FSM and Books with a connection between them. */
import { expect } from 'vitest';
import type { ResetBody } from '../../../src/sandbox/index.ts';
import type { Connected, LogRow, Run } from '../connected.ts';
import type { Bench, Plan } from '../harness.ts';
import type { Row, Stats, ZohoOrganization } from '../zoho.ts';
import { customersOf, expectHonestCustomerCounts } from './checks.ts';
import type { SyncTypeName } from './oracle.ts';
import { People, personsOf } from './people.ts';

/** Long enough that no two steps of a story share a second. */
const STEP_MS = 600_000;

export interface SceneOptions {
  readonly type?: SyncTypeName;
  readonly policy?: 'OVERWRITE' | 'CLONE';
  readonly plan?: Plan;
  readonly switches?: NonNullable<ResetBody['switches']>;
  /** Settings and capabilities of the organisation (`PATCH /sandbox/organizations`). */
  readonly settings?: Row;
}

/** Writes that a service carried out, refreshing of tokens aside. */
export function writesOf({ calls }: Stats): Stats['calls'] {
  return calls.filter(
    ({ product, method, status }) => product !== 'oauth' && method !== 'GET' && status < 400,
  );
}

export const firm = (name: string, more: Row = {}): Row => ({
  Company_Name: name,
  Service_Address: { Street_1: '1 Mill Lane', City: 'Springfield' },
  ...more,
});

/** `company`: the id of the company the contact belongs to. */
export const human = (first: string, last: string, company: string | null = null): Row => ({
  First_Name: first,
  Last_Name: last,
  Email: `${first}.${last}@example.com`.toLowerCase(),
  ...(company === null ? {} : { Company: company }),
});

export const person = (first: string, last: string, more: Row = {}): Row => ({
  first_name: first,
  last_name: last,
  email: `${first}.${last}@example.com`.toLowerCase(),
  ...more,
});

export class Scene {
  readonly zoho: ZohoOrganization;
  readonly people: People;
  readonly #bench: Bench;
  readonly #options: SceneOptions;
  #connection: Connected | null = null;

  private constructor(bench: Bench, zoho: ZohoOrganization, options: SceneOptions) {
    this.#bench = bench;
    this.zoho = zoho;
    this.people = new People(zoho);
    this.#options = options;
  }

  static async open(bench: Bench, options: SceneOptions = {}): Promise<Scene> {
    const { plan = {}, switches = {}, settings } = options;
    const zoho = await bench.organization(plan, { switches });
    if (settings !== undefined) await zoho.patch(settings);
    return new Scene(bench, zoho, options);
  }

  get connection(): Connected {
    if (this.#connection === null) throw new Error('the scene has no connection yet');
    return this.#connection;
  }

  /** Connects and runs the first sync. */
  async begin(): Promise<Run> {
    await this.zoho.advance(STEP_MS);
    const { type = 'IV', policy = 'OVERWRITE' } = this.#options;
    this.#connection = await this.#bench.connect(this.zoho, { syncType: `TYPE_${type}` });
    const run = await this.#connection.enable(policy);
    await this.zoho.advance(STEP_MS);
    return run;
  }

  /** A sync whose counts add up. */
  async sync(): Promise<Run> {
    await this.zoho.advance(STEP_MS);
    await this.zoho.forgetCalls();
    const run = await this.connection.sync();
    if (run.state !== 'FAILED') await expectHonestCustomerCounts(this.connection, run);
    await this.zoho.advance(STEP_MS);
    return run;
  }

  /** Further syncs, with nothing to do for them, leave both sides exactly as they are. */
  async expectQuiet(): Promise<Run> {
    const before = await this.people.snapshot();
    const run = await this.sync();
    expect(writesOf(await this.zoho.stats())).toEqual([]);
    expect(await this.people.snapshot()).toEqual(before);
    return run;
  }

  /** Waits until a run has made such a call; the service counts it before it answers. */
  async untilCalled(method: string, route: string): Promise<void> {
    const isCalled = async () =>
      (await this.zoho.stats()).calls.some((call) => call.method === method && call.route.endsWith(route));
    while (!(await isCalled())) await new Promise((resolve) => setTimeout(resolve, 10));
  }

  /** What the log of the run says of records that did not stay as they were, one line each: outcome and reason. */
  async said(run: Run): Promise<readonly string[]> {
    const rows = await this.connection.log(run.id);
    return rows
      .filter(({ outcome }) => outcome !== 'UNCHANGED')
      .map(inWords)
      .sort();
  }

  counts(run: Run) {
    return customersOf(run);
  }

  link(fsmId: string) {
    return this.connection.link({ fsmId });
  }

  /** The customer that an FSM record is linked with. */
  async customerOf(fsmId: string): Promise<Row> {
    const link = await this.link(fsmId);
    return this.people.customer(link?.books?.id ?? '');
  }

  /** Names of a customer's persons, the primary one with a star. */
  async namesOf(customerId: string): Promise<readonly string[]> {
    const persons = personsOf(await this.people.customer(customerId));
    return persons.map(
      (each) => `${each.first_name} ${each.last_name}${each.is_primary_contact === true ? ' *' : ''}`,
    );
  }
}

const inWords = ({ outcome, direction, reason }: LogRow): string =>
  [direction, outcome, reason?.code].filter(Boolean).join(' ');
