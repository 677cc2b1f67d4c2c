import type { PairName, TableName } from '../../engine/model.ts';

/** The mapping tables of each pair. */
export const KINDS: Readonly<Record<PairName, readonly TableName[]>> = {
  ITEMS: ['items'],
  CUSTOMERS: ['business', 'person', 'individual'],
};
