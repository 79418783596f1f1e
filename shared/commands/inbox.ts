import { z } from 'zod';
import { contentId } from '#shared/lib/hash.ts';
import type { Json } from '#shared/lib/json.ts';
import { ok } from '#shared/lib/result.ts';
import type { AccountEvent, MessageUpdate, UnknownEvent } from '#shared/channels/whatsapp/events.ts';
import { webhookEventSchema } from '#shared/channels/whatsapp/events.ts';
import type { CommandContext } from './command.ts';
import { defineCommand } from './command.ts';
import { applyAccountEvent } from './inbox/account.ts';
import { applyWatermark, receiveMessage } from './inbox/messages.ts';
import { outcomeCommands } from './inbox/outcomes.ts';
import { changeIdentity } from './inbox/people.ts';
import { applyUpdates } from './inbox/updates.ts';
import type { RecordWriter } from './records.ts';

/**
 * Takes in what a webhook delivery said. Any order, any repetition and any grouping of the same events leads
 * to the same records, because deliveries are concurrent, unordered and repeated.
 */
const ingest = defineCommand({
  name: 'inbox.ingest',
  title: 'Receive messages',
  args: z.object({ events: z.array(webhookEventSchema) }),
  undoable: false,
  internal: true,
  run(draft, { events }, context) {
    const updates: MessageUpdate[] = [];
    for (const event of events) {
      if (event.kind === 'message') receiveMessage(draft, event, context);
      else if (event.kind === 'identityChange') changeIdentity(draft, event, context);
      else if (event.kind === 'accountEvent') noteAccountEvent(draft, event, context);
      else if (event.kind === 'watermark') applyWatermark(draft, event, context);
      else if (event.kind === 'unknown') report(draft, event, context);
      else updates.push(event);
    }
    applyUpdates(draft, updates);
    return ok({ events: events.length });
  },
});

/** For when messages came by sync from another device: what waited here for them is applied. */
const settle = defineCommand({
  name: 'inbox.settle',
  title: 'Apply what waited for its message',
  args: z.object({}),
  undoable: false,
  internal: true,
  run(draft) {
    applyUpdates(draft, []);
    return ok({});
  },
});

function noteAccountEvent(draft: RecordWriter, event: AccountEvent, context: CommandContext): void {
  // Its effect comes first: what is already reported may not have had one, because its template came later.
  applyAccountEvent(draft, event, context);
  report(draft, event, context);
}

function report(draft: RecordWriter, event: AccountEvent | UnknownEvent, context: CommandContext): void {
  const raw = event.raw as Json;
  const id = contentId(['account-event', event.field, event.at ?? null, raw]);
  if (draft.get('accountEvents', id) !== undefined) return;
  const { summary, severity } = event.kind === 'accountEvent' ? event : notUnderstood;
  draft.create('accountEvents', {
    id,
    at: event.at ?? context.now,
    field: event.field,
    summary,
    severity,
    raw,
  });
}

const notUnderstood = {
  summary: 'Meta sent something that Plumbline does not understand yet. It is kept.',
  severity: 'info',
} as const;

export const inboxCommands = [ingest, settle, ...outcomeCommands] as const;
