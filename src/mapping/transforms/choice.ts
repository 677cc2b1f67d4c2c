import type { Leg, Transform } from './transform.ts';

type Table = Readonly<Record<string, string>>;

/** Values without a known order, as a table's keys are. */
type Listed<Value> = readonly (Value & string)[];

type ChoiceLeg<T> = T extends Table
  ? Leg<
      { readonly kind: 'text'; readonly options: Listed<keyof T> },
      { readonly kind: 'picklist'; readonly options: Listed<T[keyof T]> }
    >
  : null;

function lookUp(
  table: Table | undefined,
): Leg<
  { readonly kind: 'text'; readonly options: readonly string[] },
  { readonly kind: 'picklist'; readonly options: readonly string[] }
> | null {
  if (table === undefined) return null;
  const rows = new Map(Object.entries(table));
  return {
    accepts: { kind: 'text', options: [...rows.keys()] },
    yields: { kind: 'picklist', options: [...new Set(rows.values())] },
    apply: (value) => rows.get(String(value)) ?? { refused: 'is not in the table of the transform' },
  };
}

/**
 * A table of words, one per direction; leave one out and the transform goes one way. Where both exist, what one
 * direction makes must be a word of the other. Total over a picklist's values, or the rule does not compile.
 * @example choice('itemType', { toBooks: { Goods: 'goods' }, toFsm: { goods: 'Goods' } })
 */
export function choice<
  const Id extends string,
  const ToBooks extends Table | undefined = undefined,
  const ToFsm extends Table | undefined = undefined,
>(
  id: Id,
  table: { readonly version?: number; readonly toBooks?: ToBooks; readonly toFsm?: ToFsm },
): Transform<Id, ChoiceLeg<ToBooks>, ChoiceLeg<ToFsm>> {
  const transform: Transform = {
    transform: 'v1',
    id,
    version: table.version ?? 1,
    toBooks: lookUp(table.toBooks),
    toFsm: lookUp(table.toFsm),
    data: { toBooks: table.toBooks ?? null, toFsm: table.toFsm ?? null },
  };
  // `lookUp` makes exactly the legs that `ChoiceLeg` describes.
  return transform as Transform<Id, ChoiceLeg<ToBooks>, ChoiceLeg<ToFsm>>;
}
