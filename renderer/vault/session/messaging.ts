import type { Bridge } from '#shared/bridge/bridge.ts';
import type { AppCommandName, ArgsOf } from '#shared/commands/index.ts';
import type { WebCrypto } from '#shared/crypto/web-crypto.ts';
import type { Work } from '#shared/lib/async.ts';
import { ignore } from '#shared/lib/ignore.ts';
import type { Problem, Result } from '#shared/lib/result.ts';
import { ok, problem } from '#shared/lib/result.ts';
import type { CommandDone } from '../commands/api.ts';
import type { BlobDatabase } from '../blobs/blob-database.ts';
import { type Blobs, createBlobs } from '../blobs/blobs.ts';
import type { Keyring } from '../books/keyring.ts';
import type { Library } from '../books/library.ts';
import type { RecordChanges } from '../books/record-changes.ts';
import type { Claims } from '../claims/claims.ts';
import { createGivingBack } from '../claims/giving-back.ts';
import type { PhonePart } from '#shared/domain/channel.ts';
import type { MailKey } from '#shared/domain/mail-sign-in.ts';
import { accountOf } from '../channels/accounts.ts';
import type { ChannelsApi } from '../inbox/api.ts';
import { type PartCheck, testChannel } from '../inbox/channel-test.ts';
import { createReconciling } from '../inbox/reconciling.ts';
import { registerWebhooks, webhookUrlOf } from '../inbox/webhooks.ts';
import { createRequestPages, mayTellOf } from '../inbox/request-pages.ts';
import { createBroadcasts } from '../broadcasts/broadcasts.ts';
import { createChatNotes } from '../booking/chat-notes.ts';
import { createBookingNotes } from '../booking/notes.ts';
import type { PageKeys } from '../booking/page-keys.ts';
import { createTimesOffering } from '../booking/offering.ts';
import { createBookingTelling } from '../booking/telling.ts';
import type { PageRequests } from '../booking/page-requests.ts';
import { createPagePublishing } from '../booking/publishing.ts';
import type { GoogleBusy } from '../google/busy.ts';
import { createPublishing } from '../feeds/publishing.ts';
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
import type { Sync } from '../sync/sync.ts';
import { createWebhookRegistering } from '../webhooks/registering.ts';
import { createVoiceReader, type VoiceReader } from '../voice/reader.ts';
import { createTranscripts } from '../voice/transcripts.ts';
import type { Closure } from '../team/closure.ts';
import type { TeamFollower } from '../team/follower.ts';
import { createTemplates, type Templates } from '../templates/templates.ts';

export interface MessagingDeps {
  /** See `GoogleBusy`. */
  busyNow: GoogleBusy['between'];
  bridge: Bridge;
  crypto: WebCrypto;
  keybag: Keybag;
  keyring: Keyring;
  pageKeys: PageKeys;
  pageRequests: Pick<PageRequests, 'settledClaims'>;
  linkFor: LinkFor;
  library: Library;
  changes: RecordChanges;
  blobDatabase: BlobDatabase;
  claims: Claims;
  /** See `OutboundDeps`. */
  isWrittenNow(messageId: string): boolean;
  sync: Sync;
  follower: Pick<TeamFollower, 'waitsForWords'>;
  closure: Pick<Closure, 'mayWrite'>;
  work: Work;
  /** From 0 to 1. */
  random(): number;
  run<Name extends AppCommandName>(name: Name, args: ArgsOf<Name>): Promise<Result<CommandDone>>;
  /** Epoch milliseconds, as this device has them. */
  now(): number;
  /** Epoch milliseconds, as the relay has them. */
  relayNow(): number;
  /** See `CatchUp`. */
  caughtUp(): Promise<boolean>;
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
  const publishing = createPublishing({
    ...deps,
    records: library,
    workspace,
    mayPublish: () => deps.closure.mayWrite().ok,
    client: () => sync.client(),
    now: deps.relayNow,
  });
  const webhookRegistering = createWebhookRegistering({
    ...deps,
    records: library,
    workspace,
    mayRegister: () => deps.closure.mayWrite().ok && deps.keyring.canWrite('secrets'),
    client: () => sync.client(),
  });
  const requestPages = createRequestPages({
    ...deps,
    records: library,
    workspace,
    mayPublish: () => deps.closure.mayWrite().ok && mayTellOf(deps.keyring),
    client: () => sync.client(),
  });
  const { pageKeys } = deps;
  const pages = createPagePublishing({
    ...deps,
    records: library,
    workspace,
    keys: pageKeys,
    sign: deps.keyring.sign,
    mayPublish: () => deps.keyring.canWrite('desk') && deps.closure.mayWrite().ok,
    client: () => sync.client(),
    now: deps.relayNow,
  });
  const offering = createTimesOffering({
    ...deps,
    records: library,
    workspace,
    sign: deps.keyring.sign,
    mayOffer: () =>
      deps.keyring.canWrite('desk') && deps.keyring.canWrite('talk') && deps.closure.mayWrite().ok,
    client: () => sync.client(),
    pseudonym: (text) => deps.keyring.pseudonym('work', text),
    settledClaims: () => deps.pageRequests.settledClaims(),
    busyNow: deps.busyNow,
    now: deps.relayNow,
  });
  const bookingNotes = createBookingNotes({
    crypto,
    records: library,
    changes,
    work,
    workspace,
    keys: pageKeys,
    mayWrite: () => deps.keyring.canWrite('talk') && deps.closure.mayWrite().ok,
    client: () => sync.client(),
    pseudonym: deps.keyring.pseudonym,
    now: deps.relayNow,
  });
  const bookingTelling = createBookingTelling({
    ...deps,
    records: library,
    keys: pageKeys,
    relayUrl: () => sync.status().relayUrl,
    mayTell: () =>
      deps.keyring.canWrite('talk') && deps.keyring.canWrite('secrets') && deps.closure.mayWrite().ok,
    now: deps.relayNow,
  });
  const chatNotes = createChatNotes({
    crypto,
    records: library,
    changes,
    run,
    work,
    workspace,
    deviceId: deps.keyring.keybag.deviceId,
    mayWrite: () => deps.keyring.canWrite('talk') && deps.closure.mayWrite().ok,
    client: () => sync.client(),
    now: deps.relayNow,
  });
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
    publishing.wake();
    webhookRegistering.wake();
    requestPages.wake();
    pages.wake();
    bookingNotes.wake();
    chatNotes.wake();
    offering.wake();
    const callbackUrl = webhookUrlOf(deps.keyring.roster, workspace);
    ignore(registerWebhooks({ bridge, records: library, run, callbackUrl }, client));
  }

  function wake(): void {
    outbound.wake();
    reminders.wake();
    broadcasts.wake();
    bookingTelling.wake();
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
