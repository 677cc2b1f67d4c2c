/** What a failed request means to a person. */

/** The parts of urql's error that decide. */
export interface FailedRequest {
  readonly networkError?: Error | undefined;
  readonly graphQLErrors: readonly { readonly message: string }[];
  readonly response?: { readonly status?: number } | undefined;
}

export function failureInWords({ networkError, graphQLErrors, response }: FailedRequest): string {
  if (graphQLErrors.length > 0) return graphQLErrors.map(({ message }) => message).join(' ');
  const status = response?.status;
  if (status !== undefined && status >= 500)
    return `The server answered with an error (${status}). Its log says more.`;
  if (status !== undefined && status >= 400) return `The server refused the request (${status}).`;
  if (networkError !== undefined)
    return 'The server cannot be reached. It may be stopped or starting, or the network is down.';
  return 'The request failed.';
}
