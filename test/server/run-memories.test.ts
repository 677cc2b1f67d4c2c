/** Whose reading a session of a run goes on with. */
import { expect, it } from 'vitest';
import { RunMemories } from '../../src/server/run-memories.ts';

const run = (runId: string, token: bigint) => ({ runId, token });

it('a run that this process takes up again goes on with what it had read', () => {
  const memories = new RunMemories();
  const first = memories.take('c', run('r', 4n));
  expect(memories.take('c', run('r', 5n))).toBe(first);
  expect(memories.take('c', run('r', 6n))).toBe(first);
});

it('what another process has held meanwhile is read anew: it may have read or written what this one knows', () => {
  const memories = new RunMemories();
  const first = memories.take('c', run('r', 4n));
  expect(memories.take('c', run('r', 6n))).not.toBe(first);
});

it('another run, and another connection, begin with nothing', () => {
  const memories = new RunMemories();
  const first = memories.take('c', run('r', 4n));
  expect(memories.take('d', run('r', 5n))).not.toBe(first);
  expect(memories.take('c', run('s', 5n))).not.toBe(first);
});

it('a run that ended late drops nothing of the one after it', () => {
  const memories = new RunMemories();
  memories.take('c', run('r', 4n));
  memories.take('c', run('s', 5n));
  memories.drop('c', 'r');
  expect(memories.runs).toEqual([{ connectionId: 'c', runId: 's' }]);
  memories.drop('c', 's');
  expect(memories.runs).toEqual([]);
});
