import type { Message } from '#shared/domain/conversation.ts';
import { messageTypes } from '#shared/domain/conversation.ts';
import type { Json, JsonObject } from '#shared/lib/json.ts';
import { isJsonObject } from '#shared/lib/json.ts';

export interface MessageContent {
  type: Message['type'];
  text?: string;
  replyTo?: string;
  content?: JsonObject;
  raw?: JsonObject;
}

const legacyTypes: Record<string, Message['type']> = { voice: 'audio' };
const knownTypes: ReadonlySet<string> = new Set(messageTypes);
const maximumText = 65_536;

/** What a message says, whatever its type. A type that is not understood is kept whole as `raw`. */
export function readContent(message: JsonObject): MessageContent {
  const given = stringAt(message, 'type') ?? '';
  const type = legacyTypes[given] ?? (knownTypes.has(given) ? (given as Message['type']) : 'unsupported');
  const body = message[given];
  const details = {
    ...(isJsonObject(body) && type !== 'text' ? body : listOf(given, body)),
    ...circumstances(message),
  };
  return {
    type,
    ...defined('text', textOf(type, body)),
    ...defined('replyTo', replyTo(type, message)),
    ...(Object.keys(details).length > 0 ? { content: details } : {}),
    ...(type === 'unsupported' ? { raw: message } : {}),
  };
}

/** The words of a message: its text, its caption, the button that was pressed, the place, the names. */
function textOf(type: Message['type'], body: Json | undefined): string | undefined {
  const fields = isJsonObject(body) ? body : {};
  if (type === 'contacts') return joined(contactNames(body));
  if (type === 'location') return joined([stringAt(fields, 'name'), stringAt(fields, 'address')]);
  if (type === 'interactive') return clip(interactiveText(fields));
  // An empty reaction takes the earlier one back: it must be told from one that says nothing.
  if (type === 'reaction') return clip(stringAt(fields, 'emoji') ?? '');
  if (type === 'unsupported') return undefined;
  return clip(stringAt(fields, 'body') ?? stringAt(fields, 'caption') ?? stringAt(fields, 'text'));
}

function interactiveText(interactive: JsonObject): string | undefined {
  const reply = interactive[stringAt(interactive, 'type') ?? ''];
  if (!isJsonObject(reply)) return undefined;
  return stringAt(reply, 'title') ?? stringAt(reply, 'body');
}

function contactNames(body: Json | undefined): (string | undefined)[] {
  return (Array.isArray(body) ? body : []).map((card) => {
    const name = isJsonObject(card) ? card['name'] : undefined;
    return isJsonObject(name)
      ? (stringAt(name, 'formatted_name') ?? stringAt(name, 'first_name'))
      : undefined;
  });
}

function replyTo(type: Message['type'], message: JsonObject): string | undefined {
  const holder = type === 'reaction' ? message['reaction'] : message['context'];
  if (!isJsonObject(holder)) return undefined;
  const id = stringAt(holder, type === 'reaction' ? 'message_id' : 'id');
  return id !== undefined && id.length > 0 && id.length <= 512 ? id : undefined;
}

/** What surrounds a message and may matter: that it was forwarded, which advertisement led here, errors. */
function circumstances(message: JsonObject): JsonObject {
  const context = isJsonObject(message['context']) ? message['context'] : {};
  const found: JsonObject = {};
  for (const key of ['referral', 'errors', 'group_id'])
    if (message[key] !== undefined) found[key] = message[key];
  for (const key of ['forwarded', 'frequently_forwarded', 'referred_product']) {
    if (context[key] !== undefined) found[key] = context[key];
  }
  return found;
}

function listOf(type: string, body: Json | undefined): JsonObject {
  return Array.isArray(body) ? { [type]: body } : {};
}

function joined(parts: (string | undefined)[]): string | undefined {
  const words = parts.filter((part) => part !== undefined && part !== '').join(', ');
  return words === '' ? undefined : clip(words);
}

function clip(text: string | undefined): string | undefined {
  return text?.slice(0, maximumText).toWellFormed();
}

function stringAt(object: JsonObject, key: string): string | undefined {
  const value = object[key];
  return typeof value === 'string' ? value : undefined;
}

function defined<Key extends string>(key: Key, value: string | undefined): { [K in Key]?: string } {
  return value === undefined ? {} : ({ [key]: value } as { [K in Key]: string });
}
