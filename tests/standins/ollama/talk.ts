import type { ChatBody } from './options.ts';

/** A line of a conversation, as a prompt quotes it: one JSON object a line. */
export interface TalkLine {
  from?: string;
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
    const value = JSON.parse(line) as Partial<TalkLine>;
    return typeof value.text === 'string' ? { ...value, text: value.text } : undefined;
  } catch {
    return undefined;
  }
}

/** All that the customer has said, the newest last. */
export function customersWords(talk: readonly TalkLine[]): string[] {
  return talk.filter(({ from }) => from === 'customer').map(({ text }) => text);
}
