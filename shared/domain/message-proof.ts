import { contentId } from '#shared/lib/hash.ts';
import type { JsonObject } from '#shared/lib/json.ts';

/** What the device that takes a message in says of it: where it files it, and which of several deliveries it was. */
const filed: readonly string[] = ['conversationId', 'receivedAt', 'place', 'past'];
/** What goes when its sender takes a message back; the salt too, so that nobody can guess the rest from its hash. */
const said = ['text', 'content', 'raw', 'offer', 'tap', 'salt'] as const;
/** In the hash by way of `words`, or by another name. */
const apart: readonly string[] = ['id', ...said, 'words', 'at', 'saidAt', 'takenBackAt'];

/**
 * The id of a message: the hash of what was said, by whom, when and where, so that no other words go by it. Its words
 * are in it by a hash of their own: without them the rest still proves itself. What two devices may see differently
 * that take in one delivery is not in it.
 */
export function messageId(message: JsonObject): string {
  const words = message['words'] ?? hashOfWords(message);
  const hasArrived = message['accountId'] !== undefined;
  const isHashed = ([key, value]: [string, unknown]): boolean =>
    value !== undefined && !apart.includes(key) && !(hasArrived && filed.includes(key));
  const rest = Object.fromEntries(Object.entries(message).filter(isHashed));
  return contentId({ ...rest, at: message['saidAt'] ?? message['at']!, words });
}

/** Whether a message is what it was when it was written, but for words that were taken back. */
export function provesMessage(message: { id: string }): boolean {
  const given = message as JsonObject & { id: string };
  const { at, saidAt, receivedAt, words, takenBackAt } = given;
  // No moment is later than its delivery's: a sender's clock that is ahead is kept apart.
  if (saidAt !== undefined && !(at === receivedAt && Number(at) < Number(saidAt))) return false;
  if ((words === undefined) !== (takenBackAt === undefined)) return false;
  if (words !== undefined && said.some((field) => given[field] !== undefined)) return false;
  return messageId(given) === given.id;
}

/** A message that says what it says under its id. */
export function provenMessage<Content extends object>(message: Content): Content & { id: string } {
  // As it is stored: without what is not there.
  const body = JSON.parse(JSON.stringify(message)) as JsonObject;
  return { ...(body as Content), id: messageId(body) };
}

/** What stays of a message whose sender took it back. */
export function withoutWords(message: JsonObject, takenBackAt: number): JsonObject {
  if (isWithoutWords(message)) return message;
  const kept = Object.entries(message).filter(([key]) => !said.some((field) => field === key));
  return { ...Object.fromEntries(kept), words: hashOfWords(message), takenBackAt };
}

/** A message whose words are still here, although somebody has heard that they were taken back. */
export function asTakenBack(message: JsonObject, { takenBackAt }: JsonObject): JsonObject {
  return { ...message, takenBackAt: takenBackAt! };
}

/** Whether somebody has taken the words out of a message. */
export function isWithoutWords({ words }: { words?: unknown }): boolean {
  return words !== undefined;
}

function hashOfWords(message: JsonObject): string {
  const given = said.flatMap((field) => (message[field] === undefined ? [] : [[field, message[field]!]]));
  return contentId(Object.fromEntries(given) as JsonObject);
}
