import type { Bridge } from '#shared/bridge/bridge.ts';
import type { WebhookEvent } from '#shared/channels/events.ts';
import type { AppCommandName } from '#shared/commands/index.ts';
import type { WebCrypto } from '#shared/crypto/web-crypto.ts';
import { createSequencer, createWork, type Timers } from '#shared/lib/async.ts';
import type { EgressEntry } from '#shared/domain/egress.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { newId } from '#shared/lib/ids.ts';
import type { Problem, Result } from '#shared/lib/result.ts';
import { err, ok, problem } from '#shared/lib/result.ts';
import type { Keyring } from '../books/keyring.ts';
import { sendingChannels } from '#shared/records/accounts.ts';
import { silencesLocked } from '#shared/records/pauses.ts';
import { createRecordChanges } from '../books/record-changes.ts';
import { createBroadcasts } from '../broadcasts/broadcasts.ts';
import { createSafety } from '../heard/safety.ts';
import { createDueNotes } from '../outbound/due-notes.ts';
import { createUnsubscribeLinks } from '../unsubscribe/links.ts';
import { createMailRights } from '../outbound/mail-rights.ts';
import { createOutbound } from '../outbound/outbound.ts';
import { createReminders } from '../reminders/reminders.ts';
import { createTelegram } from '../telegram/telegram.ts';
import { createDoings } from './doings.ts';
import { type SenderLoad, senderLimits } from './load.ts';
import type { SenderLog } from './log.ts';
import type { Mailbox, MailboxDeps } from './mailbox.ts';
import { senderPolicy } from './policy.ts';
import { createReceiver } from './receiver.ts';
import { createRecordsInMemory } from './records.ts';

/** Why a sender sends no more before somebody unlocks: its time is over, it has sent enough, or the team changed. */
export type SenderEnd = 'time' | 'count' | 'team' | 'paused';

/** What a locked window may tell: counts and moments. */
export interface Sending {
  /** Epoch milliseconds. */
  until: number;
  due: number;
  nextAt?: number | undefined;
  sent: number;
  held: number;
  /** Messages of customers that have come in. */
  arrived: number;
  /** Another device has taken over: it sends what is due. */
  isTakenOver: boolean;
  ended?: SenderEnd | undefined;
}

export interface Sender extends AsyncDisposable {
  sending(): Sending;
  /** Looks at once for what is due, such as after a sleep. */
  wake(): void;
  quiet(): Promise<void>;
}

export interface SenderDeps {
  bridge: Bridge;
  crypto: WebCrypto;
  keyring: Keyring;
  load: SenderLoad;
  log: SenderLog;
  openMailbox(
    deps: Pick<MailboxDeps, 'ingest' | 'unsubscribes' | 'onTeamChanged' | 'onPaused' | 'work'>,
  ): Mailbox;
  /** Epoch milliseconds. */
  now(): number;
  timers: Timers;
  /** From 0 to 1. */
  random(): number;
  onChange(): void;
}

/**
 * What goes on while Plumbline is locked: the same parts as in an open workspace, over the few records that it was
 * given. Whatever it does is on disk, sealed, before it is done; the next session writes it into the books.
 */
export async function createSender(deps: SenderDeps): Promise<Sender> {
  const { bridge, crypto, keyring, load, log, now } = deps;
  const { deviceId, memberId } = keyring.keybag;
  const work = createWork(deps.timers);
  const changes = createRecordChanges({ work });
  const memory = createRecordsInMemory(load.records);
  const records = memory.reader;
  const doings = createDoings({ records, standings: load.standings });
  const inTurn = createSequencer();
  /** What has left the device and is not written down yet. */
  const egress: EgressEntry[] = [];
  let arrived = 0;
  let attempts = 0;
  let ended: SenderEnd | undefined;

  async function perform(name: AppCommandName, args: unknown): Promise<Result<unknown>> {
    const context = { now: now(), newId: () => newId(crypto), deviceId, memberId };
    const planned = memory.plan(name, args, context);
    if (!planned.ok) return planned;
    memory.apply(planned.value.changes);
    const entry = doings.entryOf(planned.value.changes);
    const written = entry === undefined ? ok() : await log.append({ ...entry, egress: egress.splice(0) });
    if (!written.ok) {
      // What is not on disk has not been done.
      memory.apply(planned.value.changes.toReversed().map((each) => ({ ...each, after: each.before })));
      return written;
    }
    if (entry !== undefined) doings.logged(entry);
    for (const { collection, id } of planned.value.changes) changes.tell(collection, new Set([id]), '');
    deps.onChange();
    return ok(planned.value.value);
  }

  async function run(name: AppCommandName, args: unknown): Promise<Result<unknown>> {
    if (!allowed.has(name)) return err(over);
    if (name !== 'message.attempt') return inTurn(() => perform(name, args));
    if (isOver()) return err(over);
    const begun = await inTurn(() => perform(name, args));
    if (begun.ok) attempts++;
    return begun;
  }

  async function ingest(events: WebhookEvent[]): Promise<Result<unknown>> {
    arrived += events.filter(({ kind }) => kind === 'message').length;
    const known = new Set(Array.from(records.all('conversations'), ({ id }) => id));
    const taken = await inTurn(async () => {
      const planned = memory.plan('inbox.ingest', { events }, contextNow());
      if (!planned.ok) return planned;
      memory.apply(planned.value.changes);
      memory.apply(doings.judge(known));
      doings.arrived(events);
      for (const { collection, id } of planned.value.changes) changes.tell(collection, new Set([id]), '');
      return ok();
    });
    deps.onChange();
    return taken;
  }

  const contextNow = () => ({ now: now(), newId: () => newId(crypto), deviceId, memberId });

  function end(why: SenderEnd): void {
    ended ??= why;
    deps.onChange();
  }

  function isOver(): boolean {
    if (silencesLocked(records)) end('paused');
    if (now() > load.until) end('time');
    if (attempts >= senderLimits.sends) end('count');
    return ended !== undefined;
  }

  const unsubscribes = createUnsubscribeLinks({
    crypto,
    workspace: keyring.keybag.workspace,
    key: async () => load.unsubscribeKey,
    relayUrl: () => load.relayUrl,
  });
  const mailbox = deps.openMailbox({
    ingest,
    unsubscribes,
    onTeamChanged: () => end('team'),
    onPaused: () => end('paused'),
    work,
  });
  const parts = { records, changes, run, claims: mailbox.claims, work, now: mailbox.relayNow };
  const caughtUp = async (): Promise<boolean> =>
    !isOver() && (await mailbox.caughtUp()) && !mailbox.isTakenOver();
  const outbound = createOutbound({
    ...parts,
    mailRights: createMailRights({ ...parts, bridge }),
    bridge,
    deviceId,
    isWrittenNow: (id) => load.records.messages?.every((message) => message.id !== id) ?? true,
    deviceIds: () => new Set(load.records.messages?.flatMap((message) => message.deviceId ?? [])),
    caughtUp,
    blobs: { read: async () => problem('blob.not-here-yet', 'Files wait until Plumbline is unlocked.') },
    random: crypto,
    linkFor: unsubscribes.linkFor,
    reloadTemplates: () => {},
  });
  const noteDue = createDueNotes({ bridge, waiting: outbound.waiting, work });
  changes.on(['messages', 'messageStates'], noteDue);
  const safety = createSafety(parts);
  const reminders = createReminders({ ...parts, caughtUp });
  const broadcasts = createBroadcasts({
    ...parts,
    caughtUp,
    holdsChannels: () => sendingChannels(records).length > 0,
  });
  const telegram = createTelegram({
    ...parts,
    bridge,
    run: async (name, args) => (await run(name, args)) as never,
    drafting: { draft: async () => err(over) },
    keyring: {
      accessOf: (memberId) => load.access[memberId],
      // Who has been given the token may speak for the bot.
      canWrite: () => true,
      roster: keyring.roster,
    },
    locked: { since: load.until - senderLimits.lasts },
    mayGoOut: () => !isOver() && !mailbox.isTakenOver(),
    random: deps.random,
  });
  const receiver = createReceiver({ ...parts, isAttended: doings.isAttended });

  function wake(): void {
    if (isOver()) return;
    outbound.wake();
    safety.wake();
    receiver.wake();
    reminders.wake();
    broadcasts.wake();
    telegram.wake();
  }

  await bridge.call('egress.configure', { policy: senderPolicy(load) });
  ignore(work.track(bridge.stream('egress.watch', {}, (line) => egress.push(line), work.signal)));
  changes.start();
  wake();
  work.every(tick, wake);

  return {
    sending() {
      const due = outbound.waiting();
      const times = due.flatMap(({ sendAt, at }) => sendAt ?? at);
      return {
        until: load.until,
        due: due.length,
        nextAt: times.length === 0 ? undefined : Math.min(...times),
        ...doings.counts(),
        arrived,
        isTakenOver: mailbox.isTakenOver(),
        ended,
      };
    },
    wake,
    quiet: work.quiet,
    async [Symbol.asyncDispose]() {
      await work[Symbol.asyncDispose]();
      mailbox[Symbol.dispose]();
      if (egress.length > 0) await log.append({ ...nothingDone, egress });
      await bridge.call('egress.configure', { policy: { localOnly: true, origins: {} } });
    },
  };
}

/** Everything that a locked Plumbline may do by itself: send what is due, four answers, and telling the team that something has come in. */
const allowed: ReadonlySet<AppCommandName> = new Set<AppCommandName>([
  'message.attempt',
  'message.accepted',
  'message.refused',
  'message.unsent',
  'message.retry',
  'message.hold',
  'danger.tell',
  'stop.acknowledge',
  'autopilot.receive',
  'reminder.send',
  'broadcast.send',
  'broadcast.rest',
  'telegram.tell',
  'telegram.untell',
  'telegram.quieten',
  'telegram.noteTrouble',
]);

/** How often it looks by itself, in milliseconds. */
const tick = 30_000;

const over: Problem = { code: 'sender.over', message: 'What is due waits until Plumbline is unlocked.' };
const nothingDone = { events: [], messages: [], states: [], talks: [], reminders: [], recipients: [] };
