/** A control in memory and database, without jobs. */
import { createHash, randomUUID } from 'node:crypto';
import type { Answer, Control, Refusal } from '../../src/jobs/control.ts';
import { createNotificationControl } from '../../src/jobs/notification-control.ts';
import { refusalOfUrl } from '../../src/server/notifications/addresses.ts';
import type { PrismaClient } from '../../src/store/generated/prisma/client.ts';
import type { RunMode } from '../../src/store/generated/prisma/enums.ts';
import { createSealer } from '../../src/store/sealing.ts';
import { sealWebhook } from '../../src/store/webhooks.ts';

/** Seals what the tests store. */
export const SEALER = createSealer(new Uint8Array(32).fill(7));

/** Does what it is told on the database, and refuses when a refusal is set. */
export class FakeControl implements Control {
  readonly calls: { readonly name: string; readonly input: unknown }[] = [];
  refusal: Refusal | null = null;
  failure: Error | null = null;
  /** How often somebody asked for what is due to be delivered. */
  wakes = 0;
  readonly #prisma: PrismaClient;
  readonly #notifications: ReturnType<typeof createNotificationControl>;

  constructor(prisma: PrismaClient) {
    this.#prisma = prisma;
    this.#notifications = createNotificationControl({
      prisma,
      clock: { nowMs: () => Date.now() },
      newId: () => randomUUID(),
      sealWebhook: (webhookId, secrets) => sealWebhook(SEALER, webhookId, secrets),
      refusalOfUrl: (url) => refusalOfUrl(url, []),
      wake: () => {
        this.wakes += 1;
      },
    });
  }

  async #answer<T>(name: string, input: unknown, make: () => Promise<T>): Promise<Answer<T>> {
    this.calls.push({ name, input });
    if (this.failure) throw this.failure;
    return this.refusal ? { ok: false, refusal: this.refusal } : { ok: true, value: await make() };
  }

  createConnection(input: Parameters<Control['createConnection']>[0]) {
    return this.#answer('createConnection', input, async () => {
      const { mappingSet, syncType, mailRecipients } = input;
      const { name, product, dataCenter, booksOrganizationId, fsmOrganizationId } = input;
      const row = await this.#prisma.connection.create({
        data: {
          name,
          product,
          dataCenter: dataCenter ?? 'EU',
          booksOrganizationId,
          fsmOrganizationId,
          syncType: syncType ?? 'TYPE_IV',
          mappingSet: mappingSet ?? 'default',
          mailRecipients: [...(mailRecipients ?? [])],
        },
      });
      return { connectionId: row.id };
    });
  }

  enableSync(input: Parameters<Control['enableSync']>[0]) {
    return this.#answer('enableSync', input, async () => {
      const { connectionId, duplicatePolicy } = input;
      await this.#prisma.connection.update({
        where: { id: connectionId },
        data: { status: 'ENABLED', duplicatePolicy },
      });
      const run = await this.#prisma.syncRun.create({
        data: { connectionId, trigger: 'AUTOMATIC', scope: 'FULL' },
      });
      return { connectionId, runId: run.id };
    });
  }

  supportReenable(input: Parameters<Control['supportReenable']>[0]) {
    return this.#answer('supportReenable', input, async () => {
      const { connectionId } = input;
      await this.#prisma.connection.update({ where: { id: connectionId }, data: { status: 'ENABLED' } });
      return { connectionId };
    });
  }

  linkRecords(input: Parameters<Control['linkRecords']>[0]) {
    return this.#answer('linkRecords', input, async () => {
      const { connectionId, fsmModule, fsmId, booksId } = input;
      const link = await this.#prisma.recordLink.create({
        data: {
          connectionId,
          pair: 'CUSTOMERS',
          kind: 'business',
          fsmModule,
          fsmId,
          booksModule: 'contacts',
          booksId,
          base: {},
          mappingFingerprint: '',
        },
      });
      return { linkId: link.id };
    });
  }

  unlinkRecords(input: Parameters<Control['unlinkRecords']>[0]) {
    return this.#answer('unlinkRecords', input, async () => {
      const { connectionId } = await this.#prisma.recordLink.delete({ where: { id: input.linkId } });
      return { connectionId };
    });
  }

  #run(name: string, input: unknown, connectionId: string, mode: RunMode) {
    return this.#answer(name, input, async () => {
      const data = { connectionId, mode, trigger: 'MANUAL', scope: 'FULL' } as const;
      const run = await this.#prisma.syncRun.create({ data });
      return { runId: run.id };
    });
  }

  previewSync(input: Parameters<Control['previewSync']>[0]) {
    return this.#run('previewSync', input, input.connectionId, 'PREVIEW');
  }

  startImport(input: Parameters<Control['startImport']>[0]) {
    return this.#run('startImport', input, input.connectionId, 'IMPORT');
  }

  async retryFailed(input: Parameters<Control['retryFailed']>[0]) {
    const { connectionId } = await this.#prisma.syncRun.findUniqueOrThrow({ where: { id: input.runId } });
    return this.#run('retryFailed', input, connectionId, 'SELECTED');
  }

  syncRecord(input: Parameters<Control['syncRecord']>[0]) {
    return this.#run('syncRecord', input, input.connectionId, 'SELECTED');
  }

  suggestMatches(input: Parameters<Control['suggestMatches']>[0]) {
    return this.#answer('suggestMatches', input, async () => ({ suggestions: [], examined: 0, next: null }));
  }

  setInboundHooks(input: Parameters<Control['setInboundHooks']>[0]) {
    return this.#answer('setInboundHooks', input, async () => ({
      connectionId: input.connectionId,
      secret: input.enabled ? 'shown-once' : null,
    }));
  }

  async acceptHints() {
    return 'unknown' as const;
  }

  syncNow(input: Parameters<Control['syncNow']>[0]) {
    return this.#answer('syncNow', input, async () => {
      const data = { connectionId: input.connectionId, trigger: 'MANUAL', scope: 'INCREMENTAL' } as const;
      return { runId: (await this.#prisma.syncRun.create({ data })).id };
    });
  }

  cancelRun(input: Parameters<Control['cancelRun']>[0]) {
    return this.#answer('cancelRun', input, async () => {
      await this.#prisma.syncRun.update({
        where: { id: input.runId },
        data: { cancelRequestedAt: new Date() },
      });
      return { runId: input.runId };
    });
  }

  setAutoSync(input: Parameters<Control['setAutoSync']>[0]) {
    return this.#answer('setAutoSync', input, async () => {
      await this.#prisma.connection.update({
        where: { id: input.connectionId },
        data: { autoSync: input.enabled },
      });
      return { connectionId: input.connectionId };
    });
  }

  setDuplicatePolicy(input: Parameters<Control['setDuplicatePolicy']>[0]) {
    return this.#answer('setDuplicatePolicy', input, async () => {
      const { connectionId, duplicatePolicy } = input;
      await this.#prisma.connection.update({ where: { id: connectionId }, data: { duplicatePolicy } });
      return { connectionId };
    });
  }

  async planSyncType({ connectionId, to }: Parameters<Control['planSyncType']>[0]) {
    const connection = await this.#prisma.connection.findUnique({ where: { id: connectionId } });
    if (connection === null) return null;
    const from = connection.syncType;
    const expires = new Date(0);
    return { from, to, steps: [], token: 'planned', tokenExpiresAt: expires, refusal: null };
  }

  changeSyncType(input: Parameters<Control['changeSyncType']>[0]) {
    return this.#answer('changeSyncType', input, async () => {
      const { connectionId, to } = input;
      await this.#prisma.connection.update({ where: { id: connectionId }, data: { syncType: to } });
      return { connectionId };
    });
  }

  async #real<T>(name: string, input: unknown, ask: () => Promise<Answer<T>>): Promise<Answer<T>> {
    this.calls.push({ name, input });
    return this.refusal ? { ok: false, refusal: this.refusal } : ask();
  }

  setNotifications(input: Parameters<Control['setNotifications']>[0]) {
    return this.#real('setNotifications', input, () => this.#notifications.setNotifications(input));
  }

  addWebhook(input: Parameters<Control['addWebhook']>[0]) {
    return this.#real('addWebhook', input, () => this.#notifications.addWebhook(input));
  }

  removeWebhook(input: Parameters<Control['removeWebhook']>[0]) {
    return this.#real('removeWebhook', input, () => this.#notifications.removeWebhook(input));
  }

  testWebhook(input: Parameters<Control['testWebhook']>[0]) {
    return this.#real('testWebhook', input, () => this.#notifications.testWebhook(input));
  }

  retryDelivery(input: Parameters<Control['retryDelivery']>[0]) {
    return this.#real('retryDelivery', input, () => this.#notifications.retryDelivery(input));
  }

  setBlackout(input: Parameters<Control['setBlackout']>[0]) {
    return this.#answer('setBlackout', input, async () => {
      const { connectionId, windows } = input;
      const blackout = windows.map(({ from, to, days }) => ({ from, to, days: [...days] }));
      await this.#prisma.connection.update({ where: { id: connectionId }, data: { blackout } });
      return { connectionId };
    });
  }

  setQuotaReserve(input: Parameters<Control['setQuotaReserve']>[0]) {
    return this.#answer('setQuotaReserve', input, async () => {
      const { connectionId, percent: quotaReservePercent } = input;
      await this.#prisma.connection.update({ where: { id: connectionId }, data: { quotaReservePercent } });
      return { connectionId };
    });
  }

  async quota() {
    return [];
  }

  async eta() {
    return null;
  }

  async forecast() {
    return null;
  }

  async manualSyncsLeftToday(connectionIds: readonly string[]) {
    return new Map(connectionIds.map((id) => [id, 29]));
  }

  createToken(input: Parameters<Control['createToken']>[0]) {
    return this.#answer('createToken', input, async () => {
      const token = randomUUID();
      const hash = createHash('sha256').update(token).digest('hex');
      const data = { ...input, connectionIds: [...input.connectionIds], hash };
      return { tokenId: (await this.#prisma.apiToken.create({ data })).id, token };
    });
  }

  revokeToken(input: Parameters<Control['revokeToken']>[0]) {
    return this.#answer('revokeToken', input, async () => {
      await this.#prisma.apiToken.update({ where: { id: input.tokenId }, data: { revokedAt: new Date() } });
      return { tokenId: input.tokenId };
    });
  }
}
