import type { CollectionName } from '#shared/domain/collections.ts';
import type { Result } from '#shared/lib/result.ts';
import { ok } from '#shared/lib/result.ts';
import type { Guard } from '../guard.ts';
import type { Keyring } from './keyring.ts';
import type { Library } from './library.ts';
import type { Writer } from './writers.ts';

/** Who has written a part of a record, by the signature of what it came in. */
export interface Author extends Writer {
  /** `undefined` where the team does not know the device any more. */
  memberId: string | undefined;
}

export interface BooksApi {
  /** Who has written a record, whatever it says itself. Nobody for one that is not in an open book. */
  writtenBy(collection: CollectionName, id: string): Promise<Result<Author[]>>;
}

interface Parts {
  library: Pick<Library, 'writersOf'>;
  keyring: Pick<Keyring, 'roster'>;
}

export function createBooksApi({ unlocked }: Guard<Parts>): BooksApi {
  return {
    writtenBy: (collection, id) =>
      unlocked(({ library, keyring }) => {
        const { devices, formerDevices = [] } = keyring.roster.record;
        const members = new Map([...formerDevices, ...devices].map((one) => [one.id, one.memberId]));
        const writers = library.writersOf(collection, id);
        return ok(writers.map((writer) => ({ ...writer, memberId: members.get(writer.deviceId) })));
      }),
  };
}
