import { z } from 'zod';
import { deliveryState } from '#shared/channels/delivery.ts';
import { templateObstacle, templateOf } from '#shared/channels/meta/whatsapp/templates.ts';
import {
  type Broadcast,
  type BroadcastRecipient,
  contentOf,
  type RestWhy,
} from '#shared/domain/broadcast/broadcast.ts';
import { quietUntil } from '#shared/domain/broadcast/quiet.ts';
import type { SendingChannel } from '#shared/domain/channel.ts';
import type { Message } from '#shared/domain/conversation.ts';
import { mailOf } from '#shared/domain/mail.ts';
import type { MessageTemplate } from '#shared/domain/message-template.ts';
import { sendingChannel } from '#shared/records/accounts.ts';
import { businessTimeZone } from '#shared/records/business.ts';
import { liftedAt } from '#shared/records/pauses.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import { messageOf } from './results.ts';

const hour = 60 * 60 * 1000;
const day = 24 * hour;
/** What begins so much later than it was meant to waits for a person; so does what stood still for so long. */
export const latestStart = 12 * hour;
const longestGap = 36 * hour;
/** Gmail takes 500 a day, others fewer; what belongs to the work of the day needs room as well. */
export const usualMailLimit = 300;
/** A new number may write to so many people in a day: what is assumed until Meta or the owner says more. */
const leastLimit = 250;
/** So many in a row that did not get through are no chance any more. */
const mostFailures = 8;

/** A cause by which a broadcast pauses itself; `cause` tells one of a kind from the next, so that all devices note the same. */
interface RestCause {
  why: RestWhy;
  cause: string;
}

/** Why it must not go on by itself; nothing where it may. `now`: epoch milliseconds. */
export function restCause(
  records: RecordReader,
  broadcast: Broadcast,
  recipients: readonly BroadcastRecipient[],
  now: number,
): RestCause | undefined {
  const resumedAt = Math.max(0, ...Object.values(broadcast.resumed ?? {}).map(({ at }) => at));
  if (broadcast.scheduled?.content !== contentOf(broadcast))
    return { why: 'changed', cause: contentOf(broadcast) };
  const channel = channelOf(records, broadcast);
  if (channel === undefined) return { why: 'channel', cause: 'gone' };
  if (channel.trouble !== undefined)
    return { why: 'channel', cause: `${channel.trouble.code} ${channel.trouble.at}` };
  const refused = broadcast.mail === undefined ? metaCause(records, broadcast, resumedAt) : undefined;
  if (refused !== undefined) return refused;
  const begunAt = Math.max(broadcast.startAt ?? 0, resumedAt);
  const failed = failedInRow(records, recipients, begunAt);
  if (failed !== undefined) return { why: 'failing', cause: failed };
  const lifted = liftedAt(records, 'sends');
  if (begunAt <= lifted && lifted <= now) return { why: 'incident', cause: String(lifted) };
  const lastTurn = Math.max(0, ...recipients.map(({ sentAt = 0, leftOut }) => leftOut?.at ?? sentAt));
  const activeAt = Math.max(begunAt, lastTurn);
  // What its quiet hours hold back is not late.
  const mayGoOnAt = quietUntil(broadcast, businessTimeZone(records), activeAt) ?? activeAt;
  const longest = lastTurn < begunAt ? latestStart : longestGap;
  return now - mayGoOnAt > longest ? { why: 'late', cause: String(activeAt) } : undefined;
}

/** What Meta has against it. */
function metaCause(
  records: RecordReader,
  { templateId = '', scheduled }: Broadcast,
  resumedAt: number,
): RestCause | undefined {
  const template = records.get('messageTemplates', templateId);
  if (template === undefined || templateObstacle(template) !== undefined)
    return { why: 'template', cause: `${template?.status ?? 'gone'} ${template?.statusAt ?? 0}` };
  const warned = warnedAt(records, template);
  const seenAt = Math.max(resumedAt, scheduled?.at ?? 0);
  return warned > seenAt ? { why: 'quality', cause: String(warned) } : undefined;
}

/** The last of so many in a row that failed; nothing where one of them got through. */
function failedInRow(
  records: RecordReader,
  recipients: readonly BroadcastRecipient[],
  since: number,
): string | undefined {
  const last = recipients
    .filter(({ sentAt = 0 }) => sentAt >= since)
    .toSorted((a, b) => b.sentAt! - a.sentAt! || (a.id < b.id ? -1 : 1))
    .slice(0, mostFailures);
  const isFailed = (one: BroadcastRecipient): boolean => {
    const message = messageOf(records, one);
    return message !== undefined && deliveryState(message) === 'failed';
  };
  return last.length === mostFailures && last.every(isFailed) ? last[0]!.id : undefined;
}

/** The number that sends it, where this member holds the channels. */
export function channelOf(
  records: RecordReader,
  { accountId }: Pick<Broadcast, 'accountId'>,
): SendingChannel | undefined {
  return sendingChannel(records, accountId);
}

/** When Meta last said that customers do not like this, and has not taken it back since. */
function warnedAt(records: RecordReader, { quality, qualityAt = 0 }: MessageTemplate): number {
  const said = numberEvents(records).find(({ event = '' }) => ['FLAGGED', 'UNFLAGGED'].includes(event));
  return Math.max(quality === 'RED' ? qualityAt : 0, said?.event === 'FLAGGED' ? said.at : 0);
}

const text = z.string().optional().catch(undefined);
const numberEventSchema = z.looseObject({
  event: text,
  current_limit: text,
  max_daily_conversations_per_business: text,
});

/** What Meta has said of quality and limit, the newest first: numbers of one business share both. */
function numberEvents(records: RecordReader) {
  return [...records.all('accountEvents')]
    .filter(({ field }) => field === 'phone_number_quality_update')
    .flatMap(({ at, raw }) => {
      const said = numberEventSchema.safeParse(raw).data;
      return said === undefined ? [] : [{ ...said, at }];
    })
    .toSorted((a, b) => b.at - a.at);
}

/** To how many people may be written in a day: Meta's word, else the owner's, else the least. Infinity: to all. */
export function dailyLimitOf(
  records: RecordReader,
  { limit, mail }: Pick<Broadcast, 'limit' | 'mail'>,
): number {
  if (mail !== undefined) return limit ?? usualMailLimit;
  const said = numberEvents(records).flatMap((event) => limitIn(event) ?? [])[0];
  return said ?? (limit === 0 ? Infinity : limit) ?? leastLimit;
}

/** `TIER_1K`, `TIER_UNLIMITED`. */
function limitIn(event: z.infer<typeof numberEventSchema>): number | undefined {
  const tier = event.max_daily_conversations_per_business ?? event.current_limit ?? '';
  if (tier.endsWith('UNLIMITED')) return Infinity;
  const [, digits, thousands] = /^TIER_(\d+)(K?)$/.exec(tier) ?? [];
  return digits === undefined ? undefined : Number(digits) * (thousands === 'K' ? 1000 : 1);
}

/** To whom the business has written in the last day by templates, or by e-mail, each with the moment. */
export function lastDay(
  records: RecordReader,
  now: number,
  { mail }: Pick<Broadcast, 'mail'>,
): Map<string, number> {
  const isOfKind = (content: Message['content']): boolean =>
    mail === undefined ? templateOf(content) !== undefined : mailOf({ content }) !== undefined;
  const found = new Map<string, number>();
  for (const { direction, at, sendAt = at, conversationId, content } of records.all('messages')) {
    const isCounted = direction === 'out' && sendAt > now - day && sendAt <= now;
    // Who has got several counts once, from the last of them.
    if (isCounted && isOfKind(content))
      found.set(conversationId, Math.max(sendAt, found.get(conversationId) ?? 0));
  }
  return found;
}

/** When there is room for one more; now or before where there is. Epoch milliseconds. */
export function roomAt(limit: number, written: ReadonlyMap<string, number>): number {
  if (written.size < limit) return -Infinity;
  const moments = [...written.values()].toSorted((a, b) => a - b);
  return moments[written.size - limit]! + day;
}
