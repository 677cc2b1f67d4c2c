import { messageInWords } from '../words/time-words.ts';
import { useNow } from './use-now.ts';

/** A message of the server, as a sentence with its moments in the reader's own time. */
export function Message({ text }: { readonly text: string }) {
  return <>{messageInWords(text, useNow())}</>;
}
