import * as Y from 'yjs';
import { parseWebhook } from '#shared/channels/parse.ts';
import type { WebhookEvent } from '#shared/channels/whatsapp/events.ts';
import { createOpener, type Opener } from '#shared/crypto/open.ts';
import { drop } from '#shared/lib/drop.ts';
import { fromBase64Url } from '#shared/lib/bytes.ts';
import { parseJsonBytes } from '#shared/lib/json.ts';
import type { Result } from '#shared/lib/result.ts';
import { problem } from '#shared/lib/result.ts';
import { envelopesKey } from '#shared/sync/append-update.ts';
import { inboxDeliverySchema, inboxInfo } from '#shared/sync/delivery.ts';
import type { Keyring } from '../books/keyring.ts';

/**
 * Takes in what the relay has sealed for this workspace. A delivery is removed from the relay's room only
 * when its records are durable here; taking it in twice, here or on another device, changes nothing.
 */
export interface Inbox {
  /** The room's document; kept in memory only, because the relay keeps what is not yet taken in. */
  doc: Y.Doc;
  /** Tries again what could not be made durable. */
  wake(): void;
  /** Tries again what did not open: new keys may have come. */
  retry(): void;
  /** Deliveries that do not open or do not parse. They stay at the relay. */
  unreadable(): number;
  close(): void;
}

/** As many as Meta sends in one delivery at most. */
const eventsAtOnce = 1000;

interface Opened {
  sealed: Uint8Array;
  events: WebhookEvent[];
}

export function createInbox(deps: {
  keyring: Keyring;
  /** Makes the events durable as records. */
  ingest(events: WebhookEvent[]): Promise<Result<unknown>>;
  onHealth(): void;
}): Inbox {
  const doc = new Y.Doc();
  const deliveries = doc.getArray<Uint8Array>(envelopesKey);
  const openers = new Map<string, Promise<Opener>>();
  let unreadable = new WeakSet<Uint8Array>();
  const isUnreadable = (sealed: unknown): boolean =>
    !(sealed instanceof Uint8Array) || unreadable.has(sealed);
  let working: Promise<void> | undefined;
  let closed = false;

  async function takeIn(): Promise<void> {
    for (let next = waiting(); next.length > 0 && !closed; next = waiting()) {
      const keys = await inboxKeys();
      // Without a key there is nothing to open: the member does not answer customers.
      if (keys.length === 0) return;
      const opened = await openSome(keys, next);
      if (opened.length === 0) continue;
      if (await ingest(opened)) continue;
      if (opened.length === 1) return;
      // One of them may be the reason: the others must not wait for it.
      for (const one of opened) if (!(await ingest([one]))) return;
    }
  }

  /** Many at once: each command is made durable by itself, and one is as fast for a thousand events as for one. */
  async function openSome(keys: Opener[], sealed: Uint8Array[]): Promise<Opened[]> {
    const opened: Opened[] = [];
    let count = 0;
    for (const one of sealed) {
      if (count >= eventsAtOnce || closed) break;
      const events = await openDelivery(keys, deps.keyring.keybag.workspace, one);
      if (events.ok) {
        opened.push({ sealed: one, events: events.value });
        count += events.value.length;
      } else {
        unreadable.add(one);
        deps.onHealth();
      }
    }
    return opened;
  }

  /** `false` where it is not durable, such as on a full disk: it stays at the relay until it is. */
  async function ingest(opened: Opened[]): Promise<boolean> {
    const result = await deps.ingest(opened.flatMap(({ events }) => events));
    if (result.ok) remove(deliveries, new Set(opened.map(({ sealed }) => sealed)));
    return result.ok;
  }

  /** The newest first: the ones before open what was sealed before the team changed. */
  function inboxKeys(): Promise<Opener[]> {
    const { inbox, formerInboxes = [] } = deps.keyring.keybag;
    const pairs = inbox === undefined ? [] : [inbox, ...formerInboxes];
    return Promise.all(
      pairs.map(({ privateKey }) => {
        const opener = openers.get(privateKey) ?? createOpener(fromBase64Url(privateKey));
        openers.set(privateKey, opener);
        return opener;
      }),
    );
  }

  const waiting = (): Uint8Array[] => deliveries.toArray().filter((sealed) => !isUnreadable(sealed));

  function wake(): void {
    working ??= takeIn().finally(() => (working = undefined));
    drop(working);
  }

  deliveries.observe(wake);

  return {
    doc,
    wake,
    retry() {
      unreadable = new WeakSet();
      wake();
    },
    unreadable: () => deliveries.toArray().filter(isUnreadable).length,
    close: () => {
      closed = true;
    },
  };
}

async function openDelivery(
  keys: Opener[],
  workspace: string,
  sealed: Uint8Array,
): Promise<Result<WebhookEvent[]>> {
  let bytes: Awaited<ReturnType<Opener>> = notADelivery();
  for (const open of keys) {
    bytes = await open(sealed, inboxInfo(workspace));
    if (bytes.ok) break;
  }
  if (!bytes.ok) return bytes;
  const delivery = inboxDeliverySchema.safeParse(parseJsonBytes(bytes.value));
  return delivery.success ? parseWebhook(delivery.data.body) : notADelivery();
}

function notADelivery(): Result<never> {
  return problem('inbox.not-a-delivery', 'Something in the relay’s inbox is no delivery. It is kept there.');
}

/** Another device may have been faster: what is no longer there is passed over. */
function remove(deliveries: Y.Array<Uint8Array>, taken: ReadonlySet<Uint8Array>): void {
  const all = deliveries.toArray();
  // From the end, so that the places of the others stay as they were read.
  deliveries.doc!.transact(() => {
    for (let index = all.length - 1; index >= 0; index--)
      if (taken.has(all[index]!)) deliveries.delete(index);
  });
}
