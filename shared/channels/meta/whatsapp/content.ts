import type { Message } from '#shared/domain/conversation.ts';
import type { Tap } from '#shared/domain/offer.ts';
import { messageTypes } from '#shared/domain/conversation.ts';
import { cleanName } from '#shared/lib/clean-text.ts';
import type { Json, JsonObject } from '#shared/lib/json.ts';
import { isJsonObject } from '#shared/lib/json.ts';
import { readTap } from '../tap.ts';

export interface MessageContent {
  type: Message['type'];
  text?: string;
  replyTo?: string;
  content?: JsonObject;
  tap?: Tap;
  raw?: JsonObject;
}

/** As Meta calls a type, and as it is called here. */
const types = new Map<string, Message['type']>([
  ...messageTypes.map((type) => [type, type] as const),
  ['voice', 'audio'],
]);
const maximumText = 65_536;

/** What a message says, whatever its type. A type that is not understood is kept whole as `raw`. */
export function readContent(message: JsonObject): MessageContent {
  const given = stringAt(message, 'type') ?? '';
  const body = Object.hasOwn(message, given) ? message[given] : undefined;
  const type = isShown(types.get(given), body) ? types.get(given)! : 'unsupported';
  const details = {
    ...(isJsonObject(body) && type !== 'text' ? withFileName(body) : listOf(given, body)),
    ...circumstances(message),
  };
  return {
    type,
    ...defined('text', textOf(type, body)),
    ...defined('replyTo', replyTo(type, message)),
    ...(Object.keys(details).length > 0 ? { content: details } : {}),
    ...tapOf(type, body),
    ...(type === 'unsupported' ? { raw: message } : {}),
  };
}

/** Whether a message of this type has what it is shown by. */
function isShown(type: Message['type'] | undefined, body: Json | undefined): boolean {
  if (type === undefined) return false;
  if (type === 'text') return textOf(type, body) !== undefined;
  if (type === 'contacts') return Array.isArray(body);
  if (!isJsonObject(body)) return false;
  if (type !== 'location') return true;
  const isPoint = typeof body['latitude'] === 'number' && typeof body['longitude'] === 'number';
  return isPoint || stringAt(body, 'name') !== undefined || stringAt(body, 'address') !== undefined;
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
  const kind = stringAt(interactive, 'type') ?? '';
  const reply = Object.hasOwn(interactive, kind) ? interactive[kind] : undefined;
  if (!isJsonObject(reply)) return undefined;
  if (kind === 'call_permission_reply') return callPermission(reply);
  return stringAt(reply, 'title') ?? stringAt(reply, 'body') ?? described(kind, reply);
}

/** A button or a row of ours, or the button of a template. A form that was filled in is no tap. */
function tapOf(type: Message['type'], body: Json | undefined): { tap?: Tap } {
  if (!isJsonObject(body)) return {};
  const reply = [body['button_reply'], body['list_reply']].find(isJsonObject);
  const tap =
    type === 'button'
      ? readTap(body['payload'], body['text'])
      : type === 'interactive' && reply !== undefined
        ? readTap(reply['id'], reply['title'])
        : undefined;
  return tap === undefined ? {} : { tap };
}

function callPermission(reply: JsonObject): string {
  if (stringAt(reply, 'response') !== 'accept') return 'Does not want to be called.';
  return reply['is_permanent'] === true ? 'May be called.' : 'May be called for a while.';
}

/** An answer of a kind that is new to us: what it is, and each plain thing that it says. */
function described(kind: string, reply: JsonObject): string | undefined {
  const said = Object.entries(reply)
    .filter(([key, value]) => typeof value === 'string' && !/(^|_)(id|json|token)$/.test(key))
    .map(([, value]) => value as string);
  return said.length === 0 ? undefined : `${kind.replaceAll('_', ' ')}: ${said.join(', ')}`;
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
  for (const key of ['referral', 'errors']) if (message[key] !== undefined) found[key] = message[key];
  for (const key of ['forwarded', 'frequently_forwarded', 'referred_product']) {
    if (context[key] !== undefined) found[key] = context[key];
  }
  return found;
}

/** A file's name in one line and in its own order: an ending that is turned around hides what the file is. */
function withFileName(body: JsonObject): JsonObject {
  const name = stringAt(body, 'filename');
  return name === undefined ? body : { ...body, filename: cleanName(name) ?? '' };
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
