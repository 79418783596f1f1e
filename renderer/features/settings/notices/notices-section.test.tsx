import { afterEach, beforeAll, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { plumber } from '#shared/agent/testing.ts';
import { createMemoryRecords } from '#shared/commands/testing.ts';
import { startMessages } from '#renderer/locales/i18n.ts';
import { clearTables, takePatches } from '#renderer/state/records.ts';
import { startStubVault } from '#renderer/state/testing/stub-vault.ts';
import { KeepsUnsaved } from '#renderer/ui/index.ts';
import { mount } from '#renderer/ui/testing/mount.tsx';
import { NoticesSection } from './notices-section.tsx';

beforeAll(() => startMessages());
afterEach(() => clearTables());

test('a notice is written from the settings, put in use, and says when the settings say something else', async () => {
  const world = createMemoryRecords();
  const say = (business: object) =>
    world.apply([
      { collection: 'business', id: 'business', path: [], before: undefined, after: business as never },
    ]);
  say({ ...plumber, country: 'GB' });
  const patch = () =>
    takePatches([
      { collection: 'business', upsert: world.list('business'), remove: [] },
      { collection: 'notices', upsert: world.list('notices'), remove: [] },
    ]);
  await startStubVault({
    async run(name, args) {
      const done = world.run(name as 'notice.publish', args as never);
      patch();
      return done.ok ? { ok: true, value: { value: done.value } } : done;
    },
  });
  patch();
  mount(
    <KeepsUnsaved>
      <NoticesSection />
    </KeepsUnsaved>,
  );
  const text = page.getByLabelText('Text', { exact: true });
  await expect.element(text).toHaveValue(expect.stringContaining('Information Commissioner’s Office'));
  await text.fill('We keep what we need.');
  await page.getByRole('button', { name: 'Put in use' }).click();
  await expect.element(page.getByText(/In use since/)).toBeVisible();
  expect(world.list('notices')).toMatchObject([{ country: 'GB', text: 'We keep what we need.' }]);
  await expect.element(page.getByRole('button', { name: 'Put in use' })).toBeDisabled();
  say({ ...plumber, country: 'GB', name: 'Another name' });
  patch();
  await expect.element(page.getByText('Your settings have changed since')).toBeVisible();
  await page.getByRole('button', { name: 'Use what they say now' }).click();
  await expect.element(text).toHaveValue(expect.stringContaining('Another name'));
  world.context.now += 1000;
  await page.getByRole('button', { name: 'Put in use' }).click();
  await expect.poll(() => world.list('notices').length).toBe(2);
  await page.getByRole('button', { name: 'Read' }).last().click();
  await expect.element(page.getByRole('dialog').getByText('We keep what we need.')).toBeVisible();
});
