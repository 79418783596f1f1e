import { createEgressGuard } from '#electron/services/egress/guard.ts';
import { createMailService } from '#electron/services/mail/service.ts';
import { createBroadcasts } from '#renderer/vault/broadcasts/broadcasts.ts';
import { createRecordChanges } from '#renderer/vault/books/record-changes.ts';
import type { Claim } from '#renderer/vault/claims/claims.ts';
import { createMailRights } from '#renderer/vault/outbound/mail-rights.ts';
import { createOutbound } from '#renderer/vault/outbound/outbound.ts';
import { createUnsubscribeLinks } from '#renderer/vault/unsubscribe/links.ts';
import type { Bridge } from '#shared/bridge/bridge.ts';
import { deliveryState } from '#shared/channels/delivery.ts';
import { createMemoryRecords, ukBusiness } from '#shared/commands/testing.ts';
import { webCrypto } from '#shared/crypto/web-crypto.ts';
import type { StoredFile } from '#shared/domain/attachment.ts';
import { mailServerUrl } from '#shared/domain/channel.ts';
import { createWork } from '#shared/lib/async.ts';
import type { Bytes } from '#shared/lib/bytes.ts';
import { expectOk, ok } from '#shared/lib/result.ts';
import { systemTimers } from '#shared/lib/system-timers.ts';
import { readMessage } from '#shared/records/messages.ts';
import { startSmtp } from './server.ts';

const pdf: Bytes = new TextEncoder().encode('%PDF-1.7 an invoice');
export const storedPdf: StoredFile = {
  blob: 'a'.repeat(22),
  key: 'k'.repeat(43),
  sha256: 's'.repeat(43),
  size: pdf.length,
  mimeType: 'application/pdf',
  name: 'A-2026-0001.pdf',
};

interface Relay {
  url: string;
  workspace: string;
}

/**
 * The queue and the broadcasts of the vault with the shell's own mail service, against a mail server. The clock is the
 * test's, so that nobody waits. `ends`: what ends it, in reverse. `relay`: where people unsubscribe.
 */
export async function openMailWorld(ends: (() => unknown)[], relay?: Relay) {
  const memory = createMemoryRecords();
  memory.context.now = Date.UTC(2026, 10, 30, 10);
  const smtp = await startSmtp();
  ends.push(() => smtp.stop());
  expectOk(memory.run('business.setUp', { profile: ukBusiness, services: [] }));
  const { id: mailboxId } = expectOk(
    memory.run('mail.connect', {
      name: 'Rivera Heating',
      address: 'office@rivera.example',
      host: '127.0.0.1',
      port: smtp.port,
      security: 'starttls',
      user: smtp.user,
      password: smtp.password,
    }),
  );
  const guard = createEgressGuard({ now: () => 0, newId: () => 'line' });
  const allow = (): void => {
    const mail = memory.list('mailAccounts').map(mailServerUrl);
    guard.configure({ localOnly: true, origins: { mail } });
  };
  allow();
  const service = createMailService({ guard, now: () => memory.context.now });
  const bridge = {
    call: (name: keyof typeof service, args: never) => service[name](args),
  } as unknown as Bridge;
  const key = new Uint8Array(32).fill(7);
  const links = createUnsubscribeLinks({
    crypto: webCrypto(crypto),
    workspace: relay?.workspace ?? 'w'.repeat(22),
    key: async () => key,
    relayUrl: () => relay?.url,
  });
  const { run } = memory;
  const claims = { mine: true, asked: [] as string[] };

  /** The program as it is started: what it knew in memory is gone. */
  function begin() {
    const work = createWork(systemTimers);
    const changes = createRecordChanges({ work });
    const written = new Set(memory.list('messages').map(({ id }) => id));
    memory.run = ((...args: Parameters<typeof run>) => {
      const done = run(...args);
      if (done.ok)
        for (const { collection, id } of memory.lastChanges) changes.tell(collection, new Set([id]), '');
      return done;
    }) as typeof run;
    const deps = {
      records: memory.records,
      changes,
      work,
      run: async (name: never, args: never) => memory.run(name, args) as never,
      claims: {
        async take(_purpose: string, id: string): Promise<Claim> {
          claims.asked.push(id);
          return claims.mine ? 'mine' : 'other';
        },
      },
      caughtUp: async () => true,
      now: () => memory.context.now,
      holdsChannels: () => true,
    };
    const outbound = createOutbound({
      ...deps,
      bridge,
      mailRights: createMailRights({ ...deps, bridge }),
      deviceId: memory.context.deviceId,
      isWrittenNow: (id) => !written.has(id),
      deviceIds: () => [],
      blobs: {
        async read(_file, take) {
          await take(pdf);
          return ok();
        },
      },
      random: webCrypto(crypto),
      linkFor: links.linkFor,
      reloadTemplates: () => {},
    });
    const broadcasts = createBroadcasts(deps);
    changes.start();
    outbound.wake();
    return { work, outbound, broadcasts };
  }
  let running = begin();
  ends.push(() => running.work[Symbol.asyncDispose]());
  await running.work.quiet();

  return {
    memory,
    smtp,
    links,
    claims,
    mailboxId,
    allow,
    account: () => memory.list('mailAccounts')[0]!,
    /** Somebody in People with an e-mail address; they have agreed to what is named. */
    person(name: string, address: string, agreed: ('email' | 'whatsapp')[] = []): string {
      const emails = { own: { address } };
      const { id } = expectOk(memory.run('contact.create', { name, emails }));
      for (const channel of agreed)
        expectOk(
          memory.run('consent.record', { contactId: id, purposes: ['marketing'], given: true, channel }),
        );
      return id;
    },
    message: (id: string) => readMessage(memory.records, id)!,
    state: (id: string) => deliveryState(readMessage(memory.records, id)!),
    quiet: () => running.work.quiet(),
    /** Everything in memory is gone. */
    async restart() {
      await running.work[Symbol.asyncDispose]();
      running = begin();
      await running.work.quiet();
    },
    async look(rounds = 8) {
      for (let round = 0; round < rounds; round++) {
        running.broadcasts.wake();
        await running.work.quiet();
        running.outbound.wake();
        await running.work.quiet();
        memory.context.now += 2500;
      }
    },
    pass(milliseconds: number) {
      memory.context.now += milliseconds;
      running.outbound.wake();
      running.broadcasts.wake();
    },
  };
}
