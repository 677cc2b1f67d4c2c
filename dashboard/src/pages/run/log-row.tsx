import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { LogPartsFragment } from '../../gql/graphql.ts';
import { Badge } from '../../parts/badge.tsx';
import { Message } from '../../parts/message.tsx';
import { Moment } from '../../parts/moment.tsx';
import { RecordRefView } from '../../parts/record-ref.tsx';
import { paths } from '../../routing/paths.ts';
import {
  directionInWords,
  fieldsAre,
  OUTCOME_TONES,
  OUTCOME_WORDS,
  PLANNED_WORDS,
} from '../../words/run-words.ts';

interface LogRowProps {
  readonly record: LogPartsFragment;
  readonly connectionId: string;
  readonly productName: string;
  /** In place of the link to the linked records, e.g. on their own page. */
  readonly aside?: ReactNode;
}

/** One record of a log: what became of it, why, what was written, and where to find it. */
export function LogRow({ record, connectionId, productName, aside }: LogRowProps) {
  const { direction, cause, reason, fsm, books, link, at } = record;
  return (
    <li className="row log-row">
      <div className="log-outcome">
        <OutcomeBadge record={record} />
        <span className="quiet">{directionInWords(direction, productName)}</span>
      </div>
      <div className="log-what">
        <p>{cause}</p>
        {reason !== null && (
          <p className="reason">
            <Message text={reason.message} />
            {reason.field !== null && (
              <>
                {' '}
                Field: <code>{reason.field}</code>.
              </>
            )}
          </p>
        )}
        <Fields record={record} />
      </div>
      <div className="log-where">
        <RecordRefView record={fsm} service="FSM" />
        <RecordRefView record={books} service={productName} />
        <span className="quiet">
          <Moment at={at} />
          {aside !== undefined && <> · {aside}</>}
          {aside === undefined && link !== null && (
            <>
              {' · '}
              <Link href={paths.link(connectionId, link.id)}>history of the two</Link>
            </>
          )}
        </span>
      </div>
    </li>
  );
}

function OutcomeBadge({ record: { outcome, operation } }: Pick<LogRowProps, 'record'>) {
  if (outcome === null) return <Badge tone="busy">{PLANNED_WORDS[operation]}</Badge>;
  return <Badge tone={OUTCOME_TONES[outcome]}>{OUTCOME_WORDS[outcome]}</Badge>;
}

function Fields({ record: { fields, overwrittenFields, outcome } }: Pick<LogRowProps, 'record'>) {
  if (fields.length === 0) return null;
  const overwritten = new Set(overwrittenFields);
  return (
    <p className="fields">
      <span className="quiet">{fieldsAre(outcome)}:</span>{' '}
      {fields.map((field) => (
        <code
          key={field}
          className={overwritten.has(field) ? 'overwritten' : ''}
          title={overwritten.has(field) ? 'An edit on the other side was given up.' : undefined}
        >
          {field}
          {overwritten.has(field) && <span className="mark"> overwritten</span>}
        </code>
      ))}
    </p>
  );
}
