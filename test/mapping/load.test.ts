import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadMappingSet, TAX_EDITIONS, taxEditionOf } from '#mapping';

const ROOT = join(import.meta.dirname, '../..');
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'mapping-set-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('loading a set', () => {
  it('takes a path or a URL, with or without a slash at the end', async () => {
    const path = join(ROOT, 'mappings/default');
    for (const directory of [path, `${path}/`, pathToFileURL(path), new URL(`${pathToFileURL(path)}/`)]) {
      expect(await loadMappingSet(directory)).toMatchObject({
        ok: true,
        set: { items: { plan: { table: 'items' } } },
      });
    }
  });

  it('lists the catalog of the set, by tax edition', async () => {
    const fields = async (edition: 'us' | 'uk'): Promise<string[]> => {
      const { catalog } = await loadMappingSet(join(ROOT, 'mappings/default'), { edition });
      const items = catalog.find(({ module }) => module === 'items');
      return items?.fields.map(({ apiName }) => apiName) ?? [];
    };
    expect(await fields('uk')).toContain('tax_id');
    expect(await fields('us')).not.toContain('tax_id');
    expect(await fields('us')).toContain('is_taxable');
  });

  it('names the file of a violation', async () => {
    writeFileSync(join(folder, 'items.ts'), 'export default { mapping: "none" };\n');
    expect(await loadMappingSet(folder, { revision: 'wrong' })).toMatchObject({
      ok: false,
      violations: [{ file: 'items.ts', code: 'NOT_A_MAPPING' }],
    });
  });

  it('says why a file cannot be loaded', async () => {
    writeFileSync(join(folder, 'items.ts'), 'throw new Error("the shelf is empty");\n');
    expect(await loadMappingSet(folder, { revision: 'throws' })).toMatchObject({
      ok: false,
      violations: [{ code: 'FILE_NOT_LOADED', message: 'the file cannot be loaded: the shelf is empty' }],
    });
    expect(await loadMappingSet(join(folder, 'nowhere'))).toMatchObject({
      ok: false,
      violations: [{ file: 'items.ts', code: 'FILE_NOT_LOADED' }],
    });
  });
});

describe('[X5] the tax edition of an organisation', () => {
  it('is what its version names, or global', () => {
    for (const edition of TAX_EDITIONS) expect(taxEditionOf(edition)).toBe(edition);
    expect(taxEditionOf('US')).toBe('us');
    expect(taxEditionOf('uae')).toBe('gcc');
    expect(taxEditionOf('de')).toBe('global');
    expect(taxEditionOf(null)).toBeNull();
    expect(taxEditionOf('')).toBeNull();
  });
});
