import { afterAll, afterEach, describe, expect, test } from 'vitest';
import type * as Y from 'yjs';
import { envelopesKey } from '#shared/sync/append-update.ts';
import { closeCode } from '#shared/sync/protocol.ts';
import { makeSmallDisk, noSmallDisk } from '#tests/small-disk.ts';
import type { TestClient } from '../testing/client.ts';
import { connectClient, connectDevice } from '../testing/client.ts';
import { removeTemporaryFolders } from '../testing/relay-process.ts';
import { startRelay } from '../testing/start.ts';
import { createTestWorkspace } from '../testing/workspace.ts';

const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end();
});
afterAll(removeTemporaryFolders);

const envelopes = (doc: Y.Doc) => doc.getArray<Uint8Array>(envelopesKey);

function client(...args: Parameters<typeof connectClient>): TestClient {
  const made = connectClient(...args);
  ends.push(() => made.close());
  return made;
}

if (noSmallDisk !== undefined) console.error(`No real disk is filled here: ${noSmallDisk}.`);

describe.skipIf(noSmallDisk !== undefined)('at a relay whose disk is full', () => {
  test('a device whose work is not taken in reads on over the same socket, and is not asked in a loop', async () => {
    const disk = makeSmallDisk(100 * 1024 * 1024);
    ends.push(() => disk.remove());
    const relay = await startRelay({ dataFolder: disk.folder, limits: { uncommittedBytes: 1000 } });
    ends.push(() => relay.stop());
    const owner = await createTestWorkspace();
    await owner.register(relay.url);
    const token = await owner.signIn(relay.url);
    const at = (room: string) => ({ url: relay.url, workspace: owner.workspace, room, token });
    const others = client(at('a-room-of-others'));
    envelopes(others.doc).push([new Uint8Array([1])]);
    await others.allStored();
    const device = connectDevice(at('the-room-of-mine'));
    const writer = client(at('the-room-of-mine'), undefined, device);
    await writer.until(() => writer.provider.synced);
    const codes: (number | undefined)[] = [];
    writer.provider.on('connection-close', (event) => codes.push(event?.code));

    disk.fill();
    // More than the relay lets wait for the disk: before this is dealt with it reads no further.
    envelopes(writer.doc).push([new Uint8Array(2000)]);
    const reader = client(at('a-room-of-others'), undefined, device);
    await reader.until(() => envelopes(reader.doc).length === 1);
    expect(codes).toEqual([]);
    await writer.until(() => codes.length > 0);
    expect(codes).toEqual([closeCode.tryAgainLater]);
    expect(writer.stored.get(writer.doc.clientID) ?? 0).toBe(0);
    disk.free();
    await writer.allStored();
  });
});
