/** A server that the environment names and that cannot be used: said once, at start, with the variable to look at. */

/** The message is one sentence for the person who started the program; it repeats no user and no password. */
export class ServerUnreachable extends Error {
  readonly code = 'SERVER_UNREACHABLE';
  constructor(server: { name: string; variable: string; url: string; example: string }, cause: unknown) {
    super(
      `${server.name} at ${addressIn(server.url)} cannot be used: ${reasonOf(cause)}. ` +
        `Check ${server.variable} (${server.example}) and that the server runs.`,
      { cause },
    );
    this.name = 'ServerUnreachable';
  }
}

/**
 * Not by `URL`, which refuses the several hosts that MongoDB takes. All up to the last `@` goes first: a password may hold
 * the `/` that should have been encoded, and must not be taken for a host.
 */
function addressIn(url: string): string {
  const rest = url.slice(url.indexOf('://') + 3);
  return rest.slice(rest.lastIndexOf('@') + 1).split(/[/?#]/, 1)[0] ?? '';
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.message || ('code' in error ? String(error.code) : error.name);
}
