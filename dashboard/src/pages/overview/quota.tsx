import { useId } from 'react';
import { Moment } from '../../parts/moment.tsx';
import { PRODUCT_WORDS } from '../../words/connection-words.ts';
import { quotaInWords } from '../../words/quota-words.ts';
import type { Overview } from '../overview.tsx';

/** What the day has left at each service. */
export function Quotas({ of }: { readonly of: Overview }) {
  return (
    <section className="card stack">
      <h2>Calls to Zoho today</h2>
      {of.quota.map((quota) => (
        <QuotaBar
          key={quota.service}
          quota={quota}
          name={quota.service === 'FSM' ? 'FSM' : PRODUCT_WORDS[of.product]}
        />
      ))}
    </section>
  );
}

function QuotaBar({ quota, name }: { readonly quota: Overview['quota'][number]; readonly name: string }) {
  const id = useId();
  const { limit, used, reserve, resetsAt } = quota;
  return (
    <div className="pair-bar">
      <div className="pair-bar-head">
        <strong id={id}>{name}</strong>
        {limit !== null && <span className="number">{Math.floor((used / limit) * 100)} %</span>}
      </div>
      {limit !== null && (
        <meter
          aria-labelledby={id}
          aria-describedby={`${id}-means`}
          min={0}
          max={limit}
          low={limit - reserve}
          high={limit - reserve}
          optimum={0}
          value={Math.min(used, limit)}
        />
      )}
      <p id={`${id}-means`} className="quiet">
        {quotaInWords(quota)}{' '}
        {limit !== null && (
          <>
            The next day begins <Moment short kind="due" at={resetsAt} />.
          </>
        )}
      </p>
    </div>
  );
}
