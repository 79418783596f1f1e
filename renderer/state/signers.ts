import { useEffect, useState } from 'react';
import type { CollectionName } from '#shared/domain/collections.ts';
import { ignore } from '#shared/lib/ignore.ts';
import type { TeamMember } from '#renderer/vault/team/api.ts';
import { useMembers } from './members.ts';
import { vault } from './vault-client.ts';

/**
 * Whose devices have signed a record, whatever it says itself: `Ana · laptop`. `unknown` stands for one that is not in
 * the team any more; `undefined`: nobody is known.
 */
export async function signersOf(
  members: TeamMember[],
  record: { collection: CollectionName; id: string },
  unknown: string,
): Promise<string | undefined> {
  const found = await vault().writtenBy(record.collection, record.id);
  if (!found.ok || found.value.length === 0) return undefined;
  const names = found.value.map(({ deviceId }) => deviceName(members, deviceId) ?? unknown);
  return [...new Set(names)].join(', ');
}

/** The same for a record that is shown. Where there is one device only, nobody asks. */
export function useSigners(collection: CollectionName, id: string, unknown: string): string | undefined {
  const members = useMembers();
  const [who, setWho] = useState<string>();
  const isTeam = members.flatMap(({ devices }) => devices).length > 1;
  useEffect(() => {
    let isShown = isTeam;
    const ask = async (): Promise<void> => {
      const names = await signersOf(members, { collection, id }, unknown);
      if (isShown) setWho(names);
    };
    if (isTeam) ignore(ask());
    return () => {
      isShown = false;
    };
  }, [members, isTeam, collection, id, unknown]);
  return isTeam ? who : undefined;
}

function deviceName(members: TeamMember[], id: string): string | undefined {
  const member = members.find(({ devices }) => devices.some((device) => device.id === id));
  const device = member?.devices.find((one) => one.id === id);
  return device && `${member!.name} · ${device.name}`;
}
