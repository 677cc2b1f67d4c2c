/** The address and the key of a webhook, sealed in its row: the address of a chat's webhook is a secret itself. */
import type { Webhook } from './generated/prisma/client.ts';
import type { Sealer } from './sealing.ts';

export interface WebhookSecrets {
  readonly url: string;
  /** Key of the signature; null: calls are not signed. */
  readonly secret: string | null;
}

const contextOf = (webhookId: string, part: 'url' | 'secret'): string => `${part} of webhook ${webhookId}`;

export function sealWebhook(
  sealer: Sealer,
  webhookId: string,
  { url, secret }: WebhookSecrets,
): { readonly url: Uint8Array<ArrayBuffer>; readonly secret: Uint8Array<ArrayBuffer> | null } {
  return {
    url: sealer.seal(contextOf(webhookId, 'url'), url),
    secret: secret === null ? null : sealer.seal(contextOf(webhookId, 'secret'), secret),
  };
}

/** @throws UnsealError */
export function openWebhook(sealer: Sealer, { id, url, secret }: Webhook): WebhookSecrets {
  return {
    url: sealer.unseal(contextOf(id, 'url'), url),
    secret: secret === null ? null : sealer.unseal(contextOf(id, 'secret'), secret),
  };
}
