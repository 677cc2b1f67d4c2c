/** A run that people are told of, from the run to the mail server and the webhook. */
import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type MailServer, startMailServer } from '../support/mail.ts';
import { type Receiver, startReceiver } from '../support/receiver.ts';
import { Bench } from './harness.ts';

const SECRET = 'sixteen characters or more';

let bench: Bench;
let mails: MailServer;
let receiver: Receiver;
beforeAll(async () => {
  [mails, receiver] = await Promise.all([startMailServer(), startReceiver()]);
  bench = await Bench.start({ environment: { SMTP_URL: mails.url, MAIL_FROM: 'sync@example.org' } });
});
afterAll(async () => {
  await bench.close();
  await Promise.all([mails.close(), receiver.close()]);
});

async function change(mutation: string, input: object): Promise<void> {
  const name = mutation.charAt(0).toUpperCase() + mutation.slice(1);
  const { data, errors } = await bench.api.ask(
    `mutation ($input: ${name}Input!) { result: ${mutation}(input: $input) { __typename ... on UserError { code } } }`,
    { input },
  );
  expect([errors, JSON.stringify(data)]).toEqual([[], expect.not.stringContaining('code')]);
}

it('[N1] tells of records that failed by mail and by a signed call, with codes and without a name', async () => {
  const zoho = await bench.organization({ services: 6, items: 6, overlap: 4 });
  const names = (await zoho.parts()).map(({ Name }) => Name);
  const connection = await bench.connect(zoho);
  const triggers = ['RECORDS_FAILED'];
  await change('setNotifications', {
    connectionId: connection.id,
    recipients: ['ops@example.com'],
    triggers,
  });
  const webhook = { kind: 'GENERIC', url: `${receiver.url}/hook`, secret: SECRET };
  await change('addWebhook', { connectionId: connection.id, ...webhook, triggers });
  const run = await connection.enable('CLONE');
  await expect.poll(() => [mails.taken.length, receiver.taken.length], { timeout: 30_000 }).toEqual([1, 1]);

  const [mail] = mails.taken;
  expect(mail?.mail.headers.get('subject')).toBe('[fieldledger] End to end: records could not be synced');
  expect(mail?.mail.text).toContain('4 records could not be synced: DUPLICATE_NAME (4).');
  expect(mail?.mail.text).toContain(`/runs/${encodeURIComponent(run.id)}`);
  const [call] = receiver.taken;
  expect(JSON.parse(call?.body ?? '')).toMatchObject({
    type: 'RECORDS_FAILED',
    connection: { id: connection.id, name: 'End to end' },
    run: { id: run.id },
    reason: { code: 'RECORDS_FAILED' },
  });
  const [time, hash] = String(call?.headers['x-fieldledger-signature']).split(',v1=');
  const signed = `${time?.replace('t=', '')}.${call?.body}`;
  expect(createHmac('sha256', SECRET).update(signed).digest('hex')).toBe(hash);
  for (const text of [mail?.mail.text, mail?.mail.html, call?.body])
    for (const name of names) expect(text).not.toContain(name);
});
