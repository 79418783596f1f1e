import { expect, test } from 'vitest';
import { type Collection, collections } from './collections.ts';

test('what stands in a person’s copy leads to that person by a field that can be looked up', () => {
  for (const [name, { handling, indexes = [] }] of Object.entries<Collection>(collections)) {
    const { person, exported, erased } = handling;
    expect(person === undefined, name).toBe(exported !== 'person');
    if (person !== undefined && person !== 'id') expect(indexes, name).toContain(person);
    if (person !== undefined) expect(erased, name).not.toBe('nobodys');
  }
});

test('what opens doors elsewhere is in no copy, and is given back before a business closes', () => {
  for (const [name, { compartment, handling }] of Object.entries<Collection>(collections)) {
    if (compartment === 'secrets')
      expect(handling, name).toMatchObject({ exported: 'never', closed: 'revoke' });
  }
});
