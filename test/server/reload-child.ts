/** Loads a set twice, with an edit between, in plain Node: the test runner resolves imports by itself. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { MappingSets } from '../../src/server/mapping-sets.ts';

const [folder = '', file = '', from = '', to = ''] = process.argv.slice(2);
const USE = { mappingSet: 'default', taxEdition: 'us', syncType: 'TYPE_IV' } as const;
const sets = new MappingSets(folder);
const before = await sets.forRun(USE);
const path = join(folder, 'default', file);
const text = readFileSync(path, 'utf8');
if (!text.includes(from)) throw new Error(`${file} does not contain the text to edit`);
writeFileSync(path, text.replace(from, to));
const after = await sets.forRun(USE);
console.log(JSON.stringify({ before: before.fingerprint, after: after.fingerprint }));
