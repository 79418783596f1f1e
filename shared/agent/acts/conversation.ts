import type { Message } from '#shared/domain/conversation.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import type { Result } from '#shared/lib/result.ts';
import { ok } from '#shared/lib/result.ts';
import { messagesOf, questionOf, unanswered } from '../facts.ts';
import { type Reading, readMessage } from './read.ts';
import { type Scene, openScene } from './scene.ts';

/** What a customer has written since the business last did, as our own reader reads it. */
export interface Heard {
  scene: Scene;
  /** Oldest first. */
  messages: Message[];
  question: string;
  reading: Reading;
  /** There is more than words: a photo, a voice note, a document, a place. */
  holdsMore: boolean;
}

/** How much of the past tells the customer's language. */
const mostMessages = 60;
const worded = new Set<Message['type']>(['text', 'button', 'interactive']);

export function hearConversation(records: RecordReader, conversationId: string, now: number): Result<Heard> {
  const scene = openScene(records, conversationId, now);
  if (!scene.ok) return scene;
  const messages = messagesOf(records, conversationId, mostMessages);
  const question = questionOf(messages);
  const open = unanswered(messages);
  const earlier = messages
    .flatMap(({ direction, text = '' }) => (direction === 'in' ? text : []))
    .toReversed();
  return ok({
    scene: scene.value,
    messages,
    question,
    reading: readMessage(question, scene.value, earlier),
    holdsMore: open.some(({ type, text = '' }) => !worded.has(type) || text.trim() === ''),
  });
}
