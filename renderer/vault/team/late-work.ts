import { lateWorkKey } from '#shared/domain/team.ts';
import { given } from '#shared/lib/given.ts';
import { ok, problem, type Result } from '#shared/lib/result.ts';
import { isImmutable } from '#shared/commands/bring-in.ts';
import { recordName } from '#shared/records/record-name.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import type { Book } from '../books/book.ts';
import { type LateRecord, undecidedIn } from '../books/late-work.ts';
import type { Keyring } from '../books/keyring.ts';
import type { LateDevice } from './api.ts';
import type { TeamDeps } from './team.ts';

/** So many records are decided on with one command. */
const batch = 500;

/** What devices have written that may not write there any more: an owner may take it over as work of their own. */
export interface LateWorks {
  view(): Promise<LateDevice[]>;
  /** `keys`: of the records that are meant; see `lateWorkKey`. */
  settle(wish: { deviceId: string; keys: string[]; takesOver: boolean }): Promise<Result<void>>;
}

export function createLateWorks(deps: {
  library: { books: readonly Pick<Book, 'lateWork'>[] };
  records: Pick<RecordReader, 'get'>;
  keyring: Keyring;
  run: TeamDeps['run'];
}): LateWorks {
  const { records, keyring } = deps;
  const isOwner = (): boolean => keyring.roster.isOwners(keyring.keybag.deviceId);

  async function undecided(): Promise<Map<string, LateRecord[]>> {
    const all = new Map<string, LateRecord[]>();
    for (const book of deps.library.books)
      for (const [device, open] of undecidedIn(await book.lateWork(), records))
        all.set(device, [...(all.get(device) ?? []), ...open]);
    return all;
  }

  function viewOf(deviceId: string, late: LateRecord[]): LateDevice {
    const { devices, formerDevices = [], members } = keyring.roster.record;
    const memberId = [...devices, ...formerDevices].find(({ id }) => id === deviceId)?.memberId ?? '';
    const byKey = new Map(late.map((one) => [lateWorkKey(one.collection, one.id), one.record]));
    const withLate: Pick<RecordReader, 'get'> = {
      get: (collection, id) =>
        (byKey.get(lateWorkKey(collection, id)) as never) ?? records.get(collection, id),
    };
    return {
      id: deviceId,
      isMember: members.some(({ id }) => id === memberId),
      ...given({
        name: records.get('devices', deviceId)?.name,
        member: records.get('members', memberId)?.name,
      }),
      records: late.map(({ collection, id, record }) => ({
        key: lateWorkKey(collection, id),
        collection,
        ...given({ name: recordName(withLate, collection, id)?.name }),
        is: isImmutable(collection) ? 'fixed' : record === undefined ? 'removed' : 'written',
      })),
    };
  }

  return {
    async view() {
      if (!isOwner()) return [];
      return Array.from(await undecided(), ([id, late]) => viewOf(id, late));
    },
    async settle({ deviceId, keys, takesOver }) {
      if (!isOwner()) return problem('team.not-owner', 'Only an owner decides this. Nothing was changed.');
      const wanted = new Set(keys);
      const late = (await undecided()).get(deviceId) ?? [];
      const meant = late.filter(({ collection, id }) => wanted.has(lateWorkKey(collection, id)));
      for (let at = 0; at < meant.length; at += batch) {
        const part = meant.slice(at, at + batch).map(({ collection, id, record }) => {
          return { collection, id, ...(record !== undefined && { record: { ...record, id } }) };
        });
        const done = await deps.run('team.settleLateWork', { deviceId, records: part, takesOver });
        if (!done.ok) return done;
      }
      return ok();
    },
  };
}
