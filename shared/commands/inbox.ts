import { z } from 'zod';
import { contentId } from '#shared/lib/hash.ts';
import type { RecordOf } from '#shared/domain/collections.ts';
import { canonicalJson, type Json } from '#shared/lib/json.ts';
import { ok } from '#shared/lib/result.ts';
import type { AccountEvent, MessageUpdate, UnknownEvent } from '#shared/channels/events.ts';
import { webhookEventSchema } from '#shared/channels/events.ts';
import type { CommandContext } from './command.ts';
import { defineCommand } from './command.ts';
import { applyAccountEvent } from './inbox/account.ts';
import { applyWatermark, receiveMessage } from './inbox/messages.ts';
import { outcomeCommands } from './inbox/outcomes.ts';
import { profileCommands } from './inbox/profile.ts';
import { reconcileCommands } from './inbox/reconcile.ts';
import { changeIdentity, learnContact } from './inbox/people.ts';
import { noteUnsubscribed } from './inbox/unsubscribe.ts';
import { isFromBefore } from './suppression.ts';
import { applyUpdates, settleUpdates } from './inbox/updates.ts';
import type { RecordWriter } from '#shared/records/writer.ts';

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
    const arrived = new Set<string>();
    for (const event of events.filter((each) => !isFromBefore(draft, each, context))) {
      if (event.kind === 'message') {
        receiveMessage(draft, event, context);
        // What was reported of a message of several files is about all of them.
        arrived.add(event.externalId.replace(/#\d+$/, ''));
      }
      if (event.kind === 'addressBook') learnContact(draft, event, context);
      else if (event.kind === 'unsubscribe') noteUnsubscribed(draft, event);
      else if (event.kind === 'identityChange') changeIdentity(draft, event, context);
      else if (event.kind === 'accountEvent') noteAccountEvent(draft, event, context);
      else if (event.kind === 'watermark') applyWatermark(draft, event, context);
      else if (event.kind === 'unknown') report(draft, event, context);
      else if (event.kind !== 'message') updates.push(event);
    }
    applyUpdates(draft, updates, context, arrived);
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
  run(draft, _args, context) {
    settleUpdates(draft, context);
    return ok({});
  },
});

function noteAccountEvent(draft: RecordWriter, event: AccountEvent, context: CommandContext): void {
  // Its effect comes first: what is already reported may not have had one, because its template came later.
  applyAccountEvent(draft, event, context);
  report(draft, event, context);
}

function report(draft: RecordWriter, event: AccountEvent | UnknownEvent, context: CommandContext): void {
  const { field } = event;
  const raw = event.raw as Json;
  const at = event.at ?? event.receivedAt ?? context.now;
  const { summary, severity, onlyLast } = event.kind === 'accountEvent' ? event : notUnderstood;
  const about = onlyLast === true ? [] : [event.saidAt ?? event.at ?? null, raw];
  const id = contentId(['account-event', field, ...about]);
  const known = draft.get('accountEvents', id);
  if (known === undefined) draft.create('accountEvents', { id, at, field, summary, severity, raw });
  else if (onlyLast === true) replaceReport(draft, known, { at, summary, raw });
  // Of what was delivered twice the first arrival counts.
  else if (at < known.at) draft.patch('accountEvents', id, { at });
}

/** The newer one stays; of one moment, the one that sorts last. */
function replaceReport(
  draft: RecordWriter,
  known: RecordOf<'accountEvents'>,
  next: { at: number; summary: string; raw: Json },
): void {
  const isNewer =
    next.at > known.at ||
    (next.at === known.at && canonicalJson(next.raw) > canonicalJson(known.raw as Json));
  if (isNewer) draft.assign('accountEvents', known.id, next);
}

const notUnderstood = {
  summary: 'Meta sent something that Plumbline does not understand yet. It is kept.',
  severity: 'info',
  onlyLast: undefined,
} as const;

export const inboxCommands = [
  ingest,
  settle,
  ...outcomeCommands,
  ...profileCommands,
  ...reconcileCommands,
] as const;
