import { z } from 'zod';
import { placeOf } from '#shared/agent/providers.ts';
import { type MetaKind, metaKinds } from '#shared/domain/channel.ts';
import type { CollectionName, RecordOf } from '#shared/domain/collections.ts';
import { isLoopback } from '#shared/domain/egress.ts';
import type { Receipt } from '#shared/domain/model-provider.ts';
import { operatorOf } from '#shared/domain/processing/operators.ts';
import { isLimited } from '#shared/domain/restriction.ts';
import { isVoiceApproved, voicePlaceOf } from '#shared/domain/voice-notes.ts';
import { googleOriginsOf } from '#shared/domain/google.ts';
import { googleEventStateId } from '#shared/domain/google-event.ts';
import { googleLinks, googleTables } from '#shared/records/google.ts';
import { exportTables } from '#shared/export/tables.ts';
import { attemptsOf, type WebhookDelivery } from '#shared/domain/webhook.ts';
import { given } from '#shared/lib/given.ts';
import { sendingChannel } from '#shared/records/accounts.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import type { PersonRecords } from './person-records.ts';

/** Somebody outside who gets data of the business: `meta`, or the host that it goes to. */
export interface NamedRecipient {
  key: string;
  name: string;
  /** Where it goes; none where nobody has said. */
  country?: string;
  /** Whether the owner has written the name, or Plumbline supposes it. */
  isNamed: boolean;
}

export const metaKey = 'meta';
const meta = { name: 'Meta Platforms', country: 'US' };

/** By the name that the owner has written, else by what is known of the operator. */
export function namedRecipient(records: RecordReader, key: string): NamedRecipient {
  const said = records.get('processing', 'processing')?.recipients?.[key];
  const known = key === metaKey ? meta : operatorOf(key.replace(/:\d+$/, ''));
  return {
    key,
    name: said?.name ?? known?.name ?? key,
    isNamed: said?.name !== undefined || known !== undefined,
    ...given({ country: said?.country ?? known?.country }),
  };
}

/** Somebody outside who has something of one person, or may have. */
export interface PersonRecipient extends NamedRecipient {
  /**
   * `words`: parts of what was written, with names and numbers replaced. `voice`: the sound of voice notes. `visits`:
   * what events in a calendar elsewhere say. `tables`: rows of a spreadsheet there. `told`: what a rule says that a program is told.
   */
  gets: 'messages' | 'words' | 'voice' | 'visits' | 'tables' | 'told';
  /** Over which channels, where it is the channels' operator. */
  channels: readonly (MetaKind | 'email')[];
  /** A receipt shows that something of theirs went there; otherwise it is allowed to, and nothing tells. */
  isKnown: boolean;
}

/** Everybody outside who has or may have something of a person: the one place that knows. */
export function recipientsOfPerson(records: RecordReader, mine: PersonRecords): PersonRecipient[] {
  const talks = of(mine, 'conversations');
  const used = new Set(talks.map(({ channel }) => channel));
  // What is said on the business's own site nobody carries who could read it.
  const channels = metaKinds.filter((kind) => used.has(kind));
  const words = hostsIn(of(mine, 'messages').flatMap(({ receipts = [] }) => receipts));
  const voice = hostsIn(of(mine, 'transcripts').flatMap(({ read }) => read?.receipts ?? []));
  const isKept = of(mine, 'contacts').some((contact) => isLimited(contact, 'staysOnDevice'));
  const may = isKept || used.size === 0 ? { words: [], voice: [] } : allowed(records);
  const one = (key: string, gets: PersonRecipient['gets'], isKnown: boolean): PersonRecipient => {
    return { ...namedRecipient(records, key), gets, channels: [], isKnown };
  };
  return [
    ...(channels.length === 0 ? [] : [{ ...one(metaKey, 'messages', true), channels }]),
    ...mailHosts(records, talks).map((host): PersonRecipient => {
      return { ...one(host, 'messages', true), channels: ['email'] };
    }),
    ...[...new Set([...words, ...may.words])].map((host) => one(host, 'words', words.has(host))),
    ...[...toldIn(of(mine, 'webhookDeliveries'))].map((host) => one(host, 'told', true)),
    ...[...new Set([...voice, ...may.voice])].map((host) => one(host, 'voice', voice.has(host))),
    ...calendarsOf(records, mine).map((host) => one(host, 'visits', true)),
    ...spreadsheetOf(records, mine).map((host) => one(host, 'tables', true)),
  ];
}

/** Where events of theirs stand that say more than that somebody is busy. */
function calendarsOf(records: RecordReader, mine: PersonRecords): string[] {
  const visits = of(mine, 'visits');
  const links = googleLinks(records).filter(({ fields = {} }) => Object.keys(fields).length > 0);
  const known = links.filter(({ id }) =>
    visits.some(
      (visit) => records.get('googleEvents', googleEventStateId(id, visit.id))?.madeAt !== undefined,
    ),
  );
  return [...new Set(known.flatMap((link) => new URL(googleOriginsOf(link)[0]!).host))];
}

/** Where rows about them stand, or have stood. */
function spreadsheetOf(records: RecordReader, mine: PersonRecords): string[] {
  const { link, sheet } = googleTables(records) ?? {};
  if (link === undefined || sheet === undefined) return [];
  const isThere = exportTables.some(
    (table) => sheet.tabs?.[table.name]?.madeAt !== undefined && of(mine, table.of).length > 0,
  );
  return isThere ? [new URL(googleOriginsOf(link)[0]!).host] : [];
}

/** Whose servers carry the e-mails of these conversations, as far as this member knows the mailboxes. */
function mailHosts(records: RecordReader, talks: readonly RecordOf<'conversations'>[]): string[] {
  const accounts = talks.filter(({ channel }) => channel === 'email').map(({ accountId }) => accountId);
  const hosts = [...new Set(accounts)].flatMap((id) => {
    const account = sendingChannel(records, id);
    return account?.kind === 'email' ? [account.host] : [];
  });
  return [...new Set(hosts)];
}

/** The hosts elsewhere that an owner lets have something of customers. */
function allowed(records: RecordReader): { words: string[]; voice: string[] } {
  const models = [...records.all('modelProviders')].filter(
    (provider) => provider.approvedAt !== undefined && placeOf(provider) !== 'local',
  );
  const { voiceNotes } = records.get('aiSettings', 'ai') ?? {};
  const server = voiceNotes?.on === true && voiceNotes.by === 'server' ? voiceNotes.url : undefined;
  const isHeard =
    voiceNotes !== undefined && voicePlaceOf(voiceNotes) !== 'local' && isVoiceApproved(voiceNotes);
  return {
    // Also one that passes on what a program of this computer is asked.
    words: models.map(({ url }) => new URL(url).host),
    voice: isHeard && server !== undefined ? [new URL(server).host] : [],
  };
}

function hostsIn(receipts: readonly Pick<Receipt, 'origin'>[]): ReadonlySet<string> {
  return new Set(receipts.flatMap(({ origin }) => hostElsewhere(origin) ?? []));
}

/** The hosts of programs that were told something, or may have been. */
function toldIn(deliveries: readonly WebhookDelivery[]): ReadonlySet<string> {
  return new Set(
    deliveries
      .flatMap(attemptsOf)
      .filter(({ why }) => why === undefined || why === 'lost' || why === 'slow' || why === 'sentOn')
      .flatMap(({ to }) => (to === undefined ? [] : (hostElsewhere(to) ?? []))),
  );
}

function hostElsewhere(address: string): string | undefined {
  if (!z.url().safeParse(address).success) return undefined;
  const url = new URL(address);
  return isLoopback(url) ? undefined : url.host;
}

function of<Name extends CollectionName>(mine: PersonRecords, name: Name): RecordOf<Name>[] {
  return (mine.get(name) ?? []) as RecordOf<Name>[];
}
