import type { Refusal } from '../api/use-action.ts';
import { Notice } from './notice.tsx';

/** Why something was not done, in the server's own sentence. */
export function RefusalNote({ refusal }: { readonly refusal: Refusal | null }) {
  if (refusal === null) return null;
  return (
    <Notice tone="bad">
      <p>{refusal.message}</p>
      {refusal.issues.length > 0 && (
        <ul>
          {refusal.issues.map((issue) => (
            <li key={issue}>{issue}</li>
          ))}
        </ul>
      )}
    </Notice>
  );
}
