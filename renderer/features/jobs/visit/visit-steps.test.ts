import { expect, test } from 'vitest';
import { visitSteps } from './visit-steps.ts';

test('there is always one step that comes next, until the visit is done', () => {
  const next = [undefined, 'enRoute', 'inProgress', 'paused', 'done'] as const;
  expect(next.map((state) => visitSteps(state === undefined ? {} : { state }, 'me').primary)).toEqual([
    'setOut',
    'start',
    'finish',
    'start',
    undefined,
  ]);
});

test('who is at work can pause, and who is not can join', () => {
  const visit = { state: 'inProgress' as const, working: ['ben'] };
  expect(visitSteps(visit, 'ben').others).toEqual(['pause']);
  expect(visitSteps(visit, 'ana').others).toEqual(['start']);
});
