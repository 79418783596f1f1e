import { useEffect, useMemo } from 'react';
import type { CollectionName } from '#shared/domain/collections.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { useMembers } from './members.ts';
import { useSharedWork } from './shared-work.ts';
import { vault } from './vault-client.ts';

interface Place {
  collection: CollectionName;
  id: string;
}

/** The records that are open on this screen. */
let places: Place[] = [];

/** A window in the background looks at nothing. */
function tell(): void {
  ignore(vault().setPresence(document.visibilityState === 'visible' ? places : []));
}

/** Says that this record is open here, and gives the names of those who have it open elsewhere. */
export function usePresence(collection: CollectionName, id: string): string[] {
  useEffect(() => {
    const place = { collection, id };
    places = [...places, place];
    tell();
    document.addEventListener('visibilitychange', tell);
    return () => {
      document.removeEventListener('visibilitychange', tell);
      places = places.filter((each) => each !== place);
      tell();
    };
  }, [collection, id]);
  const present = useSharedWork((state) => state.present);
  const members = useMembers();
  return useMemo(() => {
    const here = new Set(
      present
        .filter((each) => each.collection === collection && each.id === id)
        .map(({ memberId }) => memberId),
    );
    return members.filter((member) => here.has(member.id)).map(({ name }) => name);
  }, [present, members, collection, id]);
}

/** Whether the record has changes of this device that the relay does not have on its disk yet. */
export function usePending(collection: CollectionName, id: string): boolean {
  return useSharedWork(({ pending }) => pending.has(`${collection}/${id}`));
}
