import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { switchesWith } from '../../src/sandbox/switches.ts';
import { Harness } from './harness.ts';

const text = readFileSync(new URL('../../docs/sandbox.md', import.meta.url), 'utf8');

/** Names and defaults of the table under a heading. */
function table(heading: string): Record<string, string> {
  const section = text.split(`\n## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';
  const rows = [...section.matchAll(/^\| `(\w+)` \| (\S+) \|/gm)];
  return Object.fromEntries(rows.map(([, name, value]) => [name, value]));
}

function asText(values: object): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, String(value)]));
}

test('docs/sandbox.md names every switch with its default', () => {
  expect(table('Switches')).toEqual(asText(switchesWith({})));
});

test('docs/sandbox.md names every capability with its default', async () => {
  const zoho = await Harness.start();
  const { body } = await zoho.control('GET', '/organizations');
  await zoho.close();
  expect(table('Capabilities')).toEqual(asText(body.organizations[0].capabilities));
});
