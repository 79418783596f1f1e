import { afterAll, expect, test } from 'vitest';
import { commands } from 'vitest/browser';
import type { Bridge, Socket } from '#shared/bridge/bridge.ts';
import { fromBase64Url, fromUtf8 } from '#shared/lib/bytes.ts';
import { expectOk } from '#shared/lib/result.ts';
import type { SignedMembership } from '#shared/sync/membership.ts';
import { eventually } from '#shared/lib/testing/eventually.ts';
import { shellBridge } from '../testing/shell-bridge.ts';
import { letIn } from '../testing/team.ts';
import { createWorkspace, deadBridge } from '../testing/world.ts';

afterAll(async () => {
  await commands.stopGraph();
  await commands.stopAllRelays();
});

interface Body {
  records?: SignedMembership[];
}

const inboxKeyOf = ({ payload }: SignedMembership): unknown =>
  (JSON.parse(fromUtf8(fromBase64Url(payload))) as { inbox?: { key: string } }).inbox?.key;

/** A device that knows which keys it has given to the relay, and whose socket can be cut off. */
function watchedBridge() {
  const keys: unknown[] = [];
  const sockets = new Set<Socket>();
  let isCut = false;
  const bridge: Bridge = {
    ...shellBridge,
    async call(name, args) {
      const answer = await shellBridge.call(name, args);
      const { method, path, body } = args as { method?: string; path?: string; body?: Body };
      const status = answer.ok ? (answer.value as { status?: number }).status : undefined;
      if (method === 'PUT' && path?.endsWith('/membership') && status === 204)
        keys.push(...(body?.records ?? []).map(inboxKeyOf));
      return answer;
    },
    openSocket(name, args, listener) {
      if (isCut) return deadBridge.openSocket(name, args, listener);
      const socket = shellBridge.openSocket(name, args, listener);
      sockets.add(socket);
      return socket;
    },
  };
  const cutOff = (cut: boolean): void => {
    isCut = cut;
    if (cut) for (const socket of sockets) socket.close();
  };
  return { bridge, keys, cutOff };
}

test('after a removal the relay seals webhooks to a new key, and what it had sealed to the one before is still taken in', async () => {
  const { bridge, keys, cutOff } = watchedBridge();
  const vault = await createWorkspace('hook-owner', bridge);
  expectOk(await vault.api.connectRelay(await commands.startRelay()));
  const { url, ...account } = await commands.startGraph();
  await vault.run('channel.connect', { kind: 'whatsapp', ...account, name: 'Main line', graphUrl: url });
  await eventually(() => vault.table('channels')[0]?.subscribedTo !== undefined, 'Meta to agree to deliver');
  await letIn(vault, 'hook-helper', 'technician');
  const [before] = keys;
  expect(before).toBeTypeOf('string');

  cutOff(true);
  const customer = { from: '31612345678', name: 'Anna' };
  await commands.customerWrites({ ...customer, text: 'Before' });
  const { members } = await vault.api.team();
  expectOk(await vault.api.removeMember(members.find(({ role }) => role === 'technician')!.id));
  expect(vault.table('messages')).toEqual([]);
  cutOff(false);
  await vault.api.networkIsBack();
  await eventually(() => vault.table('messages').length === 1, 'what was sealed to the old key');
  await eventually(() => keys.at(-1) !== before, 'the relay to have the new key');
  await commands.customerWrites({ ...customer, text: 'After' });
  await eventually(() => vault.table('messages').length === 2, 'what is sealed to the new key');
  expect((await vault.api.health()).unreadableDeliveries).toBe(0);
  await vault.api.lock();
});
