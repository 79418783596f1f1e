import { chainOf } from '#shared/agent/providers.ts';
import { defaultAutopilot, sendsByItself } from '#shared/domain/autopilot.ts';
import { isSending } from '#shared/domain/own-rule.ts';
import { googleLinks, googleTables } from '#shared/records/google.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import type { Integration, IntegrationKind } from './integrations.ts';
import type { Recipient } from './recipients.ts';

/** Whose data it is. */
export type People = 'customers' | 'enquirers' | 'contactsOf' | 'staff' | 'members';
/** What of them. */
export type DataKind =
  | 'identity'
  | 'reach'
  | 'addresses'
  | 'notes'
  | 'jobs'
  | 'photos'
  | 'signatures'
  | 'money'
  | 'messages'
  | 'files'
  | 'sound'
  | 'times'
  | 'consents'
  | 'work'
  | 'log';
/** Why it is allowed: what is usual for it, which the owner checks. */
export type LawfulBasis = 'contract' | 'law' | 'interest' | 'consent';

interface Kind {
  basis: LawfulBasis;
  people: readonly People[];
  data: readonly DataKind[];
  /** The connections over which it leaves. */
  over: readonly IntegrationKind[];
  /** How long: see the settings of retention. */
  kept: 'conversations' | 'enquiries' | 'law' | 'audit' | 'open' | 'whileOn';
  /** Whether it takes place, as the business is set up now. */
  isOn(records: RecordReader, integrations: readonly Integration[]): boolean;
}

const customers = ['customers', 'enquirers'] as const;
const channels = ['whatsapp', 'instagram', 'messenger', 'email'] as const;
const always = (): boolean => true;
const has =
  (...kinds: IntegrationKind[]) =>
  (_records: RecordReader, integrations: readonly Integration[]): boolean =>
    integrations.some(({ kind, isIdle }) => kinds.includes(kind) && !isIdle);

/** Where requests are taken, visitors write as well. */
function takesRequests(records: RecordReader, integrations: readonly Integration[]): boolean {
  return (
    has('publicPage')(records, integrations) && records.get('publicPages', 'page')?.takesRequests === true
  );
}

/** What a service business does with people's data; each is told only where it takes place. */
const kinds = {
  customers: {
    basis: 'contract',
    people: [...customers, 'contactsOf'],
    data: ['identity', 'reach', 'addresses', 'notes', 'consents'],
    over: [],
    kept: 'enquiries',
    isOn: always,
  },
  jobs: {
    basis: 'contract',
    people: ['customers', 'contactsOf', 'staff'],
    data: ['identity', 'addresses', 'jobs', 'photos', 'signatures', 'times'],
    over: [],
    kept: 'open',
    isOn: always,
  },
  money: {
    basis: 'law',
    people: ['customers'],
    data: ['identity', 'addresses', 'money'],
    over: [],
    kept: 'law',
    isOn: always,
  },
  messages: {
    basis: 'contract',
    people: customers,
    data: ['identity', 'reach', 'messages', 'files'],
    over: channels,
    kept: 'conversations',
    isOn: has(...channels),
  },
  comments: {
    basis: 'interest',
    people: customers,
    data: ['identity', 'messages'],
    over: ['instagram', 'messenger'],
    kept: 'conversations',
    isOn: has('instagram', 'messenger'),
  },
  broadcasts: {
    basis: 'consent',
    people: ['customers'],
    data: ['identity', 'reach', 'consents'],
    over: ['whatsapp', 'email', 'relay'],
    kept: 'conversations',
    isOn: (records) => [...records.all('broadcasts')].length > 0,
  },
  reminders: {
    basis: 'interest',
    people: ['customers'],
    data: ['identity', 'reach', 'times'],
    over: channels,
    kept: 'conversations',
    isOn: (records) =>
      [...records.all('reminderRules')].some(({ isOn }) => isOn) ||
      [...records.all('rules')].some(({ isOn, actions }) => isOn && actions.some(isSending)),
  },
  drafts: {
    basis: 'interest',
    people: customers,
    data: ['messages', 'jobs', 'times'],
    over: ['model'],
    kept: 'whileOn',
    isOn: (records) => chainOf(records).length > 0,
  },
  autopilot: {
    basis: 'interest',
    people: customers,
    data: ['messages', 'jobs', 'times'],
    over: [...channels, 'model'],
    kept: 'conversations',
    isOn: (records) => sendsByItself(records.get('aiSettings', 'ai')?.autopilot ?? defaultAutopilot),
  },
  voice: {
    basis: 'interest',
    people: customers,
    data: ['sound', 'messages'],
    over: ['voice'],
    kept: 'conversations',
    isOn: has('voice'),
  },
  staff: {
    basis: 'contract',
    people: ['staff', 'members'],
    data: ['identity', 'reach', 'work', 'times'],
    over: ['calendar'],
    kept: 'open',
    isOn: always,
  },
  phoneCalendars: {
    basis: 'interest',
    people: ['staff', 'customers'],
    data: ['times', 'identity', 'addresses'],
    over: ['publishedFeed'],
    kept: 'whileOn',
    isOn: has('publishedFeed'),
  },
  pageRequests: {
    basis: 'contract',
    people: customers,
    data: ['identity', 'reach', 'addresses', 'jobs', 'photos', 'consents'],
    over: ['publicPage', 'email'],
    kept: 'open',
    isOn: takesRequests,
  },
  chat: {
    basis: 'contract',
    people: customers,
    data: ['identity', 'reach', 'messages'],
    over: ['publicPage'],
    kept: 'conversations',
    isOn: takesRequests,
  },
  assistants: {
    basis: 'contract',
    people: customers,
    data: ['times'],
    over: ['assistants'],
    kept: 'whileOn',
    isOn: has('assistants'),
  },
  telegram: {
    basis: 'interest',
    people: ['members', ...customers],
    data: ['messages', 'times', 'identity'],
    over: ['telegram'],
    kept: 'open',
    isOn: has('telegram'),
  },
  programs: {
    basis: 'interest',
    people: customers,
    data: ['identity', 'reach', 'jobs', 'money', 'messages', 'times'],
    over: ['program'],
    kept: 'whileOn',
    isOn: has('program'),
  },
  googleCalendar: {
    basis: 'interest',
    people: ['staff', ...customers],
    data: ['times', 'identity', 'addresses'],
    over: ['google'],
    kept: 'whileOn',
    isOn: (records, integrations) =>
      has('google')(records, integrations) &&
      googleLinks(records).some(({ wants }) => wants.place !== 'none' || wants.busy),
  },
  googleTables: {
    basis: 'interest',
    people: ['staff', ...customers],
    data: ['identity', 'reach', 'addresses', 'jobs', 'money', 'times'],
    over: ['google'],
    kept: 'open',
    isOn: (records, integrations) =>
      has('google')(records, integrations) &&
      Object.keys(googleTables(records)?.sheet?.tables ?? {}).length > 0,
  },
  webhooks: {
    basis: 'interest',
    people: customers,
    data: ['identity', 'reach', 'messages', 'jobs', 'money'],
    over: ['webhook'],
    kept: 'open',
    isOn: has('webhook'),
  },
  arrivals: {
    basis: 'contract',
    people: customers,
    data: ['identity', 'reach', 'jobs'],
    over: ['webhookSource'],
    kept: 'enquiries',
    isOn: has('webhookSource'),
  },
  sync: {
    basis: 'interest',
    people: [...customers, 'staff', 'members'],
    data: ['log'],
    over: ['relay'],
    kept: 'whileOn',
    isOn: has('relay'),
  },
  security: {
    basis: 'law',
    people: ['members'],
    data: ['identity', 'log'],
    over: [],
    kept: 'audit',
    isOn: always,
  },
} satisfies Record<string, Kind>;

export type ActivityKind = keyof typeof kinds;

/** One line of the record of processing. */
export interface Activity extends Omit<Kind, 'isOn' | 'over'> {
  kind: ActivityKind;
  recipients: readonly Recipient[];
}

/** What the business does with people's data now, with who gets it. */
export function activitiesOf(
  records: RecordReader,
  integrations: readonly Integration[],
  recipients: readonly Recipient[],
): Activity[] {
  return (Object.keys(kinds) as ActivityKind[]).flatMap((kind) => {
    const { isOn, over, ...told }: Kind = kinds[kind];
    if (!isOn(records, integrations)) return [];
    const used = recipients.filter(({ kinds: by }) => by.some((each) => over.includes(each)));
    return [{ ...told, kind, recipients: used }];
  });
}
