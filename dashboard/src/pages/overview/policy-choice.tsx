import { useId } from 'react';
import type { DuplicatePolicy } from '../../gql/graphql.ts';
import { DUPLICATE_POLICIES, DUPLICATE_POLICY_WORDS } from '../../words/connection-words.ts';

interface PolicyChoiceProps {
  readonly value: DuplicatePolicy | null;
  readonly disabled: boolean;
  readonly onChoose: (policy: DuplicatePolicy) => void;
}

/** What becomes of records that are on both sides already, each choice with what it means. */
export function PolicyChoice({ value, disabled, onChoose }: PolicyChoiceProps) {
  const id = useId();
  return (
    <fieldset disabled={disabled}>
      <legend>Records that are on both sides already</legend>
      {DUPLICATE_POLICIES.map((policy) => (
        <div key={policy} className="choice">
          <input
            type="radio"
            id={`${id}-${policy}`}
            name={id}
            checked={value === policy}
            onChange={() => onChoose(policy)}
            aria-describedby={`${id}-${policy}-means`}
          />
          <label htmlFor={`${id}-${policy}`}>{DUPLICATE_POLICY_WORDS[policy].name}</label>
          <p id={`${id}-${policy}-means`} className="quiet">
            {DUPLICATE_POLICY_WORDS[policy].means}
          </p>
        </div>
      ))}
    </fieldset>
  );
}
