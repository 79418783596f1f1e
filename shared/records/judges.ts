import { type Collection, type CollectionName, collections } from '#shared/domain/collections.ts';
import { createJudge, type Judge } from './judge.ts';

const judges = new Map<CollectionName, Judge>();

/** Who decides what is a record of a collection. */
export function judgeOf(name: CollectionName): Judge {
  const known = judges.get(name);
  if (known !== undefined) return known;
  const { schema, verify }: Collection = collections[name];
  const judge = createJudge({ schema, verify });
  judges.set(name, judge);
  return judge;
}
