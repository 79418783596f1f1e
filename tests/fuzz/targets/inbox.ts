import { createInbox } from '#renderer/vault/inbox/inbox.ts';
import { seal } from '#shared/crypto/seal.ts';
import { fromBase64Url, fromHex, utf8 } from '#shared/lib/bytes.ts';
import { ok } from '#shared/lib/result.ts';
import { createWork } from '#shared/lib/async.ts';
import { systemTimers } from '#shared/lib/system-timers.ts';
import { envelopesKey } from '#shared/sync/append-update.ts';
import { inboxInfo } from '#shared/sync/delivery.ts';
import fc from 'fast-check';
import { defineTarget, must, type Target } from '../engine.ts';
import { jsonText, mutatedBytes, mutatedJson } from '../mutations.ts';
import { vectors, type FuzzWorld } from '../world.ts';
import { webhookBodies } from './webhooks.ts';

/** Lets an inbox work until what it was given last has been taken in or refused. */
async function turns(condition: () => boolean): Promise<void> {
  for (const end = Date.now() + 10_000; !condition() && Date.now() < end;)
    await new Promise((resolve) => setImmediate(resolve));
  must(condition(), 'the inbox stands still');
}

interface Room {
  put(items: unknown[]): void;
  /** How many items nobody has taken in. */
  left(): number;
  /** Resolves when all that was put has been looked at. */
  settled(): Promise<void>;
  close(): void;
}

function openRoom({ keyring }: FuzzWorld): Room {
  const work = createWork(systemTimers);
  const inbox = createInbox({
    work,
    keyring,
    ingest: async () => ok(),
    onHealth: () => {},
  });
  const items = inbox.doc.getArray<unknown>(envelopesKey);
  return {
    put: (more) => items.push(more),
    left: () => items.length,
    settled: () => turns(() => inbox.unreadable() === items.length),
    close: work.end,
  };
}

/** Deliveries in the inbox room: the relay, and everybody who may write there, can put anything into it. */
export function inboxTarget(world: FuzzWorld): Target {
  const genuine = fromHex(vectors.delivery.sealed);
  /** How many deliveries were taken in, in however many steps: they leave the room. */
  const attempt = async (items: unknown[]): Promise<number> => {
    const room = openRoom(world);
    room.put(items);
    await room.settled();
    // Whatever came before, what is genuine is taken in.
    room.put([genuine]);
    await room.settled();
    room.close();
    return items.length + 1 - room.left();
  };
  const item = fc.oneof(
    { weight: 4, arbitrary: mutatedBytes([genuine, fromBase64Url(vectors.grant.sealed)]) },
    { weight: 1, arbitrary: fc.constantFrom<unknown>(null, 1, 'text', [1, 2], { a: 1 }, true) },
  );
  return defineTarget({
    name: 'inbox-items',
    share: 1500,
    inputs: fc.array(item, { maxLength: 2 }),
    async attempt(items) {
      const before = items.filter((each) => each instanceof Uint8Array && isSame(each, genuine)).length;
      must((await attempt(items)) === before + 1, 'something forged was taken in, or the rest was lost');
    },
    control: async () => must((await attempt([])) === 1, 'a genuine delivery'),
  });
}

/** What the relay seals is for it to choose: the body can be anything. */
export function hostileDeliveryTarget(world: FuzzWorld): Target {
  const { workspace, inbox } = vectors.delivery;
  const sealed = (content: Uint8Array): Promise<Uint8Array> =>
    seal(world.crypto, fromBase64Url(inbox.publicKey), new Uint8Array(content), inboxInfo(workspace));
  const genuine = fromHex(vectors.delivery.sealed);
  /** How many of the two were taken in: they leave the room. */
  const attempt = async (content: Uint8Array): Promise<number> => {
    const room = openRoom(world);
    room.put([await sealed(content)]);
    await room.settled();
    room.put([genuine]);
    await room.settled();
    room.close();
    return 2 - room.left();
  };
  const delivery = utf8(JSON.stringify({ receivedAt: 1, body: JSON.stringify(webhookBodies[0]) }));
  return defineTarget({
    name: 'hostile-deliveries',
    share: 500,
    inputs: fc.oneof(
      mutatedBytes([delivery]),
      mutatedJson([{ receivedAt: 1, body: JSON.stringify(webhookBodies[0]) }]).map((each) =>
        utf8(jsonText(each)),
      ),
    ),
    attempt: async (content) => must((await attempt(content)) >= 1, 'what came afterwards was lost'),
    control: async () => must((await attempt(delivery)) === 2, 'a genuine delivery'),
  });
}

function isSame(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}
