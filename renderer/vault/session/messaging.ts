import type { Bridge } from '#shared/bridge/bridge.ts';
import { ignore } from '#shared/lib/ignore.ts';
import type { Problem, Result } from '#shared/lib/result.ts';
import { ok, problem } from '#shared/lib/result.ts';
import type { BlobDatabase } from '../blobs/blob-database.ts';
import { type Blobs, createBlobs } from '../blobs/blobs.ts';
import { createGivingBack } from '../claims/giving-back.ts';
import type { PhonePart } from '#shared/domain/channel.ts';
import type { MailKey } from '#shared/domain/mail-sign-in.ts';
import { accountOf } from '../channels/accounts.ts';
import type { ChannelsApi } from '../inbox/api.ts';
import { type PartCheck, testChannel } from '../inbox/channel-test.ts';
import { createReconciling } from '../inbox/reconciling.ts';
import { registerWebhooks, webhookUrlOf } from '../inbox/webhooks.ts';
import { createBroadcasts } from '../broadcasts/broadcasts.ts';
import type { Keybag } from '../keys/keybag.ts';
import { createDownloads } from '../media/downloads.ts';
import { createNamedBlobs } from '../media/named-blobs.ts';
import { createDueNotes } from '../outbound/due-notes.ts';
import type { LinkFor } from '../outbound/mail.ts';
import { createMailRights, mailClientOf, type MailRights } from '../outbound/mail-rights.ts';
import { createOutbound, type Outbound } from '../outbound/outbound.ts';
import { testMail, type TestWords } from '../outbound/test-mail.ts';
import { createReading, type Reading } from '../outbound/reading.ts';
import { createReminders } from '../reminders/reminders.ts';
import type { RelayClient } from '../sync/relay-client.ts';
import { createVoiceReader, type VoiceReader } from '../voice/reader.ts';
import { createTranscripts } from '../voice/transcripts.ts';
import type { TeamFollower } from '../team/follower.ts';
import { createTemplates, type Templates } from '../templates/templates.ts';
import { createPublished, type PublishedDeps } from './published.ts';

export interface MessagingDeps extends Omit<PublishedDeps, 'workspace'> {
  bridge: Bridge;
  keybag: Keybag;
  linkFor: LinkFor;
  blobDatabase: BlobDatabase;
  /** See `OutboundDeps`. */
  isWrittenNow(messageId: string): boolean;
  follower: Pick<TeamFollower, 'waitsForWords'>;
  /** Epoch milliseconds, as this device has them. */
  now(): number;
  emit(event: { type: 'late'; problem: Problem }): void;
}

/** What goes to customers and comes from them: messages, files, templates, and the channels that carry them. */
export interface Messaging {
  blobs: Blobs;
  mailRights: MailRights;
  outbound: Outbound;
  reading: Reading;
  templates: Templates;
  voiceReader: VoiceReader;
  testChannel(id: string): Promise<Result<PartCheck[]>>;
  askPhone: ChannelsApi['askPhone'];
  testMail(id: string, words?: TestWords): Promise<Result<{ to: string }>>;
  signedIn(client: RelayClient): void;
  /** The relay of now; `undefined` where there is none. */
  relay(): { url: string; client: RelayClient } | undefined;
  /** The settings may be others than before. */
  wake(): void;
  start(): void;
}

export function createMessaging(deps: MessagingDeps): Messaging {
  const { bridge, crypto, keybag, library, changes, claims, sync, run, now, work } = deps;
  const { workspace, deviceId } = keybag;
  const blobs = createBlobs({
    bridge,
    crypto,
    workspace,
    database: deps.blobDatabase,
    relay,
    isHeldBack: deps.follower.waitsForWords,
    now,
    work,
    random: deps.random,
  });
  const deviceIds = (): string[] => {
    const { devices, formerDevices = [] } = deps.keyring.roster.record;
    return [...devices, ...formerDevices].map(({ id }) => id);
  };
  const mayStore = (): boolean => library.mayBegin().ok;
  const downloads = createDownloads({
    bridge,
    records: library,
    changes,
    blobs,
    claims,
    mayStore,
    run,
    now,
    work,
  });
  const namedBlobs = createNamedBlobs({ records: library, changes, blobs });
  const voiceReader = createVoiceReader({ bridge, records: library, now });
  const transcripts = createTranscripts({
    records: library,
    changes,
    blobs,
    claims,
    reader: voiceReader,
    work,
    run,
    now,
  });
  const reconciling = createReconciling({ records: library, changes, run });
  const templates = createTemplates({ bridge, records: library, changes, run, work });
  const mailRights = createMailRights({ ...deps, records: library, now: deps.relayNow });
  const givingBack = createGivingBack<MailKey>({
    work,
    random: deps.random,
    mayLeave: () => deps.keyring.canWrite('secrets') && deps.closure.mayWrite().ok,
    left: () => [...library.all('mailKeys')].filter(({ leftAt }) => leftAt !== undefined),
    async giveBack({ id, refreshToken }) {
      mailRights.drop(id);
      const client = mailClientOf(library, id);
      if (client === undefined || refreshToken === '') return true;
      const told = await bridge.call('mail.revoke', { client, refreshToken });
      return told.ok && told.value.outcome === 'done';
    },
    noteGiven: ({ id }) => run('mail.noteLeft', { id }),
  });
  changes.on(['mailKeys'], givingBack.look);
  const outbound = createOutbound({
    mailRights,
    bridge,
    records: library,
    changes,
    run,
    deviceId,
    isWrittenNow: deps.isWrittenNow,
    deviceIds,
    claims,
    blobs,
    random: crypto,
    work,
    caughtUp: deps.caughtUp,
    onLate: (count) => deps.emit({ type: 'late', problem: lateProblem(count) }),
    linkFor: deps.linkFor,
    reloadTemplates: () => ignore(templates.load()),
    now: deps.relayNow,
  });

  const noteDue = createDueNotes({ bridge, waiting: outbound.waiting, work });
  changes.on(['messages', 'messageStates'], noteDue);
  const reminders = createReminders({
    records: library,
    changes,
    run,
    claims,
    caughtUp: deps.caughtUp,
    work,
    now: deps.relayNow,
  });
  const broadcasts = createBroadcasts({
    holdsChannels: () => deps.keyring.canWrite('secrets'),
    records: library,
    changes,
    run,
    claims,
    caughtUp: deps.caughtUp,
    work,
    now: deps.relayNow,
  });
  const published = createPublished({ ...deps, workspace });
  const reading = createReading({ bridge, records: library, now });

  function relay(): { url: string; client: RelayClient } | undefined {
    const client = sync.client();
    const url = sync.status().relayUrl;
    return client === undefined || url === undefined ? undefined : { url, client };
  }

  async function testOne(id: string): Promise<Result<PartCheck[]>> {
    const channel = library.get('channels', id);
    if (channel === undefined) return problem('channel.missing', 'This channel is no longer connected.');
    const callbackUrl = webhookUrlOf(deps.keyring.roster, workspace);
    return ok(await testChannel({ bridge, channel, client: sync.client(), callbackUrl }));
  }

  async function askPhone(id: string, what: PhonePart): Promise<Result<unknown>> {
    const channel = library.get('channels', id);
    if (channel?.kind !== 'whatsapp')
      return problem('channel.missing', 'This channel is no longer connected.');
    const answer = await bridge.call('channel.askPhone', { account: accountOf(channel), what });
    return answer.ok ? run('channel.phoneAsked', { id, what }) : answer;
  }

  async function testMailbox(id: string, words?: TestWords): Promise<Result<{ to: string }>> {
    const account = library.get('mailAccounts', id);
    if (account === undefined) return problem('mail.missing', 'This mailbox is no longer connected.');
    return testMail({ bridge, random: crypto, mailRights }, account, words);
  }

  function signedIn(client: RelayClient): void {
    blobs.signedIn();
    published.signedIn();
    const callbackUrl = webhookUrlOf(deps.keyring.roster, workspace);
    ignore(registerWebhooks({ bridge, records: library, run, callbackUrl }, client));
  }

  function wake(): void {
    outbound.wake();
    reminders.wake();
    broadcasts.wake();
    published.wake();
    givingBack.look();
    noteDue();
    templates.wake();
  }

  return {
    blobs,
    mailRights,
    relay,
    outbound,
    reading,
    templates,
    voiceReader,
    testChannel: testOne,
    askPhone,
    testMail: testMailbox,
    signedIn,
    wake,
    start() {
      downloads.start();
      namedBlobs.start();
      transcripts.start();
      reconciling.start();
    },
  };
}

function lateProblem(count: number): Problem {
  const what = count === 1 ? 'A message for later was' : `${count} messages for later were`;
  return {
    code: 'sender.late',
    message: `${what} not sent: Plumbline was closed, and the time for it is over.`,
    remedy: 'Look in the conversation: you can still send it there.',
  };
}
