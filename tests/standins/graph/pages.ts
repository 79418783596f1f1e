import { randomBytes } from 'node:crypto';
import { type Deliveries, metaJson } from './deliveries.ts';

/** What a business sends over a page. */
export interface PageSend {
  recipient: { id: string };
  messaging_type?: 'RESPONSE' | 'MESSAGE_TAG';
  tag?: string;
  message?: { text: string };
  sender_action?: string;
}

type PageObject = 'page' | 'instagram';

/** Messenger and Instagram: one page, the account that belongs to it, and the people who write to both. */
export interface Pages {
  /** What was sent, in order. */
  readonly sent: (PageSend & { mid: string })[];
  /** A person writes; gives the message's id when the delivery was taken. */
  writes(object: PageObject, person: string, message: Record<string, unknown>): Promise<string>;
  /** Delivers any item of `messaging`, as it is given. */
  delivers(object: PageObject, item: Record<string, unknown>): Promise<void>;
  isInstagram(body: unknown): boolean;
  accept(send: PageSend): object;
}

export function createPages(deps: {
  pageId: string;
  instagramId: string;
  deliveries: Deliveries;
  now(): number;
}): Pages {
  const { pageId, instagramId, deliveries, now } = deps;
  const sent: (PageSend & { mid: string })[] = [];
  const onInstagram = new Set<string>();
  const accountOf = (object: PageObject) => (object === 'page' ? pageId : instagramId);

  function delivers(object: PageObject, item: Record<string, unknown>): Promise<void> {
    const entry = [{ id: accountOf(object), time: now(), messaging: [{ timestamp: now(), ...item }] }];
    return deliveries.sendRaw(metaJson({ object, entry }));
  }

  return {
    sent,
    delivers,
    async writes(object, person, message) {
      if (object === 'instagram') onInstagram.add(person);
      const mid = newMid();
      const parties = { sender: { id: person }, recipient: { id: accountOf(object) } };
      await delivers(object, { ...parties, message: { mid, ...message } });
      return mid;
    },
    isInstagram: (body) => onInstagram.has((body as PageSend | undefined)?.recipient?.id ?? ''),
    accept(send) {
      const mid = newMid();
      const person = send.recipient.id;
      if (send.message === undefined) return { recipient_id: person };
      sent.push({ ...send, mid });
      const object = onInstagram.has(person) ? 'instagram' : 'page';
      // Meta tells a business of its own messages as well.
      const parties = { sender: { id: accountOf(object) }, recipient: { id: person } };
      void delivers(object, { ...parties, message: { mid, is_echo: true, text: send.message.text } });
      return { recipient_id: person, message_id: mid };
    },
  };
}

function newMid(): string {
  return `m_${randomBytes(24).toString('base64url')}`;
}

/** Why a body is not as Meta's documentation of the Send API says. */
export function faultOfPageMessage(body: unknown, isInstagram: boolean): string | undefined {
  const { recipient, message, messaging_type: type, tag, sender_action } = (body ?? {}) as Partial<PageSend>;
  if (typeof recipient?.id !== 'string') return 'body/recipient/id is missing';
  if (sender_action !== undefined) return undefined;
  if (type !== 'RESPONSE' && type !== 'MESSAGE_TAG') return 'body/messaging_type is unknown';
  if ((type === 'MESSAGE_TAG') !== (tag === 'HUMAN_AGENT')) return 'body/tag does not fit messaging_type';
  if (typeof message?.text !== 'string' || message.text === '') return 'body/message/text is missing';
  const isTooLong = isInstagram ? Buffer.byteLength(message.text) > 1000 : message.text.length > 2000;
  return isTooLong ? 'body/message/text is too long' : undefined;
}
