import { execFileSync } from 'node:child_process';
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { MappingSets } from '../../src/server/mapping-sets.ts';
import { temporaryFolder } from '../support/folder.ts';

const USE = { mappingSet: 'default', taxEdition: 'us', syncType: 'TYPE_IV' } as const;

function copyOfMappings(): string {
  const folder = temporaryFolder();
  cpSync('mappings', folder, { recursive: true });
  return folder;
}

function edit(file: string, from: string, to: string): void {
  const text = readFileSync(file, 'utf8');
  expect(text).toContain(from);
  writeFileSync(file, text.replace(from, to));
}

describe('mapping sets while the product runs', () => {
  it('takes up an edited table without a restart', async () => {
    const folder = copyOfMappings();
    const sets = new MappingSets(folder);
    const before = await sets.forRun(USE);
    edit(join(folder, 'default', 'items.ts'), 'unit: both(item.Unit)', 'unit: toBooks(item.Unit)');
    edit(join(folder, 'default', 'items.ts'), '{ both }', '{ both, toBooks }');
    const after = await sets.forRun(USE);
    expect(after.fingerprint).not.toBe(before.fingerprint);
    const unit = after.tables[0]?.plan.rules.find((rule) => rule.key === 'unit');
    expect(unit?.direction).toBe('toBooks');
  });

  it('takes up an edited transform, which the table only imports', () => {
    const edits = ['transforms.ts', "digital_service: 'Service'", "digital_service: 'Goods'"];
    const child = fileURLToPath(new URL('reload-child.ts', import.meta.url));
    const output = execFileSync(process.execPath, [child, copyOfMappings(), ...edits], { encoding: 'utf8' });
    const { before, after } = JSON.parse(output);
    expect(before).toMatch(/^[0-9a-f]{16}$/);
    expect(after).toMatch(/^[0-9a-f]{16}$/);
    expect(after).not.toBe(before);
  });

  it('compiles once while nothing changes, and refuses what became wrong with the file and a sentence', async () => {
    const folder = copyOfMappings();
    const sets = new MappingSets(folder);
    expect(await sets.forRun(USE)).toBe(await sets.forRun(USE));
    edit(join(folder, 'default', 'items.ts'), 'rate: both(item.Unit_Price),', '');
    const issues = await sets.issues(USE);
    expect(issues.map(({ path }) => path.join('/'))).toContainEqual(
      expect.stringContaining('mappings/default/items.ts'),
    );
    await expect(sets.forRun(USE)).rejects.toMatchObject({ code: 'MAPPING_INVALID' });
  });

  it('[E4] is not to be enabled without a mapping of customers, or with one for another sync type', async () => {
    const folder = copyOfMappings();
    const sets = new MappingSets(folder);
    expect(await sets.issues(USE)).toEqual([]);
    edit(join(folder, 'default', 'customers.ts'), 'customers(\n  {', "customers(\n  { syncType: 'I',");
    const wrongType = await sets.issues(USE);
    expect(wrongType.map(({ path }) => path[0])).toContain('mappings/default/customers.ts');
    rmSync(join(folder, 'default', 'customers.ts'));
    expect(await sets.issues(USE)).toEqual([
      { path: ['mappings/default/customers.ts'], message: expect.stringContaining('maps no customers') },
    ]);
  });

  it.each(['../default', 'no-such-set', '', 'a/b', '.'])('has no set named %j', async (name) => {
    const sets = new MappingSets(copyOfMappings());
    await expect(sets.forRun({ ...USE, mappingSet: name })).rejects.toMatchObject({
      code: 'MAPPING_INVALID',
    });
  });
});
