import { expect, test } from 'vitest';
import { createWork } from '#shared/lib/async.ts';
import { systemTimers } from '#shared/lib/system-timers.ts';
import { createRecordChanges } from './record-changes.ts';

const ids = new Set(['one']);

test('a part hears of its own collections only, once all is loaded and until it ends', () => {
  const work = createWork(systemTimers);
  const changes = createRecordChanges({ work });
  const heard: string[] = [];
  changes.on(['messages', 'channels'], (_ids, collection) => heard.push(collection));
  changes.tell('messages', ids, 'talk');
  changes.start();
  changes.tell('messages', ids, 'talk');
  changes.tell('jobs', ids, 'work');
  changes.tell('channels', ids, 'talk');
  work.end();
  changes.tell('messages', ids, 'talk');
  expect(heard).toEqual(['messages', 'channels']);
});

test('a copy of the records misses nothing, also while they are loaded and at the end', () => {
  const work = createWork(systemTimers);
  const changes = createRecordChanges({ work });
  const heard: string[] = [];
  changes.mirror((_ids, collection, book) => heard.push(`${book}/${collection}`));
  changes.tell('messages', ids, 'talk');
  work.end();
  changes.tell('jobs', ids, 'work');
  expect(heard).toEqual(['talk/messages', 'work/jobs']);
});
