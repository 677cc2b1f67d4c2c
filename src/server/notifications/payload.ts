/** What a webhook is sent: an event of ours, or a message as Slack and its like take it. */
import { createHmac } from 'node:crypto';
import { encodeGlobalID } from '@pothos/plugin-relay';
import type { NotificationTrigger } from '../../store/generated/prisma/enums.ts';
import { oneLine } from '../mail/letter.ts';
import { headlineOf } from '../mail/letters.ts';
import { minute } from '../mail/occasion.ts';

/** Something to tell of; `trigger` null: a test. */
export interface WebhookEvent {
  /** The same in every try. */
  readonly id: string;
  readonly trigger: NotificationTrigger | null;
  readonly at: Date;
  readonly connection: { readonly id: string; readonly name: string };
  readonly runId: string | null;
  readonly code: string;
  /** Without any field value. */
  readonly message: string;
}

export const TEST_CODE = 'TEST';
export const TEST_MESSAGE = 'This is a test. Nothing has happened.';

/** The event of a generic webhook: docs/notifications.md. */
export function genericBody(event: WebhookEvent): string {
  return JSON.stringify({
    id: event.id,
    type: event.trigger ?? TEST_CODE,
    at: event.at.toISOString(),
    connection: { id: encodeGlobalID('Connection', event.connection.id), name: event.connection.name },
    run: event.runId === null ? null : { id: encodeGlobalID('SyncRun', event.runId) },
    reason: { code: event.code, message: event.message },
  });
}

/** Slack's own marks; everything else is text there. */
const slackText = (text: string): string =>
  oneLine(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** Characters of a section of Slack's, less some for marks. */
const SECTION_LENGTH_MAX = 2_900;

/** `text` is what a client shows that knows no blocks, and in its notifications. */
export function slackBody(event: WebhookEvent): string {
  const headline = event.trigger === null ? 'a test' : headlineOf(event.trigger);
  const text = `${slackText(event.connection.name)}: ${headline}`;
  const context = `${event.code} · ${minute(event.at)}`;
  return JSON.stringify({
    text,
    blocks: [
      { type: 'section', text: { type: 'mrkdwn', text: `*${text}*` } },
      {
        type: 'section',
        text: { type: 'mrkdwn', text: slackText(event.message).slice(0, SECTION_LENGTH_MAX) },
      },
      { type: 'context', elements: [{ type: 'mrkdwn', text: context }] },
    ],
  });
}

/** `X-Fieldledger-Signature`: the time is part of what is signed, so that an old call cannot be played again. */
export function signatureOf(secret: string, body: string, at: Date): string {
  const seconds = Math.floor(at.getTime() / 1_000);
  const hash = createHmac('sha256', secret).update(`${seconds}.${body}`, 'utf8').digest('hex');
  return `t=${seconds},v1=${hash}`;
}
