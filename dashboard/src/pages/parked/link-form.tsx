import { type FormEvent, useId, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import { useAction } from '../../api/use-action.ts';
import { LinkRecordsDocument } from '../../gql/graphql.ts';
import { RefusalNote } from '../../parts/refusal-note.tsx';
import { paths } from '../../routing/paths.ts';
import { moduleInWords } from '../../words/connection-words.ts';
import { fsmModulesOf } from './counterpart.ts';

interface LinkFormProps {
  readonly record: { readonly module: string; readonly id: string };
  readonly connectionId: string;
  readonly productName: string;
  readonly onClose: () => void;
}

/** Asks for the id of the other record; names are not kept here to choose from. */
export function LinkForm({ record, connectionId, productName, onClose }: LinkFormProps) {
  const id = useId();
  const [, navigate] = useLocation();
  const input = useRef<HTMLInputElement>(null);
  const modules = fsmModulesOf(record.module);
  const [module, setModule] = useState(modules?.[0] ?? record.module);
  const link = useAction(LinkRecordsDocument);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const other = input.current?.value.trim() ?? '';
    const ids =
      modules === null ? { fsmId: record.id, booksId: other } : { fsmId: other, booksId: record.id };
    if (await link.run({ connectionId, fsmModule: module, ...ids })) {
      navigate(paths.links(connectionId, { search: ids.fsmId }));
    }
  };
  return (
    <form className="link-form" onSubmit={(event) => void submit(event)}>
      {modules !== null && modules.length > 1 && (
        <label>
          It goes with a
          <select value={module} onChange={({ target }) => setModule(target.value)}>
            {modules.map((one) => (
              <option key={one} value={one}>
                {moduleInWords(one).toLowerCase()}
              </option>
            ))}
          </select>
        </label>
      )}
      <label htmlFor={id}>Id of the record in {modules === null ? productName : 'FSM'}</label>
      <input ref={input} id={id} type="text" inputMode="numeric" autoComplete="off" required />
      <div className="actions">
        <button type="submit" className="primary" disabled={link.busy}>
          Link the two
        </button>
        <button type="button" onClick={onClose}>
          Cancel
        </button>
      </div>
      <RefusalNote refusal={link.refusal} />
    </form>
  );
}
