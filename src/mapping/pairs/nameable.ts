import type { ServiceName } from '../plan.ts';
import { BUSINESS, INDIVIDUAL, PERSON } from './customers.ts';
import { ITEMS } from './items.ts';
import { isCarried, type PairTable } from './pair.ts';

const TABLES: readonly PairTable[] = [ITEMS, BUSINESS, PERSON, INDIVIDUAL];

/** Whether some table of the module may name the field: identity and the two addresses are the pair's own (P2). */
export function mayBeNamed(service: ServiceName, module: string, apiName: string): boolean {
  const tables = TABLES.filter(
    (table) => (service === 'fsm' ? table.fsmModule : table.booksModule) === module,
  );
  const takes = (table: PairTable): boolean =>
    !isCarried(table, service, apiName) && !(service === 'books' && Object.hasOwn(table.elsewhere, apiName));
  return tables.length === 0 || tables.some(takes);
}
