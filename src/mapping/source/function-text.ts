import { parseExpressionAt } from 'acorn';
import { type Normal, normalForm } from './syntax.ts';

const asGlobal = (name: string): Normal => ({ free: name });

/**
 * The normal form of a function from its own text, without what it takes from around it. For transforms whose files are
 * not at hand; text that cannot be read (a bound function) stands for itself.
 */
export function functionText(text: string): Normal {
  // A method prints as `toBooks(value) {…}`, which is no expression by itself.
  for (const candidate of [`(${text})`, `({${text}})`]) {
    try {
      return normalForm(parseExpressionAt(candidate, 0, { ecmaVersion: 'latest' }), asGlobal);
    } catch {
      // Tried as the other form.
    }
  }
  return text;
}
