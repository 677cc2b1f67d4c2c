/** `npm run bench [name …]`: the benchmarks, as ratios, with a table at the end. Exit code 1 when a limit is passed. */
import { benchFirstSync } from './first-sync.ts';
import { benchMappingCheck, benchMappingPlan } from './mappings.ts';
import { benchMemory } from './memory.ts';
import { type Row, report } from './report.ts';
import { type SandboxProcess, startSandboxProcess } from './sandbox-process.ts';
import { benchStatements } from './statements.ts';

const BENCHMARKS: Readonly<Record<string, (sandbox: SandboxProcess) => Promise<Row>>> = {
  'first-sync': benchFirstSync,
  statements: benchStatements,
  memory: benchMemory,
  'mapping-check': benchMappingCheck,
  'mapping-plan': benchMappingPlan,
};

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in BENCHMARKS));
if (unknown.length > 0) {
  console.error(
    `There is no benchmark ${unknown.join(', ')}; there are ${Object.keys(BENCHMARKS).join(', ')}.`,
  );
  process.exit(1);
}
const rows: Row[] = [];
for (const [name, bench] of Object.entries(BENCHMARKS)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  console.log(`${name} …`);
  const sandbox = await startSandboxProcess();
  try {
    rows.push(await bench(sandbox));
  } finally {
    sandbox.close();
  }
}
console.log(report(rows));
process.exit(rows.every((row) => row.value <= row.limit) ? 0 : 1);
