/** Text on the terminal: broken between words at its width, each line as far in as its sentence began. */
import { stripVTControlCharacters } from 'node:util';

/** Narrower terminals break lines themselves. */
const COLUMNS_MIN = 30;

const lengthOf = (text: string): number => stripVTControlCharacters(text).length;

function wrapLine(line: string, columns: number): string {
  if (lengthOf(line) <= columns) return line;
  const indent = /^ */.exec(line)?.[0] ?? '';
  const lines: string[] = [];
  let current = indent;
  // Two spaces set columns apart and are kept where they stand within a line.
  for (const [, space = '', word = ''] of line.slice(indent.length).matchAll(/( *)([^ ]+)/g)) {
    const begun = current.trim() !== '';
    if (begun && lengthOf(current) + space.length + lengthOf(word) > columns) {
      lines.push(current);
      current = `${indent}  ${word}`;
    } else current += begun ? space + word : word;
  }
  return [...lines, current].join('\n');
}

/**
 * Breaks lines that are too long; words (paths, addresses) stay whole.
 * @param columns - width of the terminal; undefined where the text goes to a file or a program, which gets it as it is
 */
export function wrap(text: string, columns: number | undefined): string {
  if (columns === undefined || columns < COLUMNS_MIN) return text;
  return text
    .split('\n')
    .map((line) => wrapLine(line, columns))
    .join('\n');
}

/** Prints on standard output. */
export function print(text: string): void {
  console.log(wrap(text, process.stdout.columns));
}

/** Prints on standard error. */
export function printError(text: string): void {
  console.error(wrap(text, process.stderr.columns));
}
