import type { Service } from '#shared/domain/business.ts';
import { titleFrom } from '#shared/agent/extraction/title.ts';
import type { Message } from '#shared/domain/conversation.ts';
import { compareMessages } from '#shared/domain/message-order.ts';

export interface JobStart {
  title: string | undefined;
  items: { name: string; quantity: string; unitPrice: string; currency: string; serviceId: string }[];
}

/** How many of the customer's newest messages are looked at, and how long before the last (milliseconds). */
const recent = { count: 5, time: 7 * 24 * 60 * 60 * 1000 };

/**
 * What a job made from a conversation in which none is proposed starts with: the service that the customer named, with
 * its price, or else a few of the customer's words as its title.
 */
export function jobFromConversation(messages: readonly Message[], services: readonly Service[]): JobStart {
  const newest = messages
    .filter(({ direction, type, text }) => direction === 'in' && type !== 'reaction' && text)
    .toSorted(compareMessages)
    .slice(-recent.count);
  const since = (newest.at(-1)?.at ?? 0) - recent.time;
  const asked = newest.filter(({ at }) => at >= since);
  const words = asked.map(({ text = '' }) => text);
  const named = longestNamed(words.join('\n').toLowerCase(), services);
  if (named !== undefined) {
    const { id, name, unitPrice, currency } = named;
    return { title: name, items: [{ name, quantity: '1', unitPrice, currency, serviceId: id }] };
  }
  return { title: titleFrom(asked, []), items: [] };
}

/** "Boiler service" is meant rather than "Boiler". */
function longestNamed(text: string, services: readonly Service[]): Service | undefined {
  return services
    .filter(({ name, archivedAt }) => archivedAt === undefined && text.includes(name.toLowerCase()))
    .toSorted((a, b) => b.name.length - a.name.length)[0];
}
