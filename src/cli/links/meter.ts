/** One line of progress: rewritten in place on a terminal, and now and then a new one where there is none. */
const LINE_EVERY_MS = 5_000;

export interface Meter {
  show(text: string): void;
  /** Takes the line away before something else is printed. */
  clear(): void;
}

export function meter(stream: NodeJS.WriteStream): Meter {
  let shown = false;
  let lastAtMs = Date.now();
  return {
    show(text) {
      if (stream.isTTY) {
        stream.write(`\r\u001B[K${text.slice(0, Math.max(1, stream.columns - 1))}`);
        shown = true;
      } else if (Date.now() - lastAtMs >= LINE_EVERY_MS) {
        lastAtMs = Date.now();
        stream.write(`${text}\n`);
      }
    },
    clear() {
      if (shown) stream.write('\r\u001B[K');
      shown = false;
    },
  };
}
