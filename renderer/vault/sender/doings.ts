import type { WebhookEvent } from '#shared/channels/events.ts';
import type { SenderEntry } from '#shared/commands/sender.ts';
import type { CollectionName } from '#shared/domain/collections.ts';
import type { JsonObject } from '#shared/lib/json.ts';
import type { Change } from '#shared/records/change.ts';
import { messagesBy, readMessage } from '#shared/records/messages.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import { bareLimit } from './bare.ts';
import type { Standing } from './standings.ts';

/** Keeps what a sender does apart from what only came in, which the next session reads for itself. */
export interface Doings {
  /** What of these changes has to be written down; nothing where none is the sender's own. */
  entryOf(changes: Change[]): SenderEntry | undefined;
  logged(entry: SenderEntry): void;
  arrived(events: WebhookEvent[]): void;
  /** Puts over conversations that were not known what the owner has decided about who writes there. */
  judge(known: ReadonlySet<string>): Change[];
  isAttended(conversationId: string): boolean;
  counts(): { sent: number; held: number };
}

/** Answers follow within minutes: of what came long before none is still to come. */
const mostUnlogged = 2000;

export function createDoings(deps: { records: RecordReader; standings: Record<string, Standing> }): Doings {
  const { records } = deps;
  const attended = new Set<string>();
  /** Deliveries that no entry has brought yet, by the channel's id of the message. */
  const unlogged = new Map<string, WebhookEvent>();
  const sent = new Set<string>();
  const held = new Set<string>();

  /** A message of the customer's by which the conversation is found again, and the deliveries it came with. */
  function sources(conversationId: string): { messageId: string | undefined; events: WebhookEvent[] } {
    const inbound = messagesBy(records, 'conversationId', conversationId).filter(
      ({ direction }) => direction === 'in',
    );
    const events = inbound.flatMap(({ externalId = '' }) => unlogged.get(externalId) ?? []);
    return { messageId: inbound.at(-1)?.id, events };
  }

  function talkOf(id: string): SenderEntry['talks'][number] {
    const conversation = records.get('conversations', id)!;
    const { dangersTold, stopsTold, autopilot, handedOff, priority } = conversation;
    const { channel, contactId, accountId } = conversation;
    return {
      id,
      messageId: sources(id).messageId,
      ...(channel === 'email' && { mailed: { contactId, accountId } }),
      dangersTold,
      stopsTold,
      priority,
      // What the owner decided before is in the books already.
      ...(handedOff !== undefined && { autopilot, handedOff }),
    };
  }

  return {
    entryOf(changes) {
      const states = idsOf(changes, 'messageStates').filter(
        (id) => readMessage(records, id)?.direction === 'out',
      );
      const reminders = idsOf(changes, 'reminders').flatMap((id) => records.get('reminders', id) ?? []);
      const messages = idsOf(changes, 'messages').flatMap((id) => records.get('messages', id) ?? []);
      const recipients = idsOf(changes, 'broadcastRecipients').flatMap(
        (id) => records.get('broadcastRecipients', id) ?? [],
      );
      const telegram = telegramIn(records, changes);
      if (states.length + messages.length + recipients.length === 0 && telegram === undefined)
        return undefined;
      const talks = new Set(
        [...states, ...messages.map(({ id }) => id)].flatMap(
          (id) => readMessage(records, id)?.conversationId ?? [],
        ),
      );
      return {
        events: [...talks].flatMap((id) => sources(id).events),
        messages,
        reminders,
        recipients,
        states: states.flatMap((id) => records.get('messageStates', id) ?? []),
        talks: [...talks].map(talkOf),
        ...(telegram && { telegram }),
      };
    },
    logged({ events, states }) {
      for (const event of events) if (event.kind === 'message') unlogged.delete(event.externalId);
      for (const { id, statuses = {}, heldAt } of states) {
        if (statuses['accepted'] !== undefined) sent.add(id);
        if (heldAt !== undefined) held.add(id);
      }
    },
    arrived(events) {
      for (const event of events) if (event.kind === 'message') unlogged.set(event.externalId, event);
      for (const [oldest] of unlogged) if (unlogged.size > mostUnlogged) unlogged.delete(oldest);
    },
    judge(known) {
      const changes: Change[] = [];
      for (const { id, identityId = '', contactId } of records.all('conversations')) {
        const standing = deps.standings[identityId];
        if (known.has(id) || standing === undefined) continue;
        if (standing.isAttended === true) attended.add(id);
        if (standing.aside !== undefined)
          changes.push(setting('conversations', id, 'aside', standing.aside as JsonObject));
        if (standing.autopilot !== undefined)
          changes.push(setting('conversations', id, 'autopilot', standing.autopilot));
        if (standing.doNotContact === true)
          changes.push(
            setting('contacts', contactId, 'limits', {
              standing: bareLimit('doNotContact') as JsonObject,
            }),
          );
      }
      return changes;
    },
    isAttended: (id) => attended.has(id) || isSpokenWith(deps, id),
    counts: () => ({ sent: sent.size, held: held.size }),
  };
}

/** What was told in Telegram, and who has stopped it; nothing where no change is of that. */
function telegramIn(records: RecordReader, changes: Change[]): SenderEntry['telegram'] {
  const alerts = idsOf(changes, 'telegramAlerts');
  const pairings = idsOf(changes, 'telegramPairings');
  if (alerts.length === 0 && pairings.length === 0) return undefined;
  return {
    alerts: alerts.flatMap((id) => records.get('telegramAlerts', id) ?? []),
    untold: alerts.filter((id) => records.get('telegramAlerts', id) === undefined),
    stopped: pairings.map((id) => ({ id, at: records.get('telegramPairings', id)?.stoppedAt })),
  };
}

/** Of who is due: what is known of them counts as it does of others. */
function isSpokenWith(
  { records, standings }: { records: RecordReader; standings: Record<string, Standing> },
  conversationId: string,
): boolean {
  const identityId = records.get('conversations', conversationId)?.identityId ?? '';
  return standings[identityId]?.isAttended === true;
}

function idsOf(changes: Change[], collection: CollectionName): string[] {
  return [...new Set(changes.flatMap((each) => (each.collection === collection ? each.id : [])))];
}

function setting(
  collection: Change['collection'],
  id: string,
  field: string,
  after: JsonObject | string | true,
): Change {
  return { collection, id, path: [field], before: undefined, after };
}
