/** Writes the GraphQL schema to schema/schema.graphql, sorted, for clients, code generation and review. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { lexicographicSortSchema, printSchema } from 'graphql';
import { schema } from '../../schema/index.ts';

export const SCHEMA_FILE = join(import.meta.dirname, '../../schema/schema.graphql');

export const printedSchema = (): string => `${printSchema(lexicographicSortSchema(schema))}\n`;

if (import.meta.main) await writeFile(SCHEMA_FILE, printedSchema());
