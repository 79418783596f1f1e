import type { RecordReader } from '#shared/records/reader.ts';
import type { Keyring } from '../books/keyring.ts';
import { accessFromTags } from './signed-record.ts';
import type { PairingsDeps } from './pairings.ts';

/** Whoever leaves takes along what they knew of the outside: it is noted wherever another secret has to take its place. */
export interface Exposures {
  /** Whether a member's keys open what speaks for the business outside. */
  knowsSecrets(memberId: string | undefined): Promise<boolean>;
  /** By their names, as long as these are known: a member, or else devices. */
  note(memberId: string | undefined, deviceIds: string[]): Promise<void>;
}

const longestNames = 200;

export function createExposures(deps: {
  crypto: PairingsDeps['crypto'];
  keyring: Keyring;
  records: RecordReader;
  run: PairingsDeps['run'];
}): Exposures {
  const { crypto, keyring, records, run } = deps;
  return {
    async knowsSecrets(memberId) {
      const member = keyring.roster.record.members.find(({ id }) => id === memberId);
      if (member === undefined) return false;
      return (await accessFromTags(crypto, keyring.keybag, member.access)).secrets !== undefined;
    },
    async note(memberId, deviceIds) {
      const names =
        memberId === undefined
          ? deviceIds.map((id) => records.get('devices', id)?.name ?? '')
          : [records.get('members', memberId)?.name ?? ''];
      const to = names.filter((name) => name !== '').join(', ');
      await run('secrets.noteExposure', { to: to.slice(0, longestNames) });
    },
  };
}
