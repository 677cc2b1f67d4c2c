/** A local HTTP server that answers as a test says and remembers what it was asked. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly rawQuery: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

export type Scripted =
  | {
      readonly status: number;
      readonly json?: unknown;
      readonly text?: string;
      readonly headers?: Record<string, string>;
    }
  /** The connection is cut without an answer. */
  | 'drop'
  /** The answer stops halfway. */
  | 'truncate';

export interface ScriptedServer {
  readonly url: string;
  readonly asked: Asked[];
  /** Answers the n-th call (from 0) of the test. */
  answer: (asked: Asked, n: number) => Scripted;
  close(): Promise<void>;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request.setEncoding('utf8')) body += chunk;
  return body;
}

function send(response: ServerResponse, scripted: Scripted): void {
  if (scripted === 'drop') {
    response.destroy();
    return;
  }
  if (scripted === 'truncate') {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': '500' });
    response.write('{"code":0,"items":[');
    setTimeout(() => response.destroy(), 5);
    return;
  }
  const text = scripted.text ?? (scripted.json === undefined ? '' : JSON.stringify(scripted.json));
  response.writeHead(scripted.status, {
    'content-type': 'application/json;charset=UTF-8',
    ...scripted.headers,
  });
  response.end(text);
}

export async function openScriptedServer(): Promise<ScriptedServer> {
  const asked: Asked[] = [];
  const scripted = {
    answer: (_asked: Asked, _n: number): Scripted => ({ status: 500, json: { code: 1000 } }),
  };
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://local');
    const call: Asked = {
      method: request.method ?? '',
      path: url.pathname,
      query: url.searchParams,
      rawQuery: url.search,
      headers: request.headers,
      body: await bodyOf(request),
    };
    asked.push(call);
    send(response, scripted.answer(call, asked.length - 1));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    asked,
    get answer() {
      return scripted.answer;
    },
    set answer(answer) {
      scripted.answer = answer;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
