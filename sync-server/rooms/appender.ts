import type { ItemId } from '#shared/sync/append-update.ts';
import { encodeAppend } from '#shared/sync/append-update.ts';

interface Cursor {
  next: ItemId;
  left: ItemId | undefined;
}

export interface Appended {
  updates: Uint8Array[];
  lastAppend: ItemId | undefined;
  /** To be called when the updates are on disk; without it the cursor is given up. */
  committed(): void;
}

/**
 * Appends to rooms without their documents, as one Yjs client a room for the life of the process. A new
 * process takes a new client: after a restored backup the old one's clocks may already be taken on a device.
 */
export function createAppender(deps: { newClientId: () => number }) {
  const cursors = new Map<number, Cursor>();

  return {
    append(roomId: number, lastStored: ItemId | undefined, contents: Uint8Array[]): Appended {
      const cursor = cursors.get(roomId) ?? {
        next: { client: deps.newClientId(), clock: 0 },
        left: lastStored,
      };
      cursors.delete(roomId);
      let { next, left } = cursor;
      const updates = contents.map((content) => {
        const update = encodeAppend({ id: next, left, content });
        left = next;
        next = { client: next.client, clock: next.clock + 1 };
        return update;
      });
      return { updates, lastAppend: left, committed: () => cursors.set(roomId, { next, left }) };
    },
  };
}
export type Appender = ReturnType<typeof createAppender>;
