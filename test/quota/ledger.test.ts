import { afterAll, beforeAll } from 'vitest';
import { createQuotaLedger } from '../../src/store/quota.ts';
import type { QuotaLedger } from '../../src/zoho/ports.ts';
import { quotaLedgerSuite } from '../contract/quota-ledger.ts';
import { openSharedTestDatabase } from '../support/database.ts';
import { MemoryQuotaLedger } from '../support/memory-quota.ts';

const memory = new MemoryQuotaLedger();
quotaLedgerSuite('memory', () => memory);

let open: Awaited<ReturnType<typeof openSharedTestDatabase>>;
let stored: QuotaLedger;
beforeAll(async () => {
  open = await openSharedTestDatabase();
  stored = createQuotaLedger(open.database.prisma);
});
afterAll(() => open.end());
quotaLedgerSuite('database', () => stored);
