import type { DatabaseSync } from 'node:sqlite';
import * as Y from 'yjs';
import { envelopesKey } from '#shared/sync/append-update.ts';
import { decodeRow, encodeRow } from '#sync-server/storage/rows.ts';
import type { World } from '../world.ts';

/** What a relay that is not honest does to a room in its own database. Gives the update that does it, or none. */
export type Deed = (room: string, doc: Y.Doc, envelopes: Y.Array<Uint8Array>) => void;

/** Stops the relay, changes the rooms in its database, and starts it again. Gives how many were changed. */
export async function changeRooms({ relay }: World, deed: Deed): Promise<number> {
  relay.kill();
  let changed = 0;
  relay.changeDatabase((database) => {
    for (const room of database.prepare('select id, name from rooms order by id').all())
      if (changeRoom(database, Number(room['id']), String(room['name']), deed)) changed++;
  });
  await relay.start();
  return changed;
}

function changeRoom(database: DatabaseSync, id: number, name: string, deed: Deed): boolean {
  const rows = database.prepare('select data from room_rows where room_id = ? order by seq').all(id);
  const doc = new Y.Doc();
  for (const { data } of rows) for (const update of decodeRow(data as Uint8Array)) Y.applyUpdate(doc, update);
  const updates: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => updates.push(update));
  deed(name, doc, doc.getArray<Uint8Array>(envelopesKey));
  if (updates.length === 0) return false;
  const row = encodeRow(updates);
  database.prepare('insert into room_rows (room_id, size, data) values (?, ?, ?)').run(id, row.length, row);
  return true;
}
