import type { Step } from '#shared/domain/act.ts';
import { offeredPage } from '#shared/channels/choice/offered.ts';
import { buttonsOf, type ChoicePage } from '#shared/channels/choice/render.ts';
import { foldTitle, typedNumber } from '#shared/channels/choice/titles.ts';
import { deliveryState } from '#shared/channels/delivery.ts';
import type { Message } from '#shared/domain/conversation.ts';
import { compareMessages } from '#shared/domain/message-order.ts';
import { type Offer, readToken } from '#shared/domain/offer.ts';
import { err, ok, type Result } from '#shared/lib/result.ts';
import { messagesBy, readMessage } from '#shared/records/messages.ts';
import type { RecordReader } from '#shared/records/reader.ts';

/** What a customer chose. `page`: to see the next part of the same offer. */
export type TapTarget = Step | { step: 'page'; messageId: string; page: number };

/**
 * Why something is no choice. In every case nothing follows but that the customer is asked anew.
 * - `expired`: its time is over, or another offer has taken its place.
 * - `elsewhere`: it was offered in another conversation.
 * - `unknown`: nobody has offered it.
 */
export type NoTap = 'expired' | 'unknown' | 'elsewhere';

export interface Tap {
  conversationId: string;
  /** What came back with a tap. Where there is one, the text means nothing. */
  token?: string | undefined;
  /** What the customer typed instead. */
  text?: string | undefined;
  /** Epoch milliseconds. */
  now: number;
}

type Reader = Pick<RecordReader, 'get' | 'by'>;
type Offering = Message & { offer: Offer };

/** What a tap, a typed title or a typed number stands for now. */
export function resolveTap(
  records: Reader,
  { conversationId, token, text, now }: Tap,
): Result<TapTarget, NoTap> {
  if (token !== undefined) return resolveToken(records, conversationId, token, now);
  return text === undefined ? err('unknown') : resolveTyped(records, conversationId, text, now);
}

/** What a customer was offered last, whether or not its time is over. */
export function newestOffer(records: Reader, conversationId: string): Offering | undefined {
  return said(records, conversationId).findLast(isOffering);
}

/** A forged token names no message or no option of it; one of another conversation works there only. */
function resolveToken(
  records: Reader,
  conversationId: string,
  token: string,
  now: number,
): Result<TapTarget, NoTap> {
  const named = readToken(token);
  const message = named && readMessage(records, named.messageId);
  const target = named && message && isOffering(message) ? targetOf(message, named.key) : undefined;
  if (message?.offer === undefined || target === undefined) return err('unknown');
  if (message.conversationId !== conversationId) return err('elsewhere');
  const newest = newestOffer(records, conversationId) ?? message;
  const isSuperseded = rootOf(newest) !== rootOf(message) && compareMessages(newest, message) > 0;
  return isSuperseded || message.offer.expiresAt <= now ? err('expired') : ok(target);
}

/** Only where the offer is the last thing that the business said: a number answers what was asked last. */
function resolveTyped(
  records: Reader,
  conversationId: string,
  text: string,
  now: number,
): Result<TapTarget, NoTap> {
  const kind = records.get('conversations', conversationId)?.channel;
  const last = said(records, conversationId).at(-1);
  if (kind === undefined || last === undefined || !isOffering(last)) return err('unknown');
  const token = typedToken(offeredPage(kind, last)!, text);
  const target = token === undefined ? undefined : targetOf(last, readToken(token)!.key);
  if (target === undefined) return err('unknown');
  return last.offer.expiresAt > now ? ok(target) : err('expired');
}

/** The option that has this number, or that alone is called so; 0 leads on. */
function typedToken({ rendered, first, options, more }: ChoicePage, text: string): string | undefined {
  const number = typedNumber(text);
  if (number !== undefined) return number === 0 ? more?.token : options[number - first - 1]?.token;
  const words = foldTitle(text);
  const called = [...options, ...(more === undefined ? [] : [more]), ...buttonsOf(rendered)]
    .filter(({ title }) => foldTitle(title) === words)
    .map(({ token }) => token);
  return new Set(called).size === 1 ? called[0] : undefined;
}

/** What the business has said in a conversation as far as the customer may have seen it, oldest first. */
function said(records: Reader, conversationId: string): Message[] {
  return messagesBy(records, 'conversationId', conversationId)
    .filter(({ direction, type }) => direction === 'out' && type !== 'reaction')
    .filter((message) => !unseen.has(deliveryState(message)))
    .toSorted(compareMessages);
}

const unseen = new Set<string>(['queued', 'failed']);

function isOffering(message: Message): message is Offering {
  return message.direction === 'out' && message.offer !== undefined;
}

/** Pages of one choice, and what was sent again, are one offer. */
function rootOf({ id, offer }: Message): string {
  return offer?.continues ?? id;
}

function targetOf({ id, offer }: Offering, key: string): TapTarget | undefined {
  if (key === offer.more.key) return { step: 'page', messageId: id, page: offer.page + 1 };
  return Object.hasOwn(offer.options, key) ? offer.options[key]!.target : undefined;
}
