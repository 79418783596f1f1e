import { templateFields } from '#shared/channels/meta/whatsapp/templates.ts';
import type { ArgsOf } from '#shared/commands/index.ts';
import type { Broadcast } from '#shared/domain/broadcast/broadcast.ts';
import { dayOf } from '#shared/domain/day.ts';
import { momentOf, timeOf } from '#shared/domain/local-time.ts';
import type { MessageTemplate } from '#shared/domain/message-template.ts';
import { given } from '#shared/lib/given.ts';

/** What stands in the form. */
export interface DraftValues extends Record<string, unknown> {
  name: string;
  over: 'whatsapp' | 'email';
  accountId: string;
  /** The mailbox that sends, and what it says. */
  mailboxId: string;
  subject: string;
  text: string;
  unknown: string;
  templateId: string;
  /** `all`, `tags`, `breach`, or a segment's id. */
  audience: string;
  tags: string[];
  breachId: string;
  values: Record<string, { words: string; fallback: string }>;
  when: 'now' | 'later';
  day: string;
  time: string;
  isQuiet: boolean;
  quietFrom: string;
  quietUntil: string;
  /** Empty: not known. */
  limit: string;
}

/** Over what a new one goes: the first number and mailbox of the business, by what conversations call them. */
export interface Senders {
  number: string | undefined;
  mailbox: string | undefined;
}

export function draftOf(broadcast: Broadcast | undefined, senders: Senders, zone: string): DraftValues {
  const at = broadcast?.startAt;
  const mail = broadcast?.mail;
  const { number = '', mailbox = '' } = senders;
  const isMail = broadcast === undefined ? number === '' && mailbox !== '' : mail !== undefined;
  return {
    name: broadcast?.name ?? '',
    over: isMail ? 'email' : 'whatsapp',
    accountId: isMail ? number : (broadcast?.accountId ?? number),
    mailboxId: isMail ? (broadcast?.accountId ?? mailbox) : mailbox,
    subject: mail?.subject ?? '',
    text: mail?.text ?? '',
    unknown: mail?.unknown ?? '',
    templateId: broadcast?.templateId ?? '',
    audience: broadcast === undefined ? 'all' : audienceOf(broadcast.audience),
    tags: broadcast?.audience.tags ?? [],
    breachId: broadcast?.audience.breachId ?? '',
    values: Object.fromEntries(
      Object.entries(broadcast?.values ?? {}).map(([key, { words, fallback = '' }]) => [
        key,
        { words, fallback },
      ]),
    ),
    when: at === undefined ? 'now' : 'later',
    day: at === undefined ? '' : dayOf(at, zone),
    time: at === undefined ? '09:00' : timeOf(at, zone),
    // At night nobody is written to, unless somebody says otherwise.
    isQuiet: broadcast === undefined || broadcast.quiet !== undefined,
    quietFrom: broadcast?.quiet?.from ?? '20:00',
    quietUntil: broadcast?.quiet?.until ?? '08:00',
    limit: broadcast?.limit === undefined ? '' : String(broadcast.limit),
  };
}

function audienceOf({ of, segmentId = '' }: Broadcast['audience']): string {
  return of === 'segment' ? segmentId : of;
}

/** What the command takes. */
export function contentOf(draft: DraftValues, zone: string): ArgsOf<'broadcast.create'> {
  const { name, audience, tags, breachId, isQuiet, quietFrom, quietUntil } = draft;
  return {
    name: name.trim(),
    ...whatOf(draft),
    audience:
      audience === 'all'
        ? { of: 'all' }
        : audience === 'tags'
          ? { of: 'tags', tags }
          : audience === 'breach'
            ? { of: 'breach', breachId }
            : { of: 'segment', segmentId: audience },
    ...(isQuiet &&
      quietFrom !== '' &&
      quietUntil !== '' && { quiet: { from: quietFrom, until: quietUntil } }),
    ...given({ startAt: startOf(draft, zone), limit: draft.limit === '' ? undefined : Number(draft.limit) }),
  };
}

/** What it says, and over what. */
function whatOf({ over, accountId, templateId, values, mailboxId, subject, text, unknown }: DraftValues) {
  if (over === 'email') {
    const said = { subject: subject.trim(), text: text.trim() };
    const mail = { ...said, ...(unknown.trim() !== '' && { unknown: unknown.trim() }) };
    return { accountId: mailboxId, mail, values: {} };
  }
  const filled = Object.entries(values).map(([key, { words, fallback }]) => [
    key,
    { words: words.trim(), ...(fallback.trim() !== '' && { fallback: fallback.trim() }) },
  ]);
  return {
    accountId,
    ...(templateId !== '' && { templateId }),
    values: Object.fromEntries(filled) as Broadcast['values'],
  };
}

/** When it is to begin; `undefined` for at once. Epoch milliseconds. */
export function startOf({ when, day, time }: DraftValues, zone: string): number | undefined {
  return when === 'now' || day === '' || time === '' ? undefined : momentOf(day, time, zone);
}

const byName = [
  [/business|company/i, '{{business}}'],
  [/phone/i, '{{phone}}'],
  [/name/i, '{{firstName}}'],
] as const;
const usual = ['{{firstName}}', '{{business}}'];

/** What usually stands in a template's places, to begin with; what its places are called says more. */
export function usualValues(template: MessageTemplate): DraftValues['values'] {
  const fields = templateFields(template).filter(({ kind }) => kind === 'text');
  return Object.fromEntries(
    fields.map(({ key, part, name }, at) => {
      const words = byName.find(([pattern]) => pattern.test(name))?.[1] ?? usual[at] ?? '';
      return [key, { words: part === 'body' ? words : '', fallback: '' }];
    }),
  );
}
