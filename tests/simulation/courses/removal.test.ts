import '../fakes.ts';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import type { Device } from '../device.ts';
import { namesOn, withTeam, writes } from '../small-world.ts';

/** What a relay in league with the writer would pass on. */
function smuggle(from: Device, to: Device): void {
  const people = (device: Device) => device.session.library.bookNamed('people')!.outer;
  Y.applyUpdate(people(to), Y.encodeStateAsUpdate(people(from)), 'smuggled');
}

test('what a removed device has written since does not count after a restart either, when a full disk kept the removal from being finished', async () => {
  await withTeam(['owner', 'manager', 'manager'], async ([owner, kept, outcast], { until }) => {
    await writes(outcast, 'Written in time');
    await until(() => (namesOn(kept).includes('Written in time') ? undefined : 'the work to arrive'));
    await kept.session.library.save();

    kept.disk.fullAfterKeys = true;
    expect(await owner.ask(({ team }) => team.removeMember(outcast.memberId))).toMatchObject({ ok: true });
    // On disk, and in use: what comes between the two came before this device knew.
    const knows = (): boolean =>
      kept.session.keyring.roster.record.devices.every(({ id }) => id !== outcast.id);
    await until(() => (kept.disk.full && knows() ? undefined : 'the removal to be known'));
    await writes(outcast, 'Written too late');
    kept.link.online = false;
    kept.link.cut();
    smuggle(outcast, kept);
    kept.disk.full = false;
    kept.disk.fullAfterKeys = false;
    expect(await kept.session.library.save()).toMatchObject({ ok: true });

    for (let start = 1; start <= 2; start++) {
      kept.kill();
      await kept.start();
      expect(namesOn(kept), `after start ${start}`).toContain('Written in time');
      expect(namesOn(kept), `after start ${start}`).not.toContain('Written too late');
    }
    kept.link.online = true;
    await until(() =>
      kept.session.keyring.keybag.settledDevices?.includes(outcast.id) ? undefined : 'the end of it',
    );
    await writes(kept, 'Written afterwards');
    await until(() => (namesOn(owner).includes('Written afterwards') ? undefined : 'the owner'));
    expect(namesOn(owner)).not.toContain('Written too late');
  });
});
