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
    for (let next = waiting()[0]; next !== undefined && !closed; next = waiting()[0]) {
      const keys = await inboxKeys();
      // Without a key there is nothing to open: the member does not answer customers.
      if (keys.length === 0) return;
      const events = await openDelivery(keys, deps.keyring.keybag.workspace, next);
      if (!events.ok) {
        unreadable.add(next);
        deps.onHealth();
        continue;
      }
      const result = await deps.ingest(events.value);
      // Not durable, such as on a full disk: it stays at the relay until it is.
      if (!result.ok) return;
      remove(deliveries, next);
    }
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

function remove(deliveries: Y.Array<Uint8Array>, sealed: Uint8Array): void {
  const index = deliveries.toArray().indexOf(sealed);
  // Another device may have been faster.
  if (index !== -1) deliveries.delete(index);
}
