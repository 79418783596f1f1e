import type { Json, JsonObject } from '#shared/lib/json.ts';
import { isJsonObject } from '#shared/lib/json.ts';
import { metaMomentSchema } from '../moment.ts';
import { readCall } from './calls.ts';
import type { WebhookEvent } from '../../events.ts';
import { readAddressBook, readHistory } from './history.ts';
import { readMessage } from './message.ts';
import { isolated, unknown } from '../items.ts';
import { accountEvent, itemsOf, type ReadItem, type Scope, scopeOf } from './scope.ts';
import { readStatus, readUserIdUpdate } from './status.ts';

/** The lists of a change that hold what was said and done, by the change's field. All others are of the account. */
const readers = new Map<string, Record<string, ReadItem>>([
  [
    'messages',
    {
      messages: readMessage,
      statuses: readStatus,
      errors: readError,
      user_id_update: readUserIdUpdate,
    },
  ],
  ['smb_message_echoes', { message_echoes: readMessage }],
  ['user_id_update', { user_id_update: readUserIdUpdate }],
  ['calls', { calls: readCall, errors: readError }],
  ['history', { history: readHistory }],
  ['smb_app_state_sync', { state_sync: readAddressBook }],
]);

/** The events of one entry of a body with `object: "whatsapp_business_account"`, or of one that names no object. */
export function readWhatsappEntry(entry: Json): WebhookEvent[] {
  if (!isJsonObject(entry) || !Array.isArray(entry['changes']))
    return [unknown('whatsapp', 'entry', undefined, entry)];
  const at = metaMomentSchema.safeParse(entry['time']).data;
  return entry['changes'].flatMap((change) =>
    isolated(() => readChange(change, at), unknown('whatsapp', 'change', at, change)),
  );
}

function readChange(change: Json, at: number | undefined): WebhookEvent[] {
  if (!isJsonObject(change) || typeof change['field'] !== 'string')
    return [unknown('whatsapp', 'change', at, change)];
  const { field } = change;
  const value = change['value'];
  const lists = readers.get(field);
  if (lists === undefined) return [accountEvent(field, at, value)];
  const scope = isJsonObject(value) ? scopeOf(field, Object.keys(lists)[0]!, at, value) : undefined;
  if (scope === undefined || !isJsonObject(value)) return [accountEvent(field, at, value)];
  const events = Object.entries(lists).flatMap(([key, read]) => itemsOf(value, key, scope, read));
  // A list that says nothing new, such as a part of the history without threads, is understood all the same.
  const isUnderstood = events.length > 0 || Object.keys(lists).some((key) => isFilled(value, key));
  return isUnderstood ? events : [accountEvent(field, at, value)];
}

function isFilled(value: JsonObject, key: string): boolean {
  const items = value[key];
  return Array.isArray(items) && items.length > 0;
}

function readError(error: Json, { at }: Scope): WebhookEvent[] {
  return [accountEvent('errors', at, error)];
}
