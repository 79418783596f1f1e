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
