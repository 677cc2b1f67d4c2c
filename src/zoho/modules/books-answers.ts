/** Shapes of Books' answers, as far as the adapter relies on them; unknown members pass through unread. */
import { z } from 'zod';
import { isRow, type Row } from '../codec/record.ts';
import { zohoTimeMs } from '../codec/values.ts';
import type { BooksResource } from './books-resources.ts';
import { idOf } from './shared.ts';

export interface BooksRow {
  readonly id: string;
  readonly active: boolean;
  readonly createdAtMs: number | null;
  readonly modifiedAtMs: number | null;
  readonly members: Row;
}

/**
 * A row, checked by hand: pages hold 200 of 35 members, of which three matter here. Rows of the documented bulk answer
 * have no times (item-bulk-details sample), so they may be missing.
 */
function rowSchema(resource: BooksResource): z.ZodType<BooksRow> {
  return z.custom<Row>(isRow).transform((members, context): BooksRow => {
    const id = idOf(members[resource.idKey]);
    if (id === null) {
      context.addIssue({ code: 'custom', message: 'no id' });
      return z.NEVER;
    }
    return {
      id,
      active: members.status !== 'inactive',
      createdAtMs: timeOf(members.created_time),
      modifiedAtMs: timeOf(members.last_modified_time),
      members,
    };
  });
}

function timeOf(raw: unknown): number | null {
  return typeof raw === 'string' ? zohoTimeMs(raw) : null;
}

const pageContext = z.looseObject({ has_more_page: z.boolean() });

export interface BooksSchemas {
  readonly list: z.ZodType<{ readonly rows: BooksRow[]; readonly more: boolean }>;
  readonly bulk: z.ZodType<{ readonly rows: BooksRow[] }>;
  readonly detail: z.ZodType<{ readonly row: BooksRow }>;
  readonly write: z.ZodType<{ readonly row: BooksRow | null }>;
}

/** A row of a list or detail must have its time: without it nothing can be selected or compared. */
function timed(row: BooksRow): boolean {
  return row.modifiedAtMs !== null;
}

export function booksSchemas(resource: BooksResource): BooksSchemas {
  const { plural, singular } = resource;
  const row = rowSchema(resource);
  const rows = z.array(row);
  return {
    list: z
      .looseObject({
        [plural]: rows.refine((all) => all.every(timed), 'no timestamp'),
        page_context: pageContext,
      })
      // Boundary: computed keys lose their types in the object schema above.
      .transform((body) => ({
        rows: body[plural] as BooksRow[],
        more: (body.page_context as z.infer<typeof pageContext>).has_more_page,
      })),
    bulk: z.looseObject({ [plural]: rows }).transform((body) => ({ rows: body[plural] as BooksRow[] })),
    detail: z
      .looseObject({ [singular]: row.refine(timed, 'no timestamp') })
      .transform((body) => ({ row: body[singular] as BooksRow })),
    write: z
      .looseObject({ [singular]: row.optional() })
      .transform((body) => ({ row: (body[singular] as BooksRow | undefined) ?? null })),
  };
}

/** `{ code, message }` alone. */
export const acknowledgement = z.looseObject({});
