import { expect, test } from 'vitest';
import { type Collection, collections } from './collections.ts';

const all = Object.entries<Collection>(collections);

test('what stands in a person’s copy leads to that person by a field that can be looked up', () => {
  const ofPeople = all.filter(([, { handling }]) => handling.exported === 'person');
  const stray = ofPeople.filter(([, { handling, indexes = [] }]) =>
    [handling.person ?? ''].flat().some((field) => field !== 'id' && !indexes.includes(field)),
  );
  expect(stray.map(([name]) => name)).toEqual([]);
});

test('of a person it is said what happens when they are erased, and of nobody else', () => {
  const unsaid = all.filter(([, { handling }]) => {
    return (handling.person === undefined) === (handling.exported === 'person');
  });
  const nobodys = all.filter(
    ([, { handling }]) => handling.person !== undefined && handling.erased === 'nobodys',
  );
  expect([...unsaid, ...nobodys].map(([name]) => name)).toEqual([]);
});

test('what opens doors elsewhere is in no copy, and is given back before a business closes', () => {
  const secrets = all.filter(([, { compartment }]) => compartment === 'secrets');
  expect(secrets.length).toBeGreaterThan(0);
  for (const [name, { handling }] of secrets)
    expect(handling, name).toMatchObject({ exported: 'never', closed: 'revoke' });
});

test('what is written once and seen by others names its content, so that nobody puts another in its place', () => {
  const written = all.filter(([, { compartment, immutable }]) => compartment !== 'device' && immutable);
  expect(written.length).toBeGreaterThan(5);
  for (const [name, { verify }] of written) expect(verify?.({ id: 'chosen' }), name).toBe(false);
});
