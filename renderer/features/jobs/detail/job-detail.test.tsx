import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { page } from 'vitest/browser';
import { createMemoryRecords, ukBusiness } from '#shared/commands/testing.ts';
import type { CollectionName } from '#shared/domain/collections.ts';
import { type Access, presets } from '#shared/domain/roles.ts';
import { expectOk } from '#shared/lib/result.ts';
import { readJob } from '#shared/records/jobs.ts';
import { startMessages } from '#renderer/locales/i18n.ts';
import { clearTables, takePatches } from '#renderer/state/records.ts';
import { useSession } from '#renderer/state/session.ts';
import { startStubVault } from '#renderer/state/testing/stub-vault.ts';
import { mount } from '#renderer/ui/testing/mount.tsx';
import { JobStateBadge } from '../job-state.tsx';
import { JobMargin } from '../materials/job-margin.tsx';
import { JobMaterials } from '../materials/job-materials.tsx';

beforeAll(() => startMessages());

const profile = { ...ukBusiness, pricesIncludeTax: false };

/** A job that is done and on which two valves were used, as somebody with these rights sees it. */
async function show(access: Access) {
  const world = createMemoryRecords();
  expectOk(world.run('business.setUp', { profile, services: [] }));
  const contact = expectOk(world.run('contact.create', { name: 'Maria Keller' }));
  const items = [{ name: 'Repair', quantity: '1', unitPrice: '20000' }];
  const { id } = expectOk(world.run('job.create', { contactId: contact.id, title: 'Leak', items }));
  const fields = { name: 'Valve', quantity: '2' };
  const { materialId } = expectOk(world.run('job.setMaterial', { id, fields }));
  expectOk(world.run('cost.set', { of: 'material', subjectId: materialId, cost: { amount: '1550' } }));
  expectOk(world.run('job.complete', { id }));
  await startStubVault({});
  // What a device without the key never receives is not there.
  const received = Object.entries(world.snapshot()) as [CollectionName, never[]][];
  takePatches(
    received
      .filter(([name]) => access.money !== undefined || name !== 'costs')
      .map(([collection, upsert]) => ({ collection, upsert, remove: [] })),
  );
  useSession.setState({ access });
  onTestFinished(() => {
    clearTables();
    useSession.setState({ access: undefined });
  });
  const job = readJob(world.records, id)!;
  mount(
    <>
      <JobStateBadge job={job} now={world.context.now} />
      <JobMaterials job={job} readOnly={false} />
      <JobMargin job={job} now={world.context.now} />
    </>,
  );
}

test('who sees the money sees what a job cost and what is left of its price', async () => {
  await show(presets.owner);
  const region = page.getByRole('region', { name: 'Cost and margin' });
  await expect.element(region.getByText('£31.00').first()).toBeVisible();
  await expect.element(region.getByText('£169.00 (84.5 %)')).toBeVisible();
  await expect.element(page.getByText('To invoice')).toBeVisible();
});

test('a technician sees what was used, no cost and no margin, and of work that is done that it is', async () => {
  await show(presets.technician);
  await expect.element(page.getByRole('region', { name: 'Materials' })).toBeVisible();
  await expect.element(page.getByText('Done', { exact: true })).toBeVisible();
  expect(page.getByRole('region', { name: 'Cost and margin' }).elements()).toEqual([]);
  expect(document.body.textContent).not.toMatch(/cost|margin|£/i);
});
