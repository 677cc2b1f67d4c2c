/** Mail of a process that is killed while it sends. */
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { expect, it, onTestFinished, vi } from 'vitest';
import { startMailServer } from '../support/mail.ts';
import { Scene } from './support/scene.ts';

// Two starts of the product, each of seconds on a busy machine.
vi.setConfig({ testTimeout: 180_000 });

/** A mail server that takes connections and never says a word. */
async function silentServer(): Promise<{ url: string; reached: Promise<unknown> }> {
  const server = createServer((socket) => {
    socket.on('error', () => socket.destroy());
    onTestFinished(() => void socket.destroy());
  });
  const reached = once(server, 'connection');
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => new Promise<void>((closed) => server.close(() => closed())));
  // It listens on a port, not on a pipe.
  return { url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`, reached };
}

it('is sent by the next one, once', async () => {
  const scene = await Scene.set({ amounts: [{ services: 2, parts: 0, items: 2, overlap: 0 }] });
  const { account } = scene;
  const silent = await silentServer();
  const first = await scene.start({ SMTP_URL: silent.url, MAIL_FROM: 'sync@example.org' });
  await account.connect(first.api);
  await first.api.enable(account.connectionId);
  expect((await account.latestRunEnds(first.api)).state).toBe('SUCCEEDED');
  const input = { connectionId: account.connectionId, recipients: ['ops@example.com'] };
  await first.api.ask(
    'mutation ($input: SetNotificationsInput!) { setNotifications(input: $input) { __typename } }',
    { input },
  );
  const { booksOrganizationId } = account.zoho.organization;
  const field = `/organizations/${booksOrganizationId}/fields/books/items/description`;
  await scene.control('PATCH', field, { pii: true });
  expect(await account.sync(first.api)).toMatchObject({
    state: 'FAILED',
    error: { code: 'MAPPING_INVALID' },
  });
  await silent.reached;
  await first.product.kill();

  const server = await startMailServer();
  onTestFinished(() => server.close());
  const second = await scene.start({ SMTP_URL: server.url, MAIL_FROM: 'sync@example.org' });
  const states = async (): Promise<string[]> => {
    const { connection } = await second.api.ask<{ connection: { mails: { nodes: { state: string }[] } } }>(
      'query ($id: ID!) { connection(id: $id) { mails { nodes { state } } } }',
      { id: account.connectionId },
    );
    return connection.mails.nodes.map(({ state }) => state);
  };
  await expect.poll(states, { timeout: 60_000 }).toEqual(['SENT']);
  expect(server.taken.map(({ to, mail }) => [to, mail.text.includes('now marked PII')])).toEqual([
    [['ops@example.com'], true],
  ]);
});
