import { expect, it } from 'vitest';
import { compileInvoices } from '#mapping';
import complete from '../mapping-errors/right/invoices-to-books.ts';

/** A file that the type checker refuses as well, so it is not imported by name. */
const WRONG = new URL('../mapping-errors/wrong/invoices-mandatory.ts', import.meta.url).href;

it('[V2] refuses a table that leaves a mandatory invoice field unmapped, before anything could be written', async () => {
  const { default: unmapped } = await import(WRONG);
  const result = compileInvoices(unmapped, {});
  expect(result).toMatchObject({
    ok: false,
    violations: [
      {
        code: 'MANDATORY_UNMAPPED',
        message: expect.stringContaining('cf_work_order is mandatory in Books and no rule writes it'),
      },
    ],
  });
});

it('[V2] carries work order fields to invoice fields, and none back', () => {
  const result = compileInvoices(complete, {});
  if (!result.ok) throw new Error(JSON.stringify(result.violations));
  const { rules } = result.table.plan;
  expect(rules.length).toBeGreaterThan(0);
  for (const rule of rules) expect(rule.direction).toBe('toBooks');
});
