import { afterAll, expect, test } from 'vitest';
import * as Y from 'yjs';
import { removeTemporaryFolders } from '#sync-server/testing/relay-process.ts';
import { isDone } from './actions.ts';
import type { Device } from './device.ts';
import { startChaosRelay } from './relay.ts';
import { createWorld, until } from './world.ts';

afterAll(removeTemporaryFolders);

const namesOn = (device: Device): string[] =>
  [...device.session.library.all('contacts')].map(({ name }) => name);

async function writes(device: Device, name: string): Promise<void> {
  const done = await device.run('contact.create', { name });
  if (!isDone(done)) throw new Error(`${device.name} could not write ${name}`);
}

/** What a relay in league with the writer would pass on. */
function smuggle(from: Device, to: Device): void {
  const people = (device: Device) => device.session.library.bookNamed('people')!.outer;
  Y.applyUpdate(people(to), Y.encodeStateAsUpdate(people(from)), 'smuggled');
}

test('what a removed device has written since does not count after a restart either, when a full disk kept the removal from being finished', async () => {
  const relay = await startChaosRelay();
  const roles = ['owner', 'manager', 'manager'] as const;
  const plan = { seed: 7, devices: roles.map((role) => ({ role, skew: 0 })), needsOwnRelay: true, steps: [] };
  const world = await createWorld({ plan, relay, sabotage: undefined, log: () => {} });
  const [owner, kept, outcast] = world.devices as [Device, Device, Device];
  try {
    await writes(outcast, 'Written in time');
    await until(() => (namesOn(kept).includes('Written in time') ? undefined : 'the work to arrive'), 60_000);
    await kept.session.library.save();

    kept.disk.fullAfterKeys = true;
    expect(await owner.ask(({ team }) => team.removeMember(outcast.memberId))).toMatchObject({ ok: true });
    await until(() => (kept.disk.full ? undefined : 'the removal to be known'), 60_000);
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
    await until(
      () => (kept.session.keyring.keybag.settledDevices?.includes(outcast.id) ? undefined : 'the end of it'),
      60_000,
    );
    await writes(kept, 'Written afterwards');
    await until(() => (namesOn(owner).includes('Written afterwards') ? undefined : 'the owner'), 60_000);
    expect(namesOn(owner)).not.toContain('Written too late');
  } finally {
    for (const device of world.devices) device.kill();
    await relay.kill();
  }
}, 180_000);
