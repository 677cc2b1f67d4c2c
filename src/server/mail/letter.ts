/** What a mail says, once; both bodies are made from it, and the only escaping is here. */

export type Block =
  | { readonly kind: 'text'; readonly text: string }
  /** Words of somebody else's, set apart. */
  | { readonly kind: 'quote'; readonly text: string }
  | { readonly kind: 'steps'; readonly steps: readonly string[] }
  | { readonly kind: 'link'; readonly label: string; readonly url: string };

export interface Letter {
  readonly subject: string;
  readonly blocks: readonly Block[];
}

/** Control characters, line ends, and marks that turn the direction of writing: a name could pose as something else. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what it is about
const UNPRINTABLE = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]+/g;

/** A text of somebody else's on one line. */
export const oneLine = (text: string): string => text.replace(UNPRINTABLE, ' ').trim();

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escaped = (text: string): string =>
  oneLine(text).replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');

export function textOf(letter: Letter): string {
  return `${letter.blocks.map(textOfBlock).join('\n\n')}\n`;
}

function textOfBlock(block: Block): string {
  switch (block.kind) {
    case 'text':
      return oneLine(block.text);
    case 'quote':
      return `  ${oneLine(block.text)}`;
    case 'steps':
      return block.steps.map((step, index) => `${index + 1}. ${oneLine(step)}`).join('\n');
    case 'link':
      return `${oneLine(block.label)}: ${oneLine(block.url)}`;
  }
}

/** A page without styles, scripts or anything to load. */
export function htmlOf(letter: Letter): string {
  const body = letter.blocks.map(htmlOfBlock).join('\n');
  return `<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>${escaped(letter.subject)}</title></head><body>\n${body}\n</body></html>\n`;
}

function htmlOfBlock(block: Block): string {
  switch (block.kind) {
    case 'text':
      return `<p>${escaped(block.text)}</p>`;
    case 'quote':
      return `<blockquote><p>${escaped(block.text)}</p></blockquote>`;
    case 'steps':
      return `<ol>\n${block.steps.map((step) => `<li>${escaped(step)}</li>`).join('\n')}\n</ol>`;
    case 'link':
      return `<p><a href="${escaped(block.url)}">${escaped(block.label)}</a></p>`;
  }
}
