/** Stands between the product and the simulated Zoho and keeps what is sent to each service. */
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface RecordingProxy {
  readonly url: string;
  /** Request lines and bodies that went to the paths of one service. */
  sentTo(service: 'books' | 'fsm'): string;
  close(): Promise<void>;
}

export async function startRecordingProxy(targetUrl: string): Promise<RecordingProxy> {
  const target = new URL(targetUrl);
  const sent = { books: [] as string[], fsm: [] as string[] };
  const forward = (incoming: IncomingMessage, outgoing: ServerResponse): void => {
    const path = incoming.url ?? '/';
    const chunks: Buffer[] = [];
    const onward = request(
      { host: target.hostname, port: target.port, method: incoming.method, path, headers: incoming.headers },
      (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(outgoing);
      },
    );
    onward.on('error', () => outgoing.destroy());
    incoming.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      onward.write(chunk);
    });
    incoming.on('end', () => {
      onward.end();
      const record = `${incoming.method} ${decodeURIComponent(path)} ${Buffer.concat(chunks).toString('utf8')}`;
      if (path.startsWith('/fsm/')) sent.fsm.push(record);
      else if (/^\/(books|invoice)\//.test(path)) sent.books.push(record);
    });
  };
  const server = createServer(forward);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    sentTo: (service) => sent[service].join('\n'),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
