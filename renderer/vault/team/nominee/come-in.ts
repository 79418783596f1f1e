import { nomineeSigner } from '#shared/sync/membership.ts';
import type { Keyring } from '../../books/keyring.ts';
import { chainOf } from '../../keys/memberships.ts';

/** This device has come in by the kit that still counts: with it in step, the kit has done what it was for. */
export function hasJustComeIn({ keybag, roster }: Pick<Keyring, 'keybag' | 'roster'>): boolean {
  const { nominee } = roster.record;
  if (nominee === undefined) return false;
  return chainOf(keybag).some(
    ({ record }) =>
      record.signer === nomineeSigner &&
      record.nominee?.id === nominee.id &&
      record.devices.at(-1)?.id === keybag.deviceId,
  );
}
