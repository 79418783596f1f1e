import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, expect, test } from 'vitest';
import type { Bridge } from '#shared/bridge/bridge.ts';
import type { CallArgs } from '#shared/bridge/contract.ts';
import { ok, problem } from '#shared/lib/result.ts';
import { eventually } from '#shared/lib/testing/eventually.ts';
import { systemTimers } from '#shared/lib/system-timers.ts';
import { createEgressGuard } from '#electron/services/egress/guard.ts';
import { createRelayService } from '#electron/services/relay.ts';
import { removeTemporaryFolders, startRelayProcess } from '#sync-server/testing/relay-process.ts';
import { createDevice, type Device } from '#tests/simulation/device.ts';
import { emptyImage } from '#tests/simulation/disk.ts';
import type { Life } from '#tests/simulation/life.ts';
import { honest, type Link } from '#tests/simulation/link.ts';
import { createRandom } from '#tests/simulation/random.ts';
import { foundTeam } from '#tests/simulation/team.ts';
import { usualLimits } from '#renderer/vault/books/checkpoint.ts';

afterAll(removeTemporaryFolders);

/** Real time and real sockets: what the simulation stands for. */
const scheduler = {
  ...systemTimers,
  sleep: (milliseconds: number) => delay<void>(milliseconds),
  note: () => {},
};

/** The shell's own way to the relay. */
function realLink(): Link {
  const guard = createEgressGuard({ now: Date.now, newId: () => 'smoke' });
  const { calls, sockets } = createRelayService({ guard });
  const absent = problem('bridge.closed', 'The shell does not answer.');
  const bridge = (life: Life): Bridge => ({
    call: async (name, args) => {
      if (!life.alive) return absent;
      if (name === 'egress.configure') guard.configure((args as CallArgs<'egress.configure'>).policy);
      const relay =
        name === 'relay.request' ? calls['relay.request'](args as CallArgs<'relay.request'>) : undefined;
      return ((await relay) ?? (name === 'egress.configure' ? ok() : absent)) as never;
    },
    stream: async () => absent,
    openSocket: (_name, args, listener) =>
      sockets['relay.socket'](args, {
        opened: (protocol) => life.alive && listener.opened(protocol),
        received: (frame) => life.alive && listener.received(frame),
        closed: (code, reason) => life.alive && listener.closed(code, reason),
      }),
  });
  return { online: true, mischief: honest, tamper: undefined, cut: () => {}, bridge };
}

const namesOn = ({ session }: Device): string[] =>
  [...session.library.all('contacts')].map(({ name }) => name);

test('over real processes and sockets a team keeps what it wrote, through a killed relay and a killed device', async () => {
  const folder = await startRelayProcess();
  const { url } = folder;
  const answer = await fetch(`${url}/v1/relay`);
  const { relayId } = (await answer.json()) as { relayId: string };
  const random = createRandom(Date.now());
  const { keybags } = await foundTeam({ url, id: relayId }, ['owner', 'manager'], random);
  const devices = keybags.map((keybag, index) =>
    createDevice({
      name: `device-${index}`,
      keybag,
      image: emptyImage(keybag),
      link: realLink,
      scheduler,
      random: random.fork(String(index)),
      now: Date.now,
      skew: 0,
      checkpoints: usualLimits,
    }),
  );
  const [owner, manager] = devices as [Device, Device];
  await Promise.all(devices.map((device) => device.start()));
  try {
    await owner.run('contact.create', { name: 'Before' });
    await eventually(() => namesOn(manager).includes('Before'), 'the first contact');

    await folder.end('SIGKILL');
    await manager.run('contact.create', { name: 'While the relay is gone' });
    owner.kill();
    const port = Number(new URL(url).port);
    const relay = await startRelayProcess({ folder: folder.folder, port });
    await owner.start();
    await owner.run('contact.create', { name: 'After its restart' });
    await eventually(() => namesOn(owner).includes('While the relay is gone'), 'the manager’s work');
    await eventually(() => namesOn(manager).includes('After its restart'), 'the owner’s work');
    expect(namesOn(owner).toSorted()).toEqual(namesOn(manager).toSorted());
    await relay.end('SIGTERM');
  } finally {
    for (const device of devices) device.kill();
  }
});
