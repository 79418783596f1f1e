import { expect, test } from 'vitest';
import { binMilliseconds } from '#shared/domain/bin.ts';
import { shownFiles } from '#shared/domain/job-file.ts';
import { expectOk } from '#shared/lib/result.ts';
import { createMemoryRecords } from './testing.ts';
import { invert } from './undo.ts';

const stored = (name: string) => ({
  blob: `blob-of-${name}-0123456789`.slice(0, 40),
  key: 'k'.repeat(43),
  size: 1000,
  sha256: 's'.repeat(43),
  mimeType: 'image/jpeg',
  name,
  width: 40,
  height: 30,
});

const refused = (code: string) => ({ ok: false, error: { code } });

function begin() {
  const world = createMemoryRecords();
  const contact = expectOk(world.run('contact.create', { name: 'Maria Keller' }));
  const { id } = expectOk(world.run('job.create', { contactId: contact.id, title: 'Leak' }));
  const start = Date.UTC(2030, 3, 1, 8);
  const { visitId } = expectOk(world.run('job.schedule', { id, start, end: start + 3_600_000 }));
  const add = (name: string, label: 'before' | 'after' | 'other' = 'before') =>
    expectOk(
      world.run('job.addFiles', {
        id,
        visitId,
        label,
        files: [{ file: stored(name), preview: stored(`${name}-small`) }],
      }),
    );
  return { world, id, visitId, start, add, shown: () => shownFiles(world.list('jobFiles')) };
}

test('a photo is in the book of its visit, says who took it and what it shows, and can be described anew', () => {
  const { world, visitId, start, add, shown } = begin();
  add('pipe');
  const [file] = shown();
  expect(file).toMatchObject({ visitId, filedAt: start, memberId: 'member-1', label: 'before' });
  expectOk(world.run('job.describeFile', { fileId: file!.id, label: 'after', note: ' New valve ' }));
  expect(shown()[0]).toMatchObject({ label: 'after', note: 'New valve' });
  expectOk(world.run('job.describeFile', { fileId: file!.id, note: '' }));
  expect(shown()[0]!.note).toBeUndefined();
});

test('a photo that was removed comes back by undo, and its content goes only when the bin would', () => {
  const { world, add, shown } = begin();
  world.context.isOwner = true;
  add('pipe');
  const [file] = shown();
  expectOk(world.run('job.removeFile', { fileId: file!.id }));
  const removing = world.lastChanges;
  expect(shown()).toEqual([]);
  world.apply(invert(removing, world.records).changes);
  expect(shown()).toHaveLength(1);
  expectOk(world.run('job.removeFile', { fileId: file!.id }));
  world.context.now += binMilliseconds - 1;
  expectOk(world.run('bin.empty', { trustedNow: world.context.now }));
  expect(world.list('jobFiles')[0]!.file).toBeDefined();
  world.context.now += 1;
  expectOk(world.run('bin.empty', { trustedNow: world.context.now }));
  expect(world.list('jobFiles')[0]).toMatchObject({
    removedBlobs: [stored('pipe').blob, stored('pipe-small').blob],
  });
  expect(world.list('jobFiles')[0]).not.toHaveProperty('file');
  expect(world.run('job.removeFile', { fileId: file!.id })).toMatchObject(refused('job.file-gone'));
});

test('with a job that leaves the bin its photos go: first their content everywhere, then what names it', () => {
  const { world, id, add } = begin();
  world.context.isOwner = true;
  add('pipe');
  expectOk(world.run('bin.put', { kind: 'jobs', ids: [id] }));
  world.context.now += binMilliseconds;
  expectOk(world.run('bin.empty', { trustedNow: world.context.now }));
  expect(world.list('jobs')).toHaveLength(1);
  expect(world.list('jobFiles')[0]!.removedBlobs).toHaveLength(2);
  expectOk(world.run('bin.empty', { trustedNow: world.context.now }));
  expect([world.list('jobs'), world.list('jobFiles')]).toEqual([[], []]);
});

test('a job takes no more files than a list can show, and none at a visit of another job', () => {
  const { world, id, add, shown } = begin();
  add('pipe');
  const other = expectOk(
    world.run('job.create', { contactId: world.list('contacts')[0]!.id, title: 'Another' }),
  );
  const files = [{ file: stored('wrong') }];
  const { visitId } = shown()[0]!;
  expect(world.run('job.addFiles', { id: other.id, visitId, label: 'other', files })).toMatchObject(
    refused('job.visit-missing'),
  );
  for (let at = 0; at < 9; at++)
    expectOk(
      world.run('job.addFiles', {
        id,
        label: 'other',
        files: Array.from({ length: 50 }, (_, each) => ({ file: stored(`${at}-${each}`) })),
      }),
    );
  const many = Array.from({ length: 50 }, (_, each) => ({ file: stored(`more-${each}`) }));
  expect(world.run('job.addFiles', { id, label: 'other', files: many })).toMatchObject(
    refused('job.files-many'),
  );
});
