/** A client of the GraphQL API: HTTP, and a token. */
import type { TypedDocumentString } from '../gql/graphql.ts';

export interface GraphqlAnswer {
  readonly status: number;
  readonly data: unknown;
  readonly errors: readonly { readonly message: string }[];
}

export class Api {
  readonly url: string;
  readonly token: string;

  constructor(url: string, token: string) {
    this.url = url;
    this.token = token;
  }

  get authorization(): string {
    return `Bearer ${this.token}`;
  }

  async ask(query: string, variables: unknown): Promise<GraphqlAnswer> {
    const response = await fetch(`${this.url}/graphql`, {
      method: 'POST',
      headers: { authorization: this.authorization, 'content-type': 'application/json' },
      body: JSON.stringify({ query, variables }),
    });
    // GraphQL over HTTP answers nothing else.
    const answer = (await response.json()) as { data?: unknown; errors?: GraphqlAnswer['errors'] };
    return { status: response.status, data: answer.data, errors: answer.errors ?? [] };
  }

  /** The data of an operation that is expected to have no errors. */
  async run<Result, Variables>(
    document: TypedDocumentString<Result, Variables>,
    variables: Variables,
  ): Promise<Result> {
    const { data, errors } = await this.ask(document.toString(), variables);
    if (errors.length > 0) throw new Error(JSON.stringify(errors));
    // The generated type is what the schema promises for this document.
    return data as Result;
  }
}
