/** Sends the generated operations, with their types. */
import type { TypedDocumentString } from '../gql/graphql.ts';
import type { GraphqlAnswer, Harness } from './harness.ts';

/** Answers the data of an operation that is expected to have no errors. */
export async function run<Result, Variables>(
  api: Harness,
  document: TypedDocumentString<Result, Variables>,
  variables: Variables,
  token?: string,
): Promise<Result> {
  const answer: GraphqlAnswer = await api.ask(document.toString(), variables, token);
  if (answer.errors.length > 0) throw new Error(JSON.stringify(answer.errors));
  // The generated type is what the server's own schema promises for this document.
  return answer.data as Result;
}
