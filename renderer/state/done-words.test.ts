import { beforeAll, expect, test } from 'vitest';
import { registry } from '#shared/commands/index.ts';
import { startMessages } from '#renderer/locales/i18n.ts';
import { doneWords, recordOf } from './done-words.ts';

beforeAll(() => startMessages());

const undoable = [...registry.values()].filter(({ undoable, internal }) => undoable && internal !== true);

test('every notice with "Undo" says what is there now, and none repeats the command', () => {
  expect(undoable.length).toBeGreaterThan(30);
  for (const { name } of undoable) expect(doneWords(name, ''), name).not.toBe('');
});

test('what was made can be opened from its notice', () => {
  expect(recordOf('job.create', { id: 'j' })).toEqual({ collection: 'jobs', id: 'j' });
  expect(recordOf('label.create', { id: 'l' })).toBeUndefined();
  expect(recordOf('job.create', {})).toBeUndefined();
});
