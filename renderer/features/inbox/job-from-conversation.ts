import type { Service } from '#shared/domain/business.ts';
import type { Message } from '#shared/domain/conversation.ts';

export interface JobStart {
  title: string | undefined;
  items: { name: string; quantity: string; unitPrice: string; serviceId: string }[];
}

/** How many of the customer's newest messages are looked at. */
const recent = 5;
const titleLength = 80;

/**
 * What a job made from a conversation starts with: the service that the customer named, with its price, or
 * else the newest thing that the customer wrote as its title.
 */
export function jobFromConversation(messages: readonly Message[], services: readonly Service[]): JobStart {
  const words = messages
    .filter(({ direction, type, text }) => direction === 'in' && type !== 'reaction' && text)
    .toSorted((a, b) => b.at - a.at)
    .slice(0, recent)
    .map(({ text = '' }) => text);
  const named = longestNamed(words.join('\n').toLowerCase(), services);
  if (named !== undefined) {
    const { id, name, unitPrice } = named;
    return { title: name, items: [{ name, quantity: '1', unitPrice, serviceId: id }] };
  }
  return { title: words[0] === undefined ? undefined : firstLine(words[0]), items: [] };
}

/** "Boiler service" is meant rather than "Boiler". */
function longestNamed(text: string, services: readonly Service[]): Service | undefined {
  return services
    .filter(({ name, archivedAt }) => archivedAt === undefined && text.includes(name.toLowerCase()))
    .toSorted((a, b) => b.name.length - a.name.length)[0];
}

function firstLine(text: string): string {
  const line = text.trim().split('\n')[0]!.trim();
  if (line.length <= titleLength) return line;
  const space = line.lastIndexOf(' ', titleLength);
  return `${line.slice(0, space > 0 ? space : titleLength).toWellFormed()}…`;
}
