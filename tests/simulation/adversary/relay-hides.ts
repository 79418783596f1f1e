import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import { onChannel, readChannelMessage } from '#shared/sync/channels.ts';
import { readMessage, updateFrame } from '#sync-server/rooms/frames.ts';
import { actions, isDone } from '../actions.ts';
import type { Device } from '../device.ts';
import { honest, type Tamper } from '../link.ts';
import type { World } from '../world.ts';
import { type Adversary, type Attack, impossible } from './adversary.ts';

/** Much longer than a piece may be on its way before it is said to be missing (ms). */
const longEnough = 55_000;

/** A change as the relay passes it on, as apart from its answer to a device that has just come. */
function updateIn(message: Uint8Array): Uint8Array | undefined {
  const read = readChannelMessage(message);
  if (read === undefined || !('frame' in read)) return undefined;
  const frame = readMessage(read.frame);
  return frame?.type === 'update' ? frame.update : undefined;
}

/** Somebody else who is in the team and can write now. */
function writerBeside({ devices, removed }: World, victim: Device): Device | undefined {
  return devices.find((one) => one !== victim && one.alive && !removed.has(one) && one.link.online);
}

async function whileTold(
  world: World,
  victim: Device,
  tamper: Tamper,
): Promise<{ hidden: string[]; missing: string[] } | string> {
  const writer = writerBeside(world, victim);
  if (!world.relay.running) return 'there is no relay';
  const isThere = victim.alive && victim.link.online && !world.removed.has(victim);
  if (writer === undefined || !isThere) return 'nobody to hide from';
  // Only this relay is to blame for what does not come.
  for (const { link } of [victim, writer]) link.mischief = honest;
  victim.link.tamper = tamper;
  const hidden: string[] = [];
  for (let count = 0; count < 2; count++) {
    const done = await writer.run('contact.create', { name: world.oracle.text(writer) });
    if (isDone(done)) hidden.push(done.value.id);
  }
  await world.sleep(longEnough);
  if (!victim.alive || !writer.alive) return 'somebody has no process any more';
  // It takes nothing in, and may not even know the keys of today.
  if (victim.disk.full) return 'the disk is full';
  const lacks = hidden.filter((id) => victim.session.library.get('contacts', id) === undefined);
  const missing = victim.session.relayWatch.gaps.missing().map(({ book }) => book);
  victim.link.tamper = undefined;
  return { hidden: lacks, missing };
}

/** The relay passes on nothing more of one book to one device, although all else goes on. */
export const relayHidesABook: Adversary = {
  expects: 'no-effect',
  async attack(world, victim) {
    if (!victim.alive) return impossible('has no process');
    const hiddenRoom = victim.session.library.bookNamed('people')?.room;
    const outcome = await whileTold(world, victim, (message, room) =>
      room === hiddenRoom && updateIn(message) !== undefined ? [] : [message],
    );
    if (typeof outcome === 'string') return impossible(outcome);
    return { said: `${outcome.hidden.length} hidden, ${outcome.missing.join(', ') || 'nothing'} missed` };
  },
};

/** With each change the relay passes on that it is gone again: nothing is read, and nothing seems to be missing. */
export const relayHidesByDeletion: Adversary = {
  expects: 'noticed',
  async attack(world, victim): Promise<Attack> {
    if (!victim.alive) return impossible('has no process');
    const hiddenRoom = victim.session.library.bookNamed('people')?.room;
    const outcome = await whileTold(world, victim, (message, room) => {
      const update = room === hiddenRoom ? updateIn(message) : undefined;
      if (update === undefined) return [message];
      const { channel } = readChannelMessage(message) as { channel: number };
      return [onChannel(channel, updateFrame(Y.mergeUpdates([update, deletionOf(update)])))];
    });
    if (typeof outcome === 'string') return impossible(outcome);
    const isUnnoticed = outcome.hidden.length > 0 && outcome.missing.length === 0;
    return {
      said: `${outcome.hidden.length} hidden, ${outcome.missing.join(', ') || 'nothing'} missed`,
      problems: isUnnoticed
        ? [`${victim.name} lacks ${outcome.hidden.length} contacts and misses nothing`]
        : [],
    };
  },
};

/** An update of the Yjs V1 format that holds nothing but deletions: of all that another one brings. */
function deletionOf(update: Uint8Array): Uint8Array {
  const { from, to } = Y.parseUpdateMeta(update);
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, 0);
  encoding.writeVarUint(encoder, to.size);
  for (const [client, end] of to) {
    const start = from.get(client) ?? 0;
    encoding.writeVarUint(encoder, client);
    encoding.writeVarUint(encoder, 1);
    encoding.writeVarUint(encoder, start);
    encoding.writeVarUint(encoder, end - start);
  }
  return encoding.toUint8Array(encoder);
}

/** The relay has one history for one device and another for the rest, for as long as it wants to. */
export const relayHidesFromOne: Adversary = {
  expects: 'no-effect',
  async attack(world, victim, random) {
    if (!victim.alive) return impossible('has no process');
    const outcome = await whileTold(world, victim, (message) =>
      updateIn(message) === undefined ? [message] : [],
    );
    if (victim.alive) await actions.addContact(victim, world.oracle, random);
    return impossible(typeof outcome === 'string' ? outcome : `${outcome.hidden.length} hidden`);
  },
};
