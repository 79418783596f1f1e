import '../fakes.ts';
import { expect, test } from 'vitest';
import { readChannelMessage } from '#shared/sync/channels.ts';
import { updateFrame } from '#sync-server/rooms/frames.ts';
import type { Device } from '../device.ts';
import { namesOn, withTeam, writes } from '../small-world.ts';

/** Longer than a piece may be on its way before it is said to be missing. */
const longer = 60_000;

const missingOn = ({ session }: Device) =>
  session.relayWatch.gaps.missing().map(({ book, deviceId }) => `${book} of ${deviceId}`);

/** A change as the relay passes it on, as apart from its answer to a device that has just come. */
const start = updateFrame(new Uint8Array()).subarray(0, 2);
function isUpdate(message: Uint8Array): boolean {
  const read = readChannelMessage(message);
  return read !== undefined && 'frame' in read && read.frame[0] === start[0] && read.frame[1] === start[1];
}

test('a relay that passes on nothing more of a device in a book is found out, and told of until the work comes', async () => {
  await withTeam(['owner', 'manager', 'manager'], async ([owner, writer, reader], { until, sleep }) => {
    await writes(writer, 'Passed on');
    await until(() => (namesOn(reader).includes('Passed on') ? undefined : 'the first to come'));
    await sleep(longer);
    expect(missingOn(reader)).toEqual([]);

    const hidden = reader.session.library.bookNamed('people')!.room;
    reader.link.tamper = (message, room) => (room === hidden && isUpdate(message) ? [] : [message]);
    await writes(writer, 'Kept back');
    await sleep(2 * longer);
    // Another may have confirmed what the writer has summed up: that is kept back as well.
    expect(missingOn(reader)).toContain(`people of ${writer.id}`);
    expect(namesOn(reader)).not.toContain('Kept back');
    expect(missingOn(owner)).toEqual([]);

    reader.link.tamper = undefined;
    reader.link.cut();
    await until(() => (namesOn(reader).includes('Kept back') ? undefined : 'it to come'));
    expect(missingOn(reader)).toEqual([]);
  });
});
