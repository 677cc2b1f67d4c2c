import { expect, it } from 'vitest';
import { ServerUnreachable } from '../../src/jobs/unreachable.ts';

const said = (url: string): string =>
  new ServerUnreachable({ name: 'MongoDB', variable: 'MONGODB_URL', url, example: 'x' }, new Error('away'))
    .message;

it.each([
  ['mongodb://h1:27017,h2:27017/sync?tls=true', 'MongoDB at h1:27017,h2:27017 cannot'],
  ['mongodb://user:hush@host:27017/sync', 'MongoDB at host:27017 cannot'],
  ['mongodb://user:hu/hush?#@host/sync', 'MongoDB at host cannot'],
  ['mongodb://user:hu@hush@host', 'MongoDB at host cannot'],
])('a server is named by its address, never by its password, however that is written: %s', (url, words) => {
  expect(said(url)).toContain(words);
  expect(said(url)).not.toMatch(/hush|user/);
});
