import { expect, test } from 'vitest';
import { presets } from '#shared/domain/roles.ts';
import { openScreens } from './screens.ts';

const words = (access: Parameters<typeof openScreens>[0]) => openScreens(access).map(({ word }) => word);

test('a technician finds today, pipeline, people, schedule, jobs and plans, and neither inbox nor money', () => {
  expect(words(presets.technician)).toEqual([
    'today',
    'pipeline',
    'people',
    'schedule',
    'jobs',
    'plans',
    'knowledge',
    'settings',
  ]);
});

test('a business without a team keeps all its screens', () => {
  expect(words(undefined)).toEqual([
    'today',
    'inbox',
    'pipeline',
    'bookings',
    'people',
    'schedule',
    'jobs',
    'plans',
    'money',
    'broadcasts',
    'knowledge',
    'settings',
  ]);
  expect(words(presets.owner)).toEqual(words(undefined));
});

test('a screen that may only be looked into is open', () => {
  expect(words({ ...presets.technician, money: 'read' })).toContain('money');
});
