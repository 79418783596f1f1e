import { afterAll, expect, test } from 'vitest';
import { removeTemporaryFolders } from '#sync-server/testing/relay-process.ts';
import type { Device } from './device.ts';
import { namesOn, withTeam, writes } from './small-world.ts';
import { until } from './world.ts';

afterAll(removeTemporaryFolders);

/** Longer than a piece may be on its way before it is said to be missing. */
const longer = 60_000;

const missingOn = ({ session }: Device) =>
  session.relayWatch.gaps.missing().map(({ book, deviceId }) => `${book} of ${deviceId}`);

test('a relay that passes on nothing more of a device in a book is found out, and told of until the work comes', async () => {
  await withTeam(['owner', 'manager', 'manager'], async ([owner, writer, reader]) => {
    await writes(writer, 'Passed on');
    await until(() => (namesOn(reader).includes('Passed on') ? undefined : 'the first to come'), 60_000);
    reader.skew += longer;
    expect(missingOn(reader)).toEqual([]);

    reader.link.hidden = new Set([reader.session.library.bookNamed('people')!.room]);
    await writes(writer, 'Kept back');
    await until(() => {
      reader.session.relayWatch.gaps.missing();
      reader.skew += longer;
      return missingOn(reader).length > 0 ? undefined : 'it to be missed';
    }, 60_000);
    expect(missingOn(reader)).toEqual([`people of ${writer.id}`]);
    expect(namesOn(reader)).not.toContain('Kept back');
    owner.skew += longer;
    expect(missingOn(owner)).toEqual([]);

    reader.link.hidden = new Set();
    reader.link.cut();
    await until(() => (namesOn(reader).includes('Kept back') ? undefined : 'it to come'), 60_000);
    expect(missingOn(reader)).toEqual([]);
  });
}, 180_000);
