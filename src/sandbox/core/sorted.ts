/** An array kept in order while its records change, so that a page of a list is a slice and not a sort. */
export class SortedIndex<T> {
  readonly #compare: (a: T, b: T) => number;
  #rows: T[];

  /** @param compare a total order: 0 only for the same record */
  constructor(compare: (a: T, b: T) => number, rows: Iterable<T>) {
    this.#compare = compare;
    this.#rows = [...rows].sort(compare);
  }

  get rows(): readonly T[] {
    return this.#rows;
  }

  /** Position of the first row for which `isBefore` is false; rows before it must all satisfy it. */
  firstNot(isBefore: (row: T) => boolean): number {
    let low = 0;
    let high = this.#rows.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const row = this.#rows[middle];
      if (row !== undefined && isBefore(row)) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  insert(row: T): void {
    const last = this.#rows.at(-1);
    if (last === undefined || this.#compare(last, row) < 0) {
      this.#rows.push(row);
      return;
    }
    this.#rows.splice(
      this.firstNot((other) => this.#compare(other, row) < 0),
      0,
      row,
    );
  }

  /** Removes this very version of the record. */
  remove(row: T): void {
    const position = this.firstNot((other) => this.#compare(other, row) < 0);
    if (this.#rows[position] === row) this.#rows.splice(position, 1);
  }
}
