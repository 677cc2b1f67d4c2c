/** Record ids: a prefix of the organisation and a counter, so that they depend on the seed and the order of creation only. */
export class IdSource {
  readonly #prefix: string;
  readonly #digits: number;
  #counter: number;

  /**
   * @param prefix leading digits, one per organisation and service
   * @param length digits of an id in all: Books 18, FSM 16 (books-api.md 3.6, fsm-api.md 3)
   * @param first the first counter value
   */
  constructor(prefix: string, length: number, first: number) {
    this.#prefix = prefix;
    this.#digits = length - prefix.length;
    this.#counter = first;
  }

  next(): string {
    const id = this.#prefix + String(this.#counter).padStart(this.#digits, '0');
    this.#counter += 3;
    return id;
  }
}
