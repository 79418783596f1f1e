import { expect, test } from './helpers/test.ts';
import { trySample } from './helpers/owner.ts';
import { openScreen, screens } from './helpers/screens.ts';

test('with no relay and no channel, nothing leaves the computer', async ({ world }) => {
  const shell = await world.startShell();
  const origin = new URL(shell.ready[1] ?? '').origin;
  const page = await world.openWindow();
  await trySample(page, { country: 'Germany', passphrase: 'marble kettle orbit walnut' });
  for (const screen of screens) await openScreen(page, screen);

  const elsewhere = world.requests.filter(
    (url) => !url.startsWith(`${origin}/`) && !/^(blob|data|file):/.test(url),
  );
  expect(elsewhere).toEqual([]);
  expect(world.requests.length).toBeGreaterThan(10);
  expect(world.graph.deliveries).toBeDefined();
  expect(world.ollama.requests.filter(({ path }) => path === '/api/chat')).toEqual([]);
});
