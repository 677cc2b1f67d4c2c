const NUMBER = new Intl.NumberFormat('en');

/** A count with thousands apart: `12,345`. */
export const grouped = (count: number): string => NUMBER.format(count);

/** A count with its noun: `1 record`, `2 records`. */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${grouped(count)} ${count === 1 ? one : many}`;
