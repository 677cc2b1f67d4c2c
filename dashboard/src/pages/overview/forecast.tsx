import { useLiveQuery } from '../../api/use-live-query.ts';
import { ConnectionForecastDocument } from '../../gql/graphql.ts';
import { Message } from '../../parts/message.tsx';

/** What the first sync will take. The services are asked for it, which may take a moment. */
export function Forecast({ connectionId }: { readonly connectionId: string }) {
  const { data, loading } = useLiveQuery(ConnectionForecastDocument, { id: connectionId });
  const forecast = data?.connection?.forecast ?? null;
  return (
    <p className="quiet" role="status">
      {loading && 'Counting the records on both sides …'}
      {forecast?.problem === null && 'The first sync takes '}
      {forecast !== null &&
        (forecast.problem === null ? `${forecast.sentence}.` : <Message text={forecast.sentence} />)}
    </p>
  );
}
