import { z } from 'zod';
import type { Json } from '#shared/lib/json.ts';
import { isJsonObject } from '#shared/lib/json.ts';
import { optionalText } from '../items.ts';
import { metaMomentSchema } from '../moment.ts';
import type { MessageEvent, StatusEvent, WebhookEvent } from '../../events.ts';
import { readMessage } from './message.ts';
import { accountEvent, customerOf, itemsOf, type Scope } from './scope.ts';

const threadSchema = z.looseObject({ id: z.string().min(1) });
const contextSchema = z.looseObject({ history_context: z.looseObject({ status: optionalText }) });

const entrySchema = z.looseObject({
  type: z.literal('contact'),
  action: optionalText,
  contact: z.looseObject({
    phone_number: optionalText,
    full_name: optionalText,
    first_name: optionalText,
  }),
  metadata: z
    .looseObject({ timestamp: metaMomentSchema.optional().catch(undefined) })
    .optional()
    .catch(undefined),
});

/** A part of what the phone's app has kept: threads with their messages, or why there are none. */
export function readHistory(item: Json, scope: Scope): WebhookEvent[] | undefined {
  if (!isJsonObject(item)) return undefined;
  return [
    ...itemsOf(item, 'threads', scope, readThread),
    ...itemsOf(item, 'errors', scope, (error) => [accountEvent('errors', scope.at, error)]),
  ];
}

function readThread(item: Json, scope: Scope): WebhookEvent[] | undefined {
  const thread = threadSchema.safeParse(item).data;
  if (thread === undefined || !isJsonObject(item)) return undefined;
  return itemsOf(item, 'messages', { ...scope, thread: thread.id }, readPast);
}

function readPast(item: Json, scope: Scope): WebhookEvent[] | undefined {
  const events = readMessage(item, scope);
  const status = contextSchema.safeParse(item).data?.history_context.status?.toLowerCase();
  const state = ['delivered', 'read', 'played'].find((known) => known === status);
  if (state === undefined) return events;
  return events?.flatMap((event) =>
    event.kind === 'message' && event.echo ? [event, statusOf(event, state as StatusEvent['state'])] : event,
  );
}

function statusOf(message: MessageEvent, state: StatusEvent['state']): WebhookEvent {
  const { channel, accountId, externalId, at } = message;
  return { kind: 'status', channel, accountId, externalId, at, state, recipient: {} };
}

/** An entry of the phone's address book. What was deleted there is not deleted here. */
export function readAddressBook(item: Json, scope: Scope): WebhookEvent[] | undefined {
  const entry = entrySchema.safeParse(item).data;
  if (entry === undefined) return undefined;
  if (entry.action === 'remove') return [];
  const { phone_number, full_name, first_name } = entry.contact;
  const customer = customerOf({ profile: { name: full_name ?? first_name } }, phone_number);
  const at = entry.metadata?.timestamp ?? scope.at;
  if (customer === undefined || at === undefined) return undefined;
  return [{ kind: 'addressBook', ...scope.origin, at, customer }];
}
