/** Writes the GraphQL schema to schema/schema.graphql, sorted, for clients, code generation and review. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { lexicographicSortSchema, printSchema } from 'graphql';
import { schema } from '../../schema/index.ts';

export const SCHEMA_FILE = join(import.meta.dirname, '../../schema/schema.graphql');

export const printedSchema = (): string => `${printSchema(lexicographicSortSchema(schema))}\n`;

/** With `--check` nothing is written, and a file that is not what the code prints fails. */
async function main(): Promise<void> {
  if (!process.argv.includes('--check')) return writeFile(SCHEMA_FILE, printedSchema());
  if ((await readFile(SCHEMA_FILE, 'utf8')) === printedSchema()) return;
  console.error('schema/schema.graphql is not what the schema in the code prints');
  process.exitCode = 1;
}

if (import.meta.main) await main();
