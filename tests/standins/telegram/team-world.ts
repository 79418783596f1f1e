import { createEgressGuard } from '#electron/services/egress/guard.ts';
import { createTelegramService } from '#electron/services/telegram/service.ts';
import { createRecordChanges } from '#renderer/vault/books/record-changes.ts';
import { createDrafting } from '#renderer/vault/drafting/drafting.ts';
import { createTelegram, type Telegram, type TelegramDeps } from '#renderer/vault/telegram/telegram.ts';
import type { Bridge } from '#shared/bridge/bridge.ts';
import { createMemoryRecords, dutchBusiness, whatsappAccount } from '#shared/commands/testing.ts';
import { presets, type Role } from '#shared/domain/roles.ts';
import type { CollectionName } from '#shared/domain/collections.ts';
import type { Rule } from '#shared/domain/audit.ts';
import { createWork, type Timers } from '#shared/lib/async.ts';
import { expectOk } from '#shared/lib/result.ts';
import type { EgressEntry } from '#shared/domain/egress.ts';
import type { JsonObject } from '#shared/lib/json.ts';
import { startTelegram, type StandinMessage } from './server.ts';

export const owner = 'member-1';
export const chatOfOwner = 7001;
/** Of the customer who writes: it must not stand in Telegram unless the owner lets it. */
export const customerName = 'Wilhelmina Quistgaard';

/** A device of the team: its own line to Telegram, over the records that all of them have. */
interface TestDevice {
  telegram: Telegram;
  end(): Promise<void>;
}

/**
 * The vault's part and the shell's service on as many devices as a test wants, against the stand-in. The clock is the
 * test's; timers go off at once, so that nobody waits. `ends`: what ends it, in reverse.
 */
export async function openTelegramWorld(ends: (() => unknown)[]) {
  const memory = createMemoryRecords();
  memory.context.now = Date.UTC(2026, 10, 30, 12, 0, 20);
  const standin = await startTelegram();
  ends.push(() => standin.stop());
  const roles = new Map<string, Role>([[owner, 'owner']]);
  const accessOf = (memberId: string) => {
    const role = roles.get(memberId);
    return role && presets[role];
  };
  Object.assign(memory.context, { accessOf });
  const ledger: EgressEntry[] = [];
  const rules: Rule[] = [];
  const taken = new Map<string, string>();
  const told = new Set<(collection: CollectionName, id: string) => void>();

  const { run: perform } = memory;
  function tellAll(): void {
    for (const { collection, id } of memory.lastChanges) for (const tell of told) tell(collection, id);
  }
  memory.run = ((...args: Parameters<typeof perform>) => {
    const done = perform(...args);
    if (done.ok) tellAll();
    return done;
  }) as typeof perform;

  /** Puts a record as it is. */
  function put(collection: CollectionName, record: JsonObject & { id: string }): void {
    memory.apply([{ collection, id: record.id, path: [], before: undefined, after: record }]);
    for (const tell of told) tell(collection, record.id);
  }

  expectOk(memory.run('business.setUp', { profile: dutchBusiness, services: [] }));
  put('members', { id: owner, name: 'Ana', createdAt: 1 });
  const bot = {
    token: standin.token,
    apiRoot: standin.url,
    botId: String(standin.bot.id),
    username: standin.bot.username,
    name: 'Van Dijk',
  };

  function start(name: string, more: Pick<TelegramDeps, 'locked'> = {}): TestDevice {
    const guard = createEgressGuard({ now: () => 0, newId: () => 'line' });
    guard.configure({ localOnly: false, origins: { telegram: [standin.url] } });
    guard.watch((line) => ledger.push(line));
    const service = createTelegramService({ guard, patienceSeconds: 10 });
    const work = createWork(quickTimers);
    const changes = createRecordChanges({ work });
    const tell = (collection: CollectionName, id: string): void =>
      changes.tell(collection, new Set([id]), '');
    told.add(tell);
    const run: TelegramDeps['run'] = async (command, args, rule) => {
      if (rule !== undefined) rules.push(rule);
      return memory.run(command, args as never) as never;
    };
    const telegram = createTelegram({
      bridge: {
        call: (call: keyof typeof service.calls, args: never) => service.calls[call](args),
        stream: (
          stream: keyof typeof service.streams,
          args: never,
          emit: never,
          signal = new AbortController().signal,
        ) => service.streams[stream](args, emit, signal),
      } as unknown as Bridge,
      records: memory.records,
      changes,
      run,
      work,
      claims: {
        async take(purpose, id) {
          const key = `${purpose} ${id}`;
          const holder = taken.get(key) ?? name;
          taken.set(key, holder);
          return holder === name ? 'mine' : 'other';
        },
      },
      drafting: createDrafting({
        models: { stream: unasked, preview: unasked },
        records: memory.records,
        now: () => memory.context.now,
      }),
      keyring: {
        accessOf,
        canWrite: () => true,
        roster: {
          record: { members: Array.from(roles, ([id, role]) => ({ id, role, access: {} })) },
        } as never,
      },
      mayGoOut: () => true,
      now: () => memory.context.now,
      random: () => 0.5,
      ...more,
    });
    changes.start();
    telegram.wake();
    const end = async (): Promise<void> => {
      told.delete(tell);
      await work[Symbol.asyncDispose]();
    };
    ends.push(end);
    return { telegram, end };
  }

  /** Opens the link of a member in a chat, as somebody does who has it. */
  function invite(memberId = owner): string {
    const { link } = expectOk(memory.run('telegram.invite', { memberId }));
    return new URL(link).searchParams.get('start')!;
  }

  /** A customer writes. */
  function receive(text: string, { from = '31612345678' } = {}): void {
    memory.context.now += 1000;
    const at = memory.context.now;
    expectOk(
      memory.run('inbox.ingest', {
        events: [
          {
            kind: 'message',
            channel: 'whatsapp',
            accountId: whatsappAccount.phoneNumberId,
            at,
            receivedAt: at,
            externalId: `wamid.${from}.${at}`,
            customer: { phone: from, name: customerName },
            type: 'text',
            text,
            echo: false,
          },
        ],
      }),
    );
  }

  const sentTo = (chat: number): StandinMessage[] =>
    standin.messages.filter((each) => each.chat === String(chat));

  return { memory, standin, roles, ledger, rules, taken, bot, start, invite, receive, sentTo, put };
}

export type TelegramWorld = Awaited<ReturnType<typeof openTelegramWorld>>;

/** What would be in a minute is in a moment. */
const quickTimers: Timers = {
  after(milliseconds, action) {
    const timer = setTimeout(action, Math.min(milliseconds, 20));
    return () => clearTimeout(timer);
  },
  elapsed: () => performance.now(),
};

function unasked(): never {
  throw new Error('No model is set up');
}
