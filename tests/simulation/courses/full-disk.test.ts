import '../fakes.ts';
import { expect, test } from 'vitest';
import { namesOn, withTeam, writes } from '../small-world.ts';

test('what a full disk has not taken in reaches nobody, so that it cannot be missing here alone', async () => {
  await withTeam(['owner', 'manager'], async ([owner, writer], { until }) => {
    writer.disk.full = true;
    expect(await writer.run('contact.create', { name: 'Not on disk' })).toMatchObject({ ok: false });
    await writes(owner, 'From the other side');
    await until(() => (namesOn(writer).includes('From the other side') ? undefined : 'the other'));
    expect(namesOn(owner)).not.toContain('Not on disk');

    writer.disk.full = false;
    expect(await writer.session.library.save()).toMatchObject({ ok: true });
    await until(() => (namesOn(owner).includes('Not on disk') ? undefined : 'what is on disk now'));

    writer.disk.full = true;
    await writer.run('contact.create', { name: 'Lost with the process' });
    writer.kill();
    writer.disk.full = false;
    await writer.start();
    await writes(writer, 'After the restart');
    await until(() => (namesOn(owner).includes('After the restart') ? undefined : 'the restart'));
    expect(namesOn(owner)).not.toContain('Lost with the process');
    expect(namesOn(writer)).not.toContain('Lost with the process');
  });
});

test.each([
  ['nothing is written', { fullAfterKeys: true }],
  ['nothing is begun', { nearlyFull: true }],
])(
  'where %s for want of space, all is sealed anew when there is some, without a restart',
  async (_, lack) => {
    await withTeam(['owner', 'manager', 'manager'], async ([owner, kept, outcast], { sleep, until }) => {
      await writes(outcast, 'Written in time');
      await until(() => (namesOn(kept).includes('Written in time') ? undefined : 'the work to arrive'));
      Object.assign(kept.disk, lack);
      expect(await owner.ask(({ team }) => team.removeMember(outcast.memberId))).toMatchObject({ ok: true });
      const { keyring, library } = kept.session;
      const isKnown = () => keyring.roster.record.devices.every(({ id }) => id !== outcast.id);
      const isSealed = () => keyring.keybag.sealedEpoch === keyring.keybag.epoch;
      await until(() => (isKnown() ? undefined : 'the removal to be known'));
      await sleep(60_000);
      expect(isSealed()).toBe(false);

      Object.assign(kept.disk, { full: false, nearlyFull: false, fullAfterKeys: false });
      await sleep(5_000);
      expect(isSealed()).toBe(true);
      const { epoch } = keyring.keybag;
      for (const book of library.books) expect([0, epoch]).toContain(book.oldestEpoch());
    });
  },
);
