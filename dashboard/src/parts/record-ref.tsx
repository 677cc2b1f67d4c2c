import type { RefPartsFragment } from '../gql/graphql.ts';
import { moduleInWords } from '../words/connection-words.ts';

interface RecordRefProps {
  readonly record: RefPartsFragment | null;
  /** `FSM`, or the connection's own product. */
  readonly service: string;
}

/** A record as the service names it, with a way to open it there. Its content is not kept here. */
export function RecordRefView({ record, service }: RecordRefProps) {
  if (record === null) return <span className="quiet">none in {service}</span>;
  const { module, id, url, goneAt } = record;
  const what = `${service} ${moduleInWords(module).toLowerCase()}`;
  return (
    <span className="record-ref">
      <span className="quiet">{what}</span>{' '}
      <a href={url} target="_blank" rel="noreferrer" aria-label={`Open ${what} ${id} in a new tab`}>
        <span className={goneAt === null ? 'id' : 'id gone'}>{id}</span>
        <span aria-hidden="true"> ↗</span>
      </a>
      {goneAt !== null && <span className="badge warn">gone</span>}
    </span>
  );
}
