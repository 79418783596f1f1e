import { expect, test } from 'vitest';
import { type Collection, collections } from '#shared/domain/collections.ts';
import { references } from './references.ts';

test('whoever names a record is found without a walk over all', () => {
  expect(references.length).toBeGreaterThan(0);
  for (const { collection, field, target } of references) {
    const { indexes = [] }: Collection = collections[collection];
    expect(indexes, collection).toContain(field);
    expect(Object.keys(collections)).toContain(target);
  }
});
