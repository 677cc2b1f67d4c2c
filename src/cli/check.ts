/** `npm run check`: types, lint and format, import arrows, and every generated file against its source. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import pc from 'picocolors';

const ROOT = join(import.meta.dirname, '../..');

interface Step {
  readonly name: string;
  /** For a shell, which finds the packages' commands on every system. */
  readonly command: string;
  /** What to do when it fails. */
  readonly remedy: string;
}

const STEPS: readonly Step[] = [
  { name: 'types', command: 'tsc -p . && tsc -p dashboard', remedy: 'Correct the types.' },
  {
    name: 'lint and format',
    command: 'biome ci --colors=off --error-on-warnings .',
    remedy: 'Run: npm run format',
  },
  {
    name: 'import arrows',
    command: 'depcruise --config .dependency-cruiser.mjs src schema mappings bench dashboard/src',
    remedy: 'Move the code, or pass it in: docs/architecture.md, "Folders", says who may import whom.',
  },
  { name: 'database client', command: 'node src/cli/generate.ts --check', remedy: 'Run: npm run generate' },
  {
    name: 'migrations',
    command: 'node src/cli/migrate.ts check',
    remedy:
      'Run: npm run migrate -- diff <name> (before the first release: npm run migrate -- reset-initial)',
  },
  {
    name: 'GraphQL schema and operations',
    command: 'node src/cli/print-schema.ts --check && graphql-codegen --config codegen.ts --check',
    remedy: 'Run: npm run codegen',
  },
  { name: 'mapping sets', command: 'node src/cli/mappings.ts check', remedy: 'Correct the mapping files.' },
  { name: 'rule ids', command: 'node src/cli/rules.ts --check', remedy: 'Name only rules of docs/rules.md.' },
];

/** Runs a step; its output is shown only when it fails. */
function run(step: Step): Promise<{ code: number; output: string }> {
  return new Promise((resolve) => {
    const child = spawn(step.command, { cwd: ROOT, shell: true, stdio: ['ignore', 'pipe', 'pipe'] });
    const chunks: Buffer[] = [];
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.on('close', (code) => resolve({ code: code ?? 1, output: Buffer.concat(chunks).toString('utf8') }));
  });
}

let failed = 0;
for (const step of STEPS) {
  const { code, output } = await run(step);
  console.log(`${code === 0 ? pc.green('✓') : pc.red('✗')} ${step.name}`);
  if (code === 0) continue;
  failed += 1;
  console.log(`${output.trimEnd()}\n${pc.yellow(step.remedy)}\n`);
}
console.log(`${STEPS.length - failed} passed, ${failed} failed`);
if (failed > 0) process.exitCode = 1;
