import { randomBytes } from 'node:crypto';
import {
  faultOfQuickReplies,
  faultOfTemplate,
  pageChoiceOf,
  type QuickReply,
  type Template,
} from './choices.ts';
import { type Deliveries, metaJson } from './deliveries.ts';
import type { PageFiles } from './page-files.ts';

/** What a business sends over a page. */
export interface PageSend {
  recipient: { id: string };
  messaging_type?: 'RESPONSE' | 'MESSAGE_TAG';
  tag?: string;
  message?: {
    text?: string;
    quick_replies?: QuickReply[];
    attachment?: { type: string; payload: Template & { attachment_id?: string } };
  };
  sender_action?: string;
}

type PageObject = 'page' | 'instagram';

/** Messenger and Instagram: one page, the account that belongs to it, and the people who write to both. */
export interface Pages {
  /** What was uploaded, and what customers sent. */
  readonly files: PageFiles;
  /** What was sent, in order. */
  readonly sent: (PageSend & { mid: string })[];
  /** A person writes; gives the message's id when the delivery was taken. */
  writes(object: PageObject, person: string, message: Record<string, unknown>): Promise<string>;
  /** A person taps on what was sent to them, the button with this title. Gives the id of the answer. */
  taps(object: PageObject, person: string, title: string): Promise<string>;
  /** `mark_seen` and `typing_on`, as people saw them. */
  readonly actions: { person: string; action: string }[];
  /** Delivers any item of `messaging`, as it is given. */
  delivers(object: PageObject, item: Record<string, unknown>): Promise<void>;
  /** What people call themselves, by their ids. */
  readonly names: Map<string, { name: string; username?: string }>;
  /** What a business that asks is told of somebody who has written; nothing of anybody else. */
  profile(person: string, fields: string[]): Record<string, string> | undefined;
  isInstagram(body: unknown): boolean;
  accept(send: PageSend): object;
}

export function createPages(deps: {
  pageId: string;
  instagramId: string;
  deliveries: Deliveries;
  files: PageFiles;
  now(): number;
}): Pages {
  const { pageId, instagramId, deliveries, files, now } = deps;
  const sent: (PageSend & { mid: string })[] = [];
  const actions: { person: string; action: string }[] = [];
  const onInstagram = new Set<string>();
  const wrote = new Set<string>();
  const names: Pages['names'] = new Map();
  const accountOf = (object: PageObject) => (object === 'page' ? pageId : instagramId);

  function delivers(object: PageObject, item: Record<string, unknown>): Promise<void> {
    const entry = [{ id: accountOf(object), time: now(), messaging: [{ timestamp: now(), ...item }] }];
    return deliveries.sendRaw(metaJson({ object, entry }));
  }

  return {
    sent,
    actions,
    files,
    delivers,
    async writes(object, person, message) {
      if (object === 'instagram') onInstagram.add(person);
      wrote.add(person);
      const mid = newMid();
      const parties = { sender: { id: person }, recipient: { id: accountOf(object) } };
      await delivers(object, { ...parties, message: { mid, ...message } });
      return mid;
    },
    async taps(object, person, title) {
      const shown = sent.flatMap(({ recipient, message }) =>
        recipient.id === person && message !== undefined ? (pageChoiceOf(message) ?? []) : [],
      );
      const tapped = shown.findLast(({ options }) => options.some((option) => option.title === title));
      if (tapped === undefined) throw new Error(`Nothing to tap on says “${title}”`);
      const payload = tapped.options.find((option) => option.title === title)!.id;
      const mid = newMid();
      const parties = { sender: { id: person }, recipient: { id: accountOf(object) } };
      if (tapped.kind === 'postback')
        await delivers(object, { ...parties, postback: { mid, title, payload } });
      else await delivers(object, { ...parties, message: { mid, text: title, quick_reply: { payload } } });
      return mid;
    },
    names,
    profile(person, fields) {
      const known = wrote.has(person) ? names.get(person) : undefined;
      if (known === undefined) return undefined;
      const [first = '', ...rest] = known.name.split(' ');
      const told: Record<string, string | undefined> = onInstagram.has(person)
        ? { ...known }
        : { first_name: first, last_name: rest.join(' ') };
      const asked = fields.flatMap((field) => (told[field] === undefined ? [] : [[field, told[field]]]));
      return { id: person, ...Object.fromEntries(asked) };
    },
    isInstagram: (body) => onInstagram.has((body as PageSend | undefined)?.recipient?.id ?? ''),
    accept(send) {
      const mid = newMid();
      const person = send.recipient.id;
      if (send.message === undefined) {
        actions.push({ person, action: send.sender_action ?? '' });
        return { recipient_id: person };
      }
      sent.push({ ...send, mid });
      const object = onInstagram.has(person) ? 'instagram' : 'page';
      // Meta tells a business of its own messages as well.
      const parties = { sender: { id: accountOf(object) }, recipient: { id: person } };
      void delivers(object, { ...parties, message: { mid, is_echo: true, ...echoOf(send, files) } });
      return { recipient_id: person, message_id: mid };
    },
  };
}

/** What Meta tells of a message: where its file can be had, instead of its id. */
function echoOf({ message }: PageSend, files: PageFiles): Record<string, unknown> {
  const { text, attachment } = message!;
  if (attachment === undefined) return { text };
  const { attachment_id: id } = attachment.payload;
  if (id === undefined) return { attachments: [attachment] };
  const url = files.urlOf(id);
  return { attachments: [{ type: attachment.type, payload: { url } }] };
}

function newMid(): string {
  return `m_${randomBytes(24).toString('base64url')}`;
}

/** Why a body is not as Meta's documentation of the Send API says. */
export function faultOfPageMessage(
  body: unknown,
  isInstagram: boolean,
  files: PageFiles,
): string | undefined {
  const { recipient, message, messaging_type: type, tag, sender_action } = (body ?? {}) as Partial<PageSend>;
  if (typeof recipient?.id !== 'string') return 'body/recipient/id is missing';
  if (sender_action !== undefined)
    return ['mark_seen', 'typing_on', 'typing_off'].includes(sender_action)
      ? undefined
      : 'body/sender_action is unknown';
  if (type !== 'RESPONSE' && type !== 'MESSAGE_TAG') return 'body/messaging_type is unknown';
  if ((type === 'MESSAGE_TAG') !== (tag === 'HUMAN_AGENT')) return 'body/tag does not fit messaging_type';
  if (type === 'MESSAGE_TAG' && message !== undefined && pageChoiceOf(message) !== undefined)
    return 'body/message has buttons outside of the 24 hours';
  if (message?.attachment !== undefined) return faultOfAttachment(message, isInstagram, files);
  if (typeof message?.text !== 'string' || message.text === '') return 'body/message/text is missing';
  const isTooLong = isInstagram ? Buffer.byteLength(message.text) > 1000 : message.text.length > 2000;
  return isTooLong ? 'body/message/text is too long' : faultOfQuickReplies(message.quick_replies);
}

function faultOfAttachment(
  { text, attachment }: NonNullable<PageSend['message']>,
  isInstagram: boolean,
  files: PageFiles,
): string | undefined {
  if (text !== undefined) return 'body/message has text beside an attachment';
  if (attachment?.type === 'template') return faultOfTemplate(attachment.payload);
  const file = files.uploaded(attachment?.payload?.attachment_id);
  if (file === undefined) return 'body/message/attachment/payload/attachment_id is unknown';
  if (file.kind !== attachment?.type) return 'body/message/attachment/type is not that of the upload';
  const platform = isInstagram ? 'instagram' : 'messenger';
  return file.platform === platform ? undefined : 'the attachment was uploaded for the other platform';
}
