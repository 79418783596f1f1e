import { expect, test } from 'vitest';
import { presets } from '#shared/domain/roles.ts';
import { openRooms } from './rooms.ts';

const words = (access: Parameters<typeof openRooms>[0]) => openRooms(access).map(({ word }) => word);

test('a technician finds people and jobs, and neither inbox nor money', () => {
  expect(words(presets.technician)).toEqual(['people', 'jobs', 'knowledge', 'settings']);
});

test('a business without a team keeps all its rooms', () => {
  expect(words(undefined)).toEqual(['inbox', 'people', 'jobs', 'money', 'knowledge', 'settings']);
  expect(words(presets.owner)).toEqual(words(undefined));
});

test('a room that may only be looked into is open', () => {
  expect(words({ ...presets.technician, money: 'read' })).toContain('money');
});
