/** A mutation that a button starts: whether it is under way, and why it was refused. */
import { useState, useSyncExternalStore } from 'react';
import { type TypedDocumentNode, useMutation } from 'urql';
import type { RefusalPartsFragment } from '../gql/graphql.ts';
import { failureInWords } from './error-words.ts';

export interface Refusal {
  readonly message: string;
  /** Each thing that is wrong, where the server names them. */
  readonly issues: readonly string[];
}

/** Every mutation of the dashboard calls its answer `result`: the subject, or a refusal. */
interface ActionData {
  readonly result: RefusalPartsFragment | { readonly __typename: string; readonly id: string };
}

export interface Action<Input> {
  readonly busy: boolean;
  readonly refusal: Refusal | null;
  /** Resolves to whether it was done. */
  readonly run: (input: Input) => Promise<boolean>;
}

const refusalOf = (result: ActionData['result']): Refusal | null =>
  'message' in result
    ? {
        message: result.message,
        issues: 'issues' in result ? result.issues.map(({ message }) => message) : [],
      }
    : null;

let done = 0;
const listeners = new Set<() => void>();

/** How many actions of this page the server has carried out: what was asked before may be answered from before. */
export const useActionCount = (): number =>
  useSyncExternalStore(
    (changed) => {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
    () => done,
  );

function countAction(): void {
  done += 1;
  for (const changed of listeners) changed();
}

export function useAction<Data extends ActionData, Input>(
  mutation: TypedDocumentNode<Data, { input: Input }>,
): Action<Input> {
  const [{ fetching }, execute] = useMutation<Data, { input: Input }>(mutation);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  return {
    busy: fetching,
    refusal,
    run: async (input) => {
      setRefusal(null);
      const { data, error } = await execute({ input });
      const refused =
        data?.result !== undefined
          ? refusalOf(data.result)
          : {
              message: error === undefined ? 'The server gave no answer.' : failureInWords(error),
              issues: [],
            };
      setRefusal(refused);
      if (refused === null) countAction();
      return refused === null;
    },
  };
}
