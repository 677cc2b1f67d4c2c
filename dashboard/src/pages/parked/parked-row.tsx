import { useState } from 'react';
import type { ParkedRecordsQuery } from '../../gql/graphql.ts';
import { Moment } from '../../parts/moment.tsx';
import { RecordRefView } from '../../parts/record-ref.tsx';
import { PARKED_REASON_WORDS } from '../../words/connection-words.ts';
import { fsmModulesOf } from './counterpart.ts';
import { LinkForm } from './link-form.tsx';

export type Parked = NonNullable<ParkedRecordsQuery['connection']>['parkedRecords']['nodes'][number];

interface ParkedRowProps {
  readonly parked: Parked;
  readonly connectionId: string;
  readonly productName: string;
}

export function ParkedRow({ parked, connectionId, productName }: ParkedRowProps) {
  const [open, setOpen] = useState(false);
  const { record, reason, since } = parked;
  const service = fsmModulesOf(record.module) === null ? 'FSM' : productName;
  return (
    <li className="row parked-row">
      <RecordRefView record={record} service={service} />
      <span className="quiet">
        {PARKED_REASON_WORDS[reason]} <Moment at={since} />
      </span>
      {open ? (
        <LinkForm
          record={record}
          connectionId={connectionId}
          productName={productName}
          onClose={() => setOpen(false)}
        />
      ) : (
        <button type="button" aria-label={`Link ${record.id} …`} onClick={() => setOpen(true)}>
          Link …
        </button>
      )}
    </li>
  );
}
