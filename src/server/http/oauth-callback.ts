/**
 * Where Zoho sends a user back to after the consent page. A browser comes here without a token of ours: the `state` of the
 * address is the secret, good once. The page repeats nothing of the address.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Onboarding } from '../../jobs/onboarding.ts';
import { sendBody } from './responses.ts';

export const OAUTH_CALLBACK_PATH = '/oauth/callback';

const PAGES = {
  ready: {
    status: 200,
    title: 'Authorised',
    text: 'You may close this window. The organisations to choose from are where you began.',
  },
  failed: {
    status: 400,
    title: 'Not authorised',
    text: 'You may close this window. The reason is where you began; the authorisation has to be begun again.',
  },
  unknown: {
    status: 400,
    title: 'Not authorised',
    text: 'This address is not valid: it was used before, is older than ten minutes, or was never given out by this server.',
  },
} as const;

function page({ title, text }: (typeof PAGES)[keyof typeof PAGES]): string {
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>${title} – fieldledger</title>
<style>body{font:16px/1.6 system-ui,sans-serif;max-width:36rem;margin:4rem auto;padding:0 1rem}</style>
</head>
<body><h1>${title}</h1><p>${text}</p></body>
</html>
`;
}

export async function sendOauthCallback(
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
  onboarding: Onboarding,
): Promise<void> {
  // A look ahead, as mail scanners and browsers do with HEAD, must not use up the state.
  const outcome =
    request.method === 'GET'
      ? await onboarding.acceptRedirect({
          state: url.searchParams.get('state'),
          code: url.searchParams.get('code'),
          error: url.searchParams.get('error'),
          location: url.searchParams.get('location'),
          accountsServer: url.searchParams.get('accounts-server'),
        })
      : 'unknown';
  const answer = PAGES[outcome];
  response.setHeader(
    'Content-Security-Policy',
    "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
  );
  response.setHeader('Cache-Control', 'no-store');
  sendBody(request, response, {
    status: answer.status,
    type: 'text/html; charset=utf-8',
    body: page(answer),
  });
}
