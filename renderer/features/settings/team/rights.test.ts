import { expect, test } from 'vitest';
import { presets } from '#shared/domain/roles.ts';
import { isAdjusted, rightsFor, withRight } from './rights.ts';

test('a technician sees customers and jobs, and neither money nor conversations nor tokens', () => {
  const { people, work, money, talk, secrets } = presets.technician;
  expect([people, work, money, talk, secrets]).toEqual(['write', 'write', undefined, undefined, undefined]);
});

test('what is given on top of a role counts as adjusted, and taking it back does not', () => {
  const more = withRight(presets.technician, 'money', 'read');
  expect(more.money).toBe('read');
  expect(isAdjusted('technician', more)).toBe(true);
  expect(isAdjusted('technician', withRight(more, 'money', 'none'))).toBe(false);
});

test('what is hidden is not named at all, so that no key is given for it', () => {
  expect(Object.keys(withRight(presets.manager, 'talk', 'none'))).not.toContain('talk');
});

test('nobody can be left without the name and the hours of the business', () => {
  expect(rightsFor('desk')).not.toContain('none');
});
