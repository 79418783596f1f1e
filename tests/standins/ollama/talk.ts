import type { ChatBody } from './options.ts';

/** A line of a conversation, as a prompt quotes it: one JSON object a line, its words under who has said them. */
export interface TalkLine {
  from?: 'customer' | 'business';
  number?: number;
  text: string;
}

/** What a prompt quotes of a conversation, in its order. */
export function talkIn({ messages }: Pick<ChatBody, 'messages'>): TalkLine[] {
  const lines = messages.flatMap(({ content }) => content.split('\n'));
  return lines.flatMap((line) => parseLine(line.trim()) ?? []);
}

function parseLine(line: string): TalkLine | undefined {
  if (!line.startsWith('{')) return undefined;
  try {
    const { number, text, customer, business } = JSON.parse(line) as Record<string, unknown>;
    if (typeof customer === 'string') return { from: 'customer', text: customer };
    if (typeof business === 'string') return { from: 'business', text: business };
    if (typeof text !== 'string') return undefined;
    return { text, ...(typeof number === 'number' && { number }) };
  } catch {
    return undefined;
  }
}

/** All that the customer has said, the newest last. */
export function customersWords(talk: readonly TalkLine[]): string[] {
  return talk.filter(({ from }) => from === 'customer').map(({ text }) => text);
}
