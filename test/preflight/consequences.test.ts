/** What the code of a failed run leads to. */
import { describe, expect, it } from 'vitest';
import { consequenceOf } from '../../src/jobs/consequences.ts';

describe('a failed run', () => {
  it.each([
    ['SYNC_TYPE_MISMATCH', true],
    ['RECORD_LIMIT_EXCEEDED', true],
    ['TAX_MISMATCH', false],
    ['ORGANIZATION_INACTIVE', false],
    ['CRM_SYNC_IN_PROGRESS', false],
    ['MAPPING_INVALID', false],
    ['REAUTHORISATION_REQUIRED', false],
    ['SERVICE_UNAVAILABLE', false],
    ['INTERNAL_ERROR', false],
    [null, false],
    ['A_CODE_NOBODY_KNOWS', false],
  ])('[X2] [X3] [X4] with %s disables the sync: %s', (code, disables) => {
    expect(consequenceOf(code).disables).toBe(disables);
  });

  it('[S9] is tried again soon for nothing but the CRM sync, and for three hours at most', () => {
    const { retry } = consequenceOf('CRM_SYNC_IN_PROGRESS');
    expect((retry?.everyMs ?? 0) * (retry?.most ?? 0)).toBe(3 * 3_600_000);
    expect(consequenceOf('TAX_MISMATCH').retry).toBeNull();
    expect(consequenceOf('SYNC_TYPE_MISMATCH').retry).toBeNull();
  });
});
