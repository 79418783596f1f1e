import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Keybag } from '#renderer/vault/keys/keybag.ts';
import { foundWorkspace } from '#renderer/vault/testing/found-workspace.ts';
import type { Change } from '#shared/records/change.ts';
import { expectOk } from '#shared/lib/result.ts';
import type { RelayProcess } from '#sync-server/testing/relay-process.ts';
import { startRelayProcess } from '#sync-server/testing/relay-process.ts';
import { cryptography, openAll, register, startDevice } from './device.ts';

/** A workspace on a relay of its own. */
export interface Ground {
  relay: RelayProcess;
  keybag: Keybag;
}

export async function startGround(): Promise<Ground> {
  const keybag = await foundWorkspace(cryptography);
  const relay = await start();
  await register(relay, keybag);
  return { relay, keybag };
}

/** Has a device seal each portion for itself, and tidy after every so many of them and, where it does, at the end. */
export async function write(
  ground: Ground,
  portions: Iterable<Change[]>,
  portionsATidying: number,
): Promise<void> {
  const device = await startDevice(ground.relay, ground.keybag);
  await openAll(device);
  const { library } = device;
  let sealed = 0;
  for (const portion of portions) {
    await library.prepare(portion);
    library.apply(portion);
    expectOk(await library.save());
    if (++sealed % portionsATidying === 0) await library.tidy();
  }
  if (portionsATidying !== Infinity) await library.tidy();
  await device.stored();
  device.close();
}

function start(folder?: string): Promise<RelayProcess> {
  const env = { RELAY_LOG: 'info', NODE_ENV: 'production' };
  return startRelayProcess(folder === undefined ? { env } : { folder, env });
}

/** Bytes of all rows. The relay is stopped for it, as it lets nobody else into its database. */
export async function keptBytes(ground: Ground): Promise<number> {
  const { relay } = ground;
  await relay.end('SIGTERM');
  const database = new DatabaseSync(join(relay.folder, 'relay.sqlite'), { readOnly: true });
  try {
    const row = database.prepare('select sum(size) as bytes from room_rows').get();
    return Number(row?.['bytes']);
  } finally {
    database.close();
    ground.relay = await start(relay.folder);
  }
}

export async function stopGround({ relay }: Ground): Promise<void> {
  await relay.end('SIGKILL');
  await rm(relay.folder, { recursive: true, force: true });
}
