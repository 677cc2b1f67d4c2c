import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema, type GraphQLEnumType, isEnumType } from 'graphql';
import { describe, expect, test } from 'vitest';
import { failureInWords } from '../../dashboard/src/api/error-words.ts';
import { announcement, type RunUnderWay, shareDone } from '../../dashboard/src/progress/announce.ts';
import {
  considered,
  LISTED_OUTCOMES,
  OUTCOMES,
  totalOf,
  written,
} from '../../dashboard/src/progress/counts.ts';
import * as connectionWords from '../../dashboard/src/words/connection-words.ts';
import * as mappingWords from '../../dashboard/src/words/mapping-words.ts';
import * as runWords from '../../dashboard/src/words/run-words.ts';

const schema = buildSchema(readFileSync(join(import.meta.dirname, '../../schema/schema.graphql'), 'utf8'));

function valuesOf(name: string): readonly string[] {
  const type = schema.getType(name);
  if (!isEnumType(type)) throw new Error(`${name} is no enum`);
  return (type as GraphQLEnumType).getValues().map((value) => value.name);
}

describe('every name of the schema has words', () => {
  test.each([
    ['RunState', runWords.STATE_WORDS],
    ['RunState', runWords.STATE_TONES],
    ['PairPhase', runWords.PHASE_WORDS],
    ['RunTrigger', runWords.TRIGGER_WORDS],
    ['RunScope', runWords.SCOPE_WORDS],
    ['Outcome', runWords.OUTCOME_WORDS],
    ['Outcome', runWords.OUTCOME_MEANINGS],
    ['Pair', runWords.PAIR_WORDS],
    ['Operation', runWords.PLANNED_WORDS],
    ['ConnectionStatus', connectionWords.STATUS_WORDS],
    ['SyncType', connectionWords.SYNC_TYPE_WORDS],
    ['DataCenter', connectionWords.DATA_CENTER_WORDS],
    ['DuplicatePolicy', connectionWords.DUPLICATE_POLICY_WORDS],
    ['LinkState', connectionWords.LINK_STATE_TONES],
    ['ConflictPolicy', mappingWords.CONFLICT_POLICY_WORDS],
  ])('%s', (name, words) => {
    expect(Object.keys(words).sort()).toEqual([...valuesOf(name)].sort());
  });

  test('outcomes are counted once each, and all but the unchanged are listed', () => {
    expect([...OUTCOMES].sort()).toEqual([...valuesOf('Outcome')].sort());
    expect(LISTED_OUTCOMES).toEqual(OUTCOMES.filter((outcome) => outcome !== 'UNCHANGED'));
  });
});

const counts = (of: Partial<Parameters<typeof considered>[0]> = {}) => ({
  created: 0,
  updated: 0,
  linked: 0,
  deactivated: 0,
  unchanged: 0,
  skipped: 0,
  failed: 0,
  ...of,
});

describe('counts', () => {
  const pairs = [
    { toBooks: counts({ created: 1, updated: 2, failed: 3 }), toFsm: counts({ deactivated: 4 }) },
    { toBooks: counts({ linked: 5, unchanged: 6 }), toFsm: counts({ created: 7, skipped: 8, failed: 9 }) },
  ] as const;

  test('all outcomes of a direction make what was considered', () => {
    expect(pairs.map(({ toBooks, toFsm }) => [considered(toBooks), considered(toFsm)])).toEqual([
      [6, 4],
      [11, 24],
    ]);
  });

  test('an outcome is summed over pairs and directions', () => {
    expect(totalOf(pairs, 'FAILED')).toBe(12);
  });

  test('written are creations, updates and deactivations of one direction', () => {
    expect([written(pairs, 'TO_BOOKS'), written(pairs, 'TO_FSM')]).toEqual([3, 11]);
  });
});

describe('where a run stands', () => {
  const running = { state: 'RUNNING', cancelRequestedAt: null, waitingUntil: null } as const;
  const at = '2026-03-14T12:00:00Z';

  test('a request to stop outweighs a rest; an ended run is only what it ended as', () => {
    expect(runWords.standingInWords(running)).toBe('Running');
    expect(runWords.standingInWords({ ...running, waitingUntil: at })).toBe('Waiting');
    expect(runWords.standingInWords({ ...running, waitingUntil: at, cancelRequestedAt: at })).toBe(
      'Stopping',
    );
    expect(runWords.standingInWords({ ...running, state: 'CANCELLED', cancelRequestedAt: at })).toBe(
      'Stopped',
    );
  });

  const writing = (done: number): RunUnderWay => ({
    ...running,
    pairs: [{ pair: 'ITEMS', phase: 'EXECUTING', total: 200, done }],
  });

  test('what is read out changes at quarters, not with each record', () => {
    const heard = new Set(Array.from({ length: 201 }, (_, done) => announcement(writing(done))));
    expect([...heard]).toEqual([
      'Services, parts and items: Writing.',
      'Services, parts and items: Writing, 25 percent.',
      'Services, parts and items: Writing, 50 percent.',
      'Services, parts and items: Writing, 75 percent.',
      'Services, parts and items: Writing, 100 percent.',
    ]);
  });

  test('the end is read out', () => {
    expect(announcement({ ...writing(200), state: 'SUCCEEDED' })).toBe('Sync: Succeeded.');
  });

  test('a share is unknown without a total, and whole without records', () => {
    const pair = { pair: 'ITEMS', phase: 'COLLECTING', done: 0 } as const;
    expect(shareDone({ ...pair, total: null })).toBeNull();
    expect(shareDone({ ...pair, total: 0 })).toBe(1);
    expect(shareDone({ ...pair, total: 4, done: 1 })).toBe(0.25);
    expect(shareDone({ ...pair, total: 4, done: 9 })).toBe(1);
    expect(shareDone({ ...pair, total: null, phase: 'DONE' })).toBe(1);
  });
});

describe('fields of a log row', () => {
  test('are said to be written only when they were', () => {
    expect(runWords.fieldsAre('UPDATED')).toBe('Fields written');
    expect(runWords.fieldsAre(null)).toBe('Fields to be written');
    expect(runWords.fieldsAre('FAILED')).toBe('Fields concerned');
  });
});

describe('the next sync', () => {
  test.each([
    [{ status: 'SETUP', autoSync: true, active: false }, 'none: sync is not enabled'],
    [{ status: 'DISABLED_BY_ERROR', autoSync: true, active: false }, 'none: sync is not enabled'],
    [{ status: 'ENABLED', autoSync: false, active: true }, 'none: automatic sync is off'],
    [{ status: 'ENABLED', autoSync: true, active: true }, 'three hours after the end of this run'],
    [{ status: 'ENABLED', autoSync: true, active: false }, 'not scheduled'],
  ] as const)('%o: %s', (of, words) => {
    expect(connectionWords.whyNoNextSync(of)).toBe(words);
  });
});

describe('rules in words', () => {
  const rule = {
    fsmField: 'Type',
    direction: 'BOTH',
    origin: 'FILE',
    identity: false,
    transforms: [],
  } as const;

  test.each([
    [rule, 'Kept equal both ways.'],
    [{ ...rule, direction: 'TO_FSM' }, 'Carried from Books to FSM only.'],
    [
      { ...rule, transforms: ['trim', 'itemType'] },
      'Kept equal both ways, through the transforms trim, then itemType.',
    ],
    [{ ...rule, fsmField: null, direction: 'TO_BOOKS' }, 'Always the same value.'],
    [
      { ...rule, origin: 'PAIR', identity: true },
      'Kept equal both ways. Records are matched by it. Carried by the pair itself; a mapping file cannot change it.',
    ],
  ] as const)('%o', (of, words) => {
    expect(mappingWords.ruleInWords(of)).toBe(words);
  });

  test('a table that no run has applied is not called changed', () => {
    const of = { appliedFingerprint: null, upToDate: false, pendingResync: 'FULL' } as const;
    expect(mappingWords.appliedInWords(of)).toBe('No run has applied this table yet.');
    const applied = { ...of, appliedFingerprint: 'b' };
    expect(mappingWords.appliedInWords(applied)).toContain('compares everything again');
    expect(mappingWords.appliedInWords({ ...applied, pendingResync: 'AFFECTED' })).toContain('affects');
    expect(mappingWords.appliedInWords({ ...applied, upToDate: true, pendingResync: 'NONE' })).toContain(
      'as it is now',
    );
  });
});

describe('failed requests', () => {
  const networkError = new Error('fetch failed');

  test("the server's own sentences come first", () => {
    expect(failureInWords({ graphQLErrors: [{ message: 'One.' }, { message: 'Two.' }] })).toBe('One. Two.');
  });

  test('no answer, a refusal and a fault are told apart', () => {
    expect(failureInWords({ graphQLErrors: [], networkError })).toContain('cannot be reached');
    expect(failureInWords({ graphQLErrors: [], networkError, response: { status: 502 } })).toContain('(502)');
    expect(failureInWords({ graphQLErrors: [], networkError, response: { status: 413 } })).toContain(
      'refused',
    );
  });
});
