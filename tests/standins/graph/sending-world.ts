import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createEgressGuard } from '#electron/services/egress/guard.ts';
import { createMetaService } from '#electron/services/meta/service.ts';
import type { Claim } from '#renderer/vault/claims/claims.ts';
import { createOutbound, type OutboundDeps } from '#renderer/vault/outbound/outbound.ts';
import { mailAccessSchema } from '#shared/bridge/contract.ts';
import type { Bridge } from '#shared/bridge/bridge.ts';
import { deliveryState } from '#shared/channels/delivery.ts';
import { parseWebhook } from '#shared/channels/meta/parse.ts';
import { createMemoryRecords } from '#shared/commands/testing.ts';
import type { MetaKind } from '#shared/domain/channel.ts';
import { expectOk, ok } from '#shared/lib/result.ts';
import { readMessage } from '#shared/records/messages.ts';
import { createRecordChanges } from '#renderer/vault/books/record-changes.ts';
import { createWork } from '#shared/lib/async.ts';
import { systemTimers } from '#shared/lib/system-timers.ts';
import { bytesOf } from './http.ts';
import { createGraphStandin } from './server.ts';

/** Two customers of every test. */
export const anna = '31612345678';
export const bert = '31687654321';

/**
 * The queue of the vault with the shell's own service, against the stand-in, and what the stand-in delivers taken in.
 * The clock is the test's, so that nobody waits. `ends`: what ends it, in reverse.
 */
export async function openSendingWorld(ends: (() => unknown)[], kind: MetaKind = 'whatsapp') {
  const memory = createMemoryRecords();
  memory.context.now = Date.now();
  const standin = await createGraphStandin({ now: () => memory.context.now });
  ends.push(() => standin.close());
  const receiver = createServer((request, response) => {
    void bytesOf(request).then((body) => {
      const events = expectOk(parseWebhook(body.toString('utf8')));
      expectOk(memory.run('inbox.ingest', { events }));
      response.end();
    });
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  ends.push(() => receiver.close());
  standin.setWebhookUrl(`http://127.0.0.1:${(receiver.address() as AddressInfo).port}/`);
  const { id: channelId } = expectOk(
    memory.run('channel.connect', {
      kind,
      ...standin.account,
      name: 'Main line',
      graphUrl: standin.url,
    }),
  );
  const guard = createEgressGuard({ now: () => 0, newId: () => 'line' });
  const service = createMetaService({
    fetch: guard.fetch('channel.meta'),
    fetchFile: guard.fetch('channel.files'),
  });
  const bridge = {
    call: (name: keyof typeof service, args: never) => service[name](args),
  } as unknown as Bridge;
  let reloads = 0;
  const copies = { isWrittenNow: true, claim: 'mine' as Claim, asked: [] as string[] };
  const work = createWork(systemTimers);
  const changes = createRecordChanges({ work });
  const { run } = memory;
  memory.run = ((...args: Parameters<typeof run>) => {
    const done = run(...args);
    if (done.ok)
      for (const { collection, id } of memory.lastChanges) changes.tell(collection, new Set([id]), '');
    return done;
  }) as typeof run;
  const deps = {
    isWrittenNow: () => copies.isWrittenNow,
    bridge,
    records: memory.records,
    run: async (name, args) => memory.run(name, args as never),
    deviceId: memory.context.deviceId,
    deviceIds: () => [],
    now: () => memory.context.now,
    claims: {
      async take(_purpose, id) {
        copies.asked.push(id);
        return copies.claim;
      },
    },
    caughtUp: async () => true,
    blobs: undefined as never,
    random: undefined as never,
    mailRights: { of: async (account) => ok(mailAccessSchema.parse(account)), drop: () => {} },
    linkFor: async () => undefined,
    changes,
    work,
    reloadTemplates: () => void reloads++,
  } satisfies OutboundDeps;
  const outbound = createOutbound(deps);
  changes.start();
  ends.push(() => work[Symbol.asyncDispose]());
  for (const person of [anna, bert])
    if (kind === 'whatsapp') await standin.customerWrites({ from: person, text: 'Hello' });
    else await standin.pages.writes(kind === 'messenger' ? 'page' : 'instagram', person, { text: 'Hello' });
  const conversationOf = (phone: string) => {
    const identity = memory.list('identities').find(({ value }) => value === phone)!;
    return memory.list('conversations').find(({ contactId }) => contactId === identity.contactId)!;
  };
  return {
    memory,
    standin,
    bridge,
    outbound,
    /** The device is started anew. */
    restarted: () => createOutbound(deps),
    channelId,
    copies,
    quiet: work.quiet,
    reloads: () => reloads,
    conversationOf,
    channel: () => memory.list('channels')[0]!,
    send(phone: string, text: string): string {
      const conversationId = conversationOf(phone).id;
      // Within one moment messages have no order.
      memory.context.now++;
      return expectOk(memory.run('message.send', { conversationId, text })).id;
    },
    message: (id: string) => readMessage(memory.records, id)!,
    state: (id: string) => deliveryState(readMessage(memory.records, id)!),
    sent: () => standin.sent.map(({ text }) => text),
    pass(milliseconds: number) {
      memory.context.now += milliseconds;
      outbound.wake();
    },
  };
}
