import { afterAll, beforeAll, expect, test } from 'vitest';
import { commands } from 'vitest/browser';
import { shownFiles } from '#shared/domain/job-file.ts';
import { expectOk } from '#shared/lib/result.ts';
import { eventually } from '#shared/lib/testing/eventually.ts';
import { shellBridge } from '../testing/shell-bridge.ts';
import { storedRows } from '../testing/stored-rows.ts';
import { inStep, letIn } from '../testing/team.ts';
import { createWorkspace } from '../testing/world.ts';

let relayUrl: string;
beforeAll(async () => {
  relayUrl = await commands.startRelay();
});
afterAll(() => commands.stopAllRelays());

/** A photo as a camera makes it: large, and with a place of its own in its bytes. */
async function photo(width: number, height: number): Promise<File> {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d')!;
  context.fillStyle = '#3a6';
  context.fillRect(0, 0, width, height / 2);
  return new File([await canvas.convertToBlob({ type: 'image/jpeg' })], 'IMG_2041.JPG', {
    type: 'image/jpeg',
  });
}

test('a technician’s photo of before is kept sealed while there is no relay, and seen by the owner when there is one', async () => {
  const owner = await createWorkspace('photos-owner', shellBridge);
  expectOk(await owner.api.connectRelay(relayUrl));
  const contact = await owner.run('contact.create', { name: 'Maria Keller' });
  const { id } = await owner.run('job.create', { contactId: contact.id, title: 'Leak' });
  const van = await letIn(owner, 'photos-van', 'technician');
  await eventually(() => van.table('jobs').length === 1, 'the technician to have the job');

  await commands.stopRelay(relayUrl);
  const stored = expectOk(await van.api.attachToJob(await photo(1600, 1200)));
  expect(stored.file).toMatchObject({ width: 1600, height: 1200, name: 'IMG_2041.JPG' });
  expect(stored.preview).toMatchObject({ width: 480, height: 360 });
  await van.run('job.addFiles', { id, label: 'before', files: [stored] });
  const fileId = shownFiles(van.table('jobFiles'))[0]!.id;
  const here = expectOk(await van.api.jobFile(fileId, 'file'));
  const rows = (await storedRows('photos-van')).filter(({ kind }) => kind === 'blob');
  expect(rows.length).toBeGreaterThan(0);
  expect(JSON.stringify(rows)).not.toMatch(/IMG_2041/);

  await commands.restartRelay(relayUrl, false);
  await inStep(owner, van);
  await eventually(async () => (await van.api.fileUsage()).waiting === 0, 'the relay to have the photo');
  const [seen] = shownFiles(owner.table('jobFiles'));
  expect(seen).toMatchObject({ id: fileId, label: 'before' });
  const small = expectOk(await owner.api.jobFile(fileId, 'preview'));
  const whole = expectOk(await owner.api.jobFile(fileId, 'file'));
  expect(await whole.arrayBuffer()).toEqual(await here.arrayBuffer());
  const bitmap = await createImageBitmap(small);
  expect([bitmap.width, bitmap.height]).toEqual([480, 360]);
  await Promise.all([owner.api.lock(), van.api.lock()]);
});

test('an empty file is refused by its name, and what is no picture has no small one', async () => {
  const owner = await createWorkspace('photos-refused', shellBridge);
  const empty = await owner.api.attachToJob(new File([], 'empty.pdf', { type: 'application/pdf' }));
  expect(empty).toMatchObject({ ok: false, error: { message: expect.stringContaining('empty.pdf') } });
  const plan = new File(['%PDF-1.7 plan'], 'plan.pdf', { type: 'application/pdf' });
  const stored = expectOk(await owner.api.attachToJob(plan));
  expect(stored.preview).toBeUndefined();
  expect(stored.file.name).toBe('plan.pdf');
  await owner.api.lock();
});
