import type { ArgsOf } from '#shared/commands/index.ts';
import { isOfErased } from '#shared/commands/suppression.ts';
import type { CollectionName } from '#shared/domain/collections.ts';
import type { ContactRow } from '#shared/domain/import.ts';
import { problem, type Result } from '#shared/lib/result.ts';
import { ok } from '#shared/lib/result.ts';
import { type ErasureSubject, type KeptWhy, planErasure } from '#shared/rights/erasure.ts';
import type { Keyring } from '../books/keyring.ts';
import type { Library } from '../books/library.ts';
import type { CommandDone } from '../commands/api.ts';
import type { Guard } from '../guard.ts';

/** What would go, and what would stay. */
export interface ErasurePreview {
  goes: { collection: CollectionName; records: number }[];
  files: number;
  kept: { collection: CollectionName; why: KeptWhy; records: number; until?: string | undefined }[];
  /** Sites that somebody else lives in or has work done at. */
  sharedSites: number;
  /** Places in records of others from which they go. */
  traces: number;
}

/** Erasure: a person, or one of the things that belong to them, gone for good. For owners. */
export interface ErasureApi {
  /** Nothing is changed. */
  previewErasure(subject: ErasureSubject): Promise<Result<ErasurePreview>>;
  erase(subject: ErasureSubject): Promise<Result<{ runId: string }>>;
  /** Of each of these people, as a file would bring them in, whether they were erased here. */
  areErased(people: Pick<ContactRow, 'phones' | 'emails'>[]): Promise<Result<boolean[]>>;
}

interface Parts {
  library: Library;
  keyring: Keyring;
  loaded: Promise<void>;
  run(name: 'person.erase', args: ArgsOf<'person.erase'>): Promise<Result<CommandDone>>;
}

export function createErasureApi({ unlocked, writing }: Guard<Parts>, deps: { now(): number }): ErasureApi {
  return {
    previewErasure: (subject) =>
      unlocked(async (parts) => {
        await opened(parts);
        const plan = planErasure(parts.library, subject, deps.now());
        if (plan === undefined) return missing;
        const goes = counted([...plan.removed, ...plan.erased], ({ collection }) => collection);
        const kept = Map.groupBy(plan.kept, ({ collection, why }) => `${collection} ${why}`);
        return ok({
          goes: [...goes].map(([collection, records]) => ({ collection, records })),
          files: plan.blobs.length,
          kept: [...kept.values()].map((list) => {
            const until = list
              .flatMap((each) => each.until ?? [])
              .toSorted()
              .at(-1);
            const { collection, why } = list[0]!;
            return { collection, why, records: list.length, until };
          }),
          sharedSites: plan.sites.length,
          traces: plan.traces.length,
        });
      }),
    erase: (subject) =>
      writing(async (parts) => {
        await opened(parts);
        const done = await parts.run('person.erase', subject);
        return done.ok ? ok(done.value.value as { runId: string }) : done;
      }),
    areErased: (people) =>
      unlocked(async ({ library, keyring }) =>
        ok(people.map((person) => isOfErased(library, person, keyring))),
      ),
  };
}

/** What is in closed years is erased as well. */
async function opened({ loaded, library }: Parts): Promise<void> {
  await loaded;
  await library.openAll();
}

function counted<Item, Key>(items: readonly Item[], keyOf: (item: Item) => Key): Map<Key, number> {
  return new Map([...Map.groupBy(items, keyOf)].map(([key, list]) => [key, list.length]));
}

const missing = problem('erasure.missing', 'This is not here any more. Nothing was erased.');
