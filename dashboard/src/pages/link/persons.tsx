import { Link } from 'wouter';
import { useLiveQuery } from '../../api/use-live-query.ts';
import { LinkPersonsDocument } from '../../gql/graphql.ts';
import { Badge } from '../../parts/badge.tsx';
import { QueryView } from '../../parts/query-view.tsx';
import { RecordRefView } from '../../parts/record-ref.tsx';
import { paths } from '../../routing/paths.ts';
import { LINK_STATE_TONES, linkStateInWords } from '../../words/connection-words.ts';

/** More than any customer is likely to have; the heading says how many there are. */
const SHOWN_MAX = 50;

interface PersonsProps {
  readonly linkId: string;
  readonly connectionId: string;
  readonly productName: string;
}

/** The contacts of a company, each with the contact person that it is in Books. */
export function Persons({ linkId, connectionId, productName }: PersonsProps) {
  const query = useLiveQuery(LinkPersonsDocument, { id: linkId, first: SHOWN_MAX });
  return (
    <section className="card stack" aria-labelledby="persons">
      <h2 id="persons">Contact persons</h2>
      <QueryView query={query} what="the contact persons">
        {({ node }) => {
          if (node?.__typename !== 'RecordLink') return null;
          const { nodes, totalCount } = node.persons;
          if (totalCount === 0) return <p className="quiet">No contact of this company is linked.</p>;
          return (
            <>
              <ul className="rows">
                {nodes.map((person) => (
                  <li key={person.id} className="row link-row">
                    <RecordRefView record={person.fsm} service="FSM" />
                    <RecordRefView record={person.books} service={productName} />
                    <Badge tone={LINK_STATE_TONES[person.state]}>
                      {linkStateInWords(person.state, productName)}
                    </Badge>
                    <Link
                      href={paths.link(connectionId, person.id)}
                      aria-label={`History of ${person.fsm?.id ?? person.books?.id}`}
                    >
                      History
                    </Link>
                  </li>
                ))}
              </ul>
              {totalCount > nodes.length && (
                <p className="quiet">
                  The first {nodes.length} of {totalCount}.
                </p>
              )}
            </>
          );
        }}
      </QueryView>
    </section>
  );
}
