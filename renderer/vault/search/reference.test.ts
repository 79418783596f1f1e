import { expect, test } from 'vitest';
import { createMemoryRecords } from '#shared/commands/testing.ts';
import { jobReference } from '#shared/domain/published-feed.ts';
import { expectOk } from '#shared/lib/result.ts';
import { BookIndex } from './book-index.ts';
import { entryOf } from './entry.ts';
import { find } from './find.ts';

test('The reference that stands in a phone’s calendar finds its job, however it is typed', () => {
  const memory = createMemoryRecords();
  const { id: contactId } = expectOk(memory.run('contact.create', { name: 'Anna' }));
  const ids = ['Boiler', 'Tap', 'Drain'].map(
    (title) => expectOk(memory.run('job.create', { contactId, title })).id,
  );
  const index = new BookIndex();
  for (const job of memory.list('jobs')) index.put(`jobs/${job.id}`, entryOf('jobs', job));
  for (const id of ids)
    for (const typed of [jobReference(id), jobReference(id).toLowerCase()]) {
      const { found } = find([index], typed, {}, { limit: 10, now: memory.context.now });
      expect(found.map(({ head }) => head.key)).toEqual([`jobs/${id}`]);
    }
});
