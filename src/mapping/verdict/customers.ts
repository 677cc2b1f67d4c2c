/** What the type checker says of the tables of customers: which there must be, and what is wrong in each. */

import type { CustomerTable, TABLES_OF_SYNC_TYPE } from '../pairs/customers.ts';
import type { PairTable } from '../pairs/pair.ts';
import type { SyncTypeName } from '../plan.ts';
import type { TableVerdict } from './table.ts';

/** The tables a sync type uses; all of them where a set names none. */
export type TablesOf<Type extends SyncTypeName | undefined> = Type extends SyncTypeName
  ? (typeof TABLES_OF_SYNC_TYPE)[Type][number]
  : CustomerTable;

/** Tables that a set must have and has not: each becomes a required key, so that the editor names it. */
export type TablesOfSyncType<Names extends PropertyKey> = { readonly [Name in Names]: unknown };

interface Fields {
  readonly pair: PairTable;
  readonly fsm: unknown;
  readonly books: unknown;
}

type VerdictOn<All, Name, Table> = Name extends keyof All
  ? All[Name] extends Fields
    ? TableVerdict<All[Name]['pair'], All[Name]['fsm'], All[Name]['books'], Table>
    : unknown
  : unknown;

/** What the tables together must also be: nothing more when they are right, impossible where they are wrong. */
export type CustomersVerdict<All, Used extends PropertyKey, Type extends SyncTypeName | undefined, Tables> = {
  readonly [Name in keyof Tables]: Name extends Used
    ? VerdictOn<All, Name, Tables[Name]>
    : Name extends keyof All
      ? `sync type ${Type & string} has no table ${Name & string}: remove it, or leave syncType out`
      : `${Name & string} is no table of customers: use business, person or individual`;
} & TablesOfSyncType<Exclude<Used, keyof Tables>>;
