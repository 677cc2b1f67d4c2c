import { type FormEvent, useState } from 'react';
import { useAction } from '../../api/use-action.ts';
import { type DuplicatePolicy, EnableSyncDocument } from '../../gql/graphql.ts';
import { RefusalNote } from '../../parts/refusal-note.tsx';
import { Forecast } from './forecast.tsx';
import { PolicyChoice } from './policy-choice.tsx';

/** Enabling two-way sync: once per connection, and with a decision that nobody takes for the user. */
export function EnableSync({
  connectionId,
  productName,
}: {
  readonly connectionId: string;
  readonly productName: string;
}) {
  const [policy, setPolicy] = useState<DuplicatePolicy | null>(null);
  const enable = useAction(EnableSyncDocument);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (policy !== null) void enable.run({ connectionId, duplicatePolicy: policy });
  };
  return (
    <form className="card stack" onSubmit={submit}>
      <h2>Enable two-way sync</h2>
      <p>
        The first sync starts at once and reads everything on both sides; from then on changes in FSM and in{' '}
        {productName} are carried over every three hours. This is done once; the choice below can be changed
        later.
      </p>
      <Forecast connectionId={connectionId} />
      <PolicyChoice value={policy} disabled={enable.busy} onChoose={setPolicy} />
      <div className="actions">
        <button type="submit" className="primary" disabled={policy === null || enable.busy}>
          Enable and start the first sync
        </button>
        {policy === null && <p className="quiet">Choose what happens to duplicates first.</p>}
      </div>
      <RefusalNote refusal={enable.refusal} />
    </form>
  );
}
