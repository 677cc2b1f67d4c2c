/** The checks before a sync as pure decisions. */
import { describe, expect, it } from 'vitest';
import {
  editionProblem,
  type Findings,
  judge,
  type Known,
  readsBefore,
  readsBeforeCarrying,
  stopping,
} from '../../src/server/preflight/decide.ts';
import { type Facts, withAnswers } from '../../src/server/preflight/facts.ts';

const NOW = 1_000_000_000;
const HOUR = 3_600_000;

const fresh: Facts = {
  booksSettings: { atMs: NOW, active: true, taxRegistered: false },
  booksTaxes: { atMs: NOW, any: false },
  fsmTaxes: { atMs: NOW, any: false },
  fsmOrganization: { atMs: NOW, edition: 'professional' },
};

const known: Known = {
  product: 'BOOKS',
  crmCheckedAtMs: NOW - HOUR,
  requestedAtMs: null,
  facts: fresh,
  counts: { contacts: 10, items: 10 },
  lastFailed: false,
};

const found: Findings = {
  product: 'INVOICE',
  syncType: 'TYPE_III',
  atMs: NOW,
  crm: { source: 'organisation', syncType: 'TYPE_III', running: false },
  crmAtMs: NOW,
  facts: fresh,
  tooMany: {},
  asked: [],
  knownEdition: null,
  editionsWithoutSync: ['free'],
};

const verdicts = (findings: Partial<Findings>) =>
  Object.fromEntries(judge({ ...found, ...findings }).map(({ code, passed }) => [code, passed]));

describe('what is asked before a run', () => {
  it('is everything the first time, and after a check that failed', () => {
    const all = ['booksSettings', 'booksTaxes', 'fsmTaxes', 'fsmOrganization'];
    expect(readsBefore({ ...known, facts: {} }, NOW)).toEqual({ crm: true, counts: [], facts: all });
    expect(readsBefore({ ...known, lastFailed: true }, NOW).facts).toEqual(all);
  });

  it('is the CRM integration alone while settings are fresh, and one of them when they are not', () => {
    expect(readsBefore(known, NOW)).toEqual({ crm: true, counts: [], facts: [] });
    const facts = { ...fresh, fsmTaxes: { atMs: NOW - 1, any: false } };
    expect(readsBefore({ ...known, facts }, NOW + HOUR).facts).toEqual(['fsmTaxes']);
  });

  it('gives each setting its turn, and taxes sooner than the edition', () => {
    let facts: Facts = fresh;
    const asked: string[] = [];
    for (let turn = 1; turn <= 12; turn += 1) {
      const nowMs = NOW + turn * 3 * HOUR;
      const [name] = readsBefore({ ...known, facts }, nowMs).facts;
      if (name === undefined) throw new Error('nothing is due');
      asked.push(name);
      facts = { ...facts, [name]: { ...facts[name], atMs: nowMs } };
    }
    expect(asked.slice(0, 3).sort()).toEqual(['booksSettings', 'booksTaxes', 'fsmTaxes']);
    expect(asked).toContain('fsmOrganization');
  });

  it.each([
    ['just before the run was asked for', NOW - 1_000, NOW - 900, false],
    ['by something else, after that', NOW - 800, NOW - 900, true],
    ['long ago', NOW - HOUR, NOW - HOUR, true],
    ['but the schedule began the run', NOW - 1_000, null, true],
  ])('leaves out the CRM where it was asked %s', (_when, crmCheckedAtMs, requestedAtMs, asks) => {
    expect(readsBefore({ ...known, crmCheckedAtMs, requestedAtMs }, NOW).crm).toBe(asks);
  });

  it.each([
    [{ contacts: null, items: 9_000 }, ['contacts']],
    [{ contacts: 9_001, items: 10_001 }, ['contacts', 'items']],
    [{ contacts: 0, items: 0 }, []],
  ])('[X3] looks for too many records in Invoice where %j are known', (counts, modules) => {
    expect(readsBefore({ ...known, product: 'INVOICE', counts }, NOW).counts).toEqual(modules);
    expect(readsBefore({ ...known, counts }, NOW).counts).toEqual([]);
  });

  it('[X4] is made up for before a record is carried', () => {
    const reads = { crm: true, counts: [], facts: ['fsmTaxes'] } as const;
    expect(readsBeforeCarrying({ product: 'BOOKS', facts: fresh }, reads)).toEqual({
      crm: false,
      facts: ['booksSettings', 'booksTaxes'],
      counts: [],
    });
    const on = withAnswers(fresh, { booksSettings: { atMs: NOW, active: true, taxRegistered: true } });
    expect(readsBeforeCarrying({ product: 'BOOKS', facts: on }, { ...reads, facts: [] }).facts).toEqual([
      'booksSettings',
      'fsmTaxes',
    ]);
  });

  it('[X3] is made up for before a record is carried: the known number may have jumped since', () => {
    const asked = { crm: true, counts: ['items'], facts: [] } as const;
    expect(readsBeforeCarrying({ product: 'INVOICE', facts: fresh }, asked).counts).toEqual(['contacts']);
  });
});

describe('what the answers mean', () => {
  it('passes what is well', () => {
    expect(stopping(judge(found))).toBeNull();
    expect(Object.values(verdicts({}))).toEqual(Array(6).fill(true));
  });

  it.each([
    [{ source: 'organisation', syncType: null, running: false }, true],
    [{ source: 'organisation', syncType: 'TYPE_IV', running: false }, false],
    [{ source: 'declared', syncType: 'TYPE_III', running: null }, null],
    [{ source: 'none', syncType: null, running: null }, null],
  ] as const)('[X2] of a CRM integration like %j', (crm, passed) => {
    expect(verdicts({ crm }).SYNC_TYPE_MISMATCH).toBe(passed);
  });

  it.each([
    [{}, true],
    [{ items: false }, true],
    [{ items: true, contacts: false }, false],
    [{ contacts: true, items: null }, false],
    [{ contacts: null }, null],
  ])('[X3] of counts like %j', (tooMany, passed) => {
    expect(verdicts({ tooMany }).RECORD_LIMIT_EXCEEDED).toBe(passed);
    expect(verdicts({ tooMany, product: 'BOOKS' })).not.toHaveProperty('RECORD_LIMIT_EXCEEDED');
  });

  it.each([
    [true, null, true, true],
    [true, null, false, false],
    [false, true, true, true],
    [false, false, true, false],
    [false, false, false, true],
    [null, true, false, false],
    [null, null, false, null],
    [false, null, false, null],
    [true, null, null, null],
  ])(
    '[X4] of taxes registered %j and listed %j in Books, and listed %j in FSM',
    (registered, listed, fsm, passed) => {
      const facts: Facts = {
        ...fresh,
        booksSettings: { atMs: NOW, active: true, taxRegistered: registered },
        booksTaxes: { atMs: NOW, any: listed },
        fsmTaxes: { atMs: NOW, any: fsm },
      };
      expect(verdicts({ facts }).TAX_MISMATCH).toBe(passed);
    },
  );

  it('[X2] [S9] tells first what takes support to put right', () => {
    const crm = { source: 'organisation', syncType: 'TYPE_I', running: true } as const;
    const facts: Facts = { ...fresh, booksSettings: { atMs: NOW, active: false, taxRegistered: true } };
    const codes = (findings: Partial<Findings>) => stopping(judge({ ...found, facts, ...findings }))?.code;
    expect(codes({ crm })).toBe('SYNC_TYPE_MISMATCH');
    expect(codes({ tooMany: { items: true } })).toBe('RECORD_LIMIT_EXCEEDED');
    expect(codes({})).toBe('ORGANIZATION_INACTIVE');
    expect(codes({ facts: fresh, crm: { ...crm, syncType: 'TYPE_III' } })).toBe('CRM_SYNC_IN_PROGRESS');
  });

  it('[E5] keeps an edition from being enabled, and stops no run for it', () => {
    const facts: Facts = { ...fresh, fsmOrganization: { atMs: NOW, edition: 'Free' } };
    expect(verdicts({ facts }).EDITION_UNSUPPORTED).toBe(false);
    expect(stopping(judge({ ...found, facts }))).toBeNull();
    expect(editionProblem(' FREE ', ['free'])).toContain('no two-way sync');
    expect(editionProblem('standard', ['free'])).toBeNull();
    const silent: Facts = { ...fresh, fsmOrganization: { atMs: NOW, edition: null } };
    expect(verdicts({ facts: silent }).EDITION_UNSUPPORTED).toBeNull();
    expect(verdicts({ facts: silent, knownEdition: 'Free' }).EDITION_UNSUPPORTED).toBe(false);
  });
});
