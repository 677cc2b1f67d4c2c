import { useId } from 'react';
import { useAction } from '../../api/use-action.ts';
import { SetAutoSyncDocument, SetDuplicatePolicyDocument } from '../../gql/graphql.ts';
import { RefusalNote } from '../../parts/refusal-note.tsx';
import type { Overview } from '../overview.tsx';
import { PolicyChoice } from './policy-choice.tsx';

export function Settings({ of }: { readonly of: Overview }) {
  const id = useId();
  const autoSync = useAction(SetAutoSyncDocument);
  const policy = useAction(SetDuplicatePolicyDocument);
  return (
    <section className="card stack">
      <h2>Settings</h2>
      <div className="switch">
        <button
          type="button"
          role="switch"
          aria-checked={of.autoSync}
          aria-labelledby={id}
          aria-describedby={`${id}-means`}
          disabled={autoSync.busy}
          onClick={() => void autoSync.run({ connectionId: of.id, enabled: !of.autoSync })}
        />
        <strong id={id}>Automatic sync</strong>
        <p id={`${id}-means`} className="quiet">
          Starts three hours after the end of each run. Manual sync works either way.
        </p>
      </div>
      <RefusalNote refusal={autoSync.refusal} />
      <PolicyChoice
        value={of.duplicatePolicy}
        disabled={policy.busy}
        onChoose={(duplicatePolicy) => void policy.run({ connectionId: of.id, duplicatePolicy })}
      />
      <RefusalNote refusal={policy.refusal} />
    </section>
  );
}
