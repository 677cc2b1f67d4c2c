/** The dashboard at `/`: the built files where there are any, else a page that says what this is. */
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { sendBody } from './responses.ts';

/** The dashboard is served from here alone; it talks to this server alone. */
const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.json': 'application/json; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
};

const FALLBACK = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>fieldledger</title>
<style>body{font:16px/1.6 system-ui,sans-serif;max-width:40rem;margin:4rem auto;padding:0 1rem}code{background:#8882;padding:.1em .3em}</style>
</head>
<body>
<h1>fieldledger</h1>
<p>Two-way sync between Zoho FSM and Zoho Books or Zoho Invoice. This server is running.</p>
<p>Work with it in <a href="/graphql">GraphiQL</a>: it opens with example operations. Every operation needs a token;
put it into the editor called Headers, as <code>{ "Authorization": "Bearer &lt;token&gt;" }</code>.</p>
<p>The first token is the value of <code>ADMIN_TOKEN</code>, or the one printed when the server started. More are made with
the mutation <code>createToken</code>.</p>
<p><a href="/health/ready">Health</a></p>
</body>
</html>
`;

/** The file a path means, inside the folder; null when there is none. */
async function findFile(folder: string, path: string): Promise<{ file: string; size: number } | null> {
  let decoded: string;
  try {
    decoded = decodeURIComponent(path);
  } catch {
    return null;
  }
  const file = normalize(join(folder, decoded === '/' ? 'index.html' : decoded));
  if (decoded.includes('\0') || !file.startsWith(normalize(folder + sep))) return null;
  const info = await stat(file).catch(() => null);
  return info?.isFile() ? { file, size: info.size } : null;
}

/** Serves a file of the dashboard; false when the path is not one. */
export async function sendStatic(
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
  folder: string | undefined,
): Promise<boolean> {
  const found = folder === undefined ? null : await findFile(folder, path);
  if (found === null) {
    if (path !== '/') return false;
    response.setHeader('Content-Security-Policy', PAGE_POLICY);
    response.setHeader('Cache-Control', 'no-cache');
    sendBody(request, response, { status: 200, type: 'text/html; charset=utf-8', body: FALLBACK });
    return true;
  }
  response.setHeader('Content-Security-Policy', PAGE_POLICY);
  // The build puts a hash into the names under assets/, so those never change.
  const immutable = path.startsWith('/assets/');
  response.setHeader('Cache-Control', immutable ? 'public, max-age=31536000, immutable' : 'no-cache');
  response.setHeader('Content-Type', TYPES[extname(found.file)] ?? 'application/octet-stream');
  response.setHeader('Content-Length', found.size);
  if (request.method === 'HEAD') response.end();
  else await pipeline(createReadStream(found.file), response);
  return true;
}
