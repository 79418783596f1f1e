import { problem, type Result } from '#shared/lib/result.ts';
import type { LastHeads } from '#shared/sync/membership.ts';
import type { Keyring } from '../books/keyring.ts';
import type { Library } from '../books/library.ts';
import type { TeamApi } from './api.ts';
import type { TeamChange } from './change.ts';
import { mayStop, writtenByCopies } from './copies.ts';
import type { Exposures } from './exposures.ts';
import type { Making } from './making.ts';
import type { MovingIn } from './moving-in.ts';
import type { PairingsDeps } from './pairings.ts';

/** Devices and members lose what they may: each loss says how far their work counts, and what they knew of the outside. */
export interface TakingOut extends Pick<
  TeamApi,
  'removeDevice' | 'removeMember' | 'setAccess' | 'stopCopies'
> {
  /** This owner's device takes itself out, and signs nothing more. Not where it is the last of an owner's. */
  leave(): Promise<Result<void>>;
}

export interface TakingOutDeps {
  keyring: Keyring;
  library: Pick<Library, 'books'>;
  run: PairingsDeps['run'];
  change: Making['change'];
  exposures: Exposures;
  movingIn: Pick<MovingIn, 'isDue'>;
  /** How far devices have written in each book, as far as this one knows. */
  lastHeads(devices: string[]): Promise<Record<string, LastHeads>>;
  /** The devices by whose names two write. */
  copied(): string[];
  onChange(): void;
}

export function createTakingOut(deps: TakingOutDeps): TakingOut {
  const { keyring, run, change, exposures, movingIn } = deps;
  const memberOf = (deviceId: string | undefined): string | undefined =>
    keyring.roster.record.devices.find(({ id }) => id === deviceId)?.memberId;
  const devicesOf = (memberId: string): string[] =>
    keyring.roster.record.devices.filter((device) => device.memberId === memberId).map(({ id }) => id);

  /**
   * How far the work of devices counts that are taken out now. While this one takes the place of others, it has not
   * seen what they wrote and what stands on it: it says so with the others' ends, when all is here.
   */
  async function endsOf(deviceIds: string[]): Promise<TeamChange['heads']> {
    return movingIn.isDue() ? undefined : deps.lastHeads(deviceIds);
  }

  async function takeOut(what: TeamChange, deviceIds: string[]): Promise<Result<void>> {
    const knew = await exposures.knowsSecrets(what.removeMember ?? memberOf(deviceIds[0]));
    const changed = await change({ ...what, heads: await endsOf(deviceIds) });
    if (changed.ok && knew) await exposures.note(what.removeMember, deviceIds);
    if (changed.ok) await run('team.forgetDevice', { deviceIds, memberId: what.removeMember });
    deps.onChange();
    return changed;
  }

  return {
    removeDevice: (deviceId) => takeOut({ removeDevices: [deviceId] }, [deviceId]),
    async removeMember(memberId) {
      if (memberId === keyring.keybag.memberId)
        return problem('team.self', 'The owner cannot be taken out of the team.');
      return takeOut({ removeMember: memberId }, devicesOf(memberId));
    },
    async setAccess(memberId, access) {
      if (movingIn.isDue()) return notAllHere;
      const loses = access.secrets === undefined && (await exposures.knowsSecrets(memberId));
      const heads = await deps.lastHeads(devicesOf(memberId));
      const changed = await change({ setAccess: { memberId, access }, heads });
      if (changed.ok && loses) await exposures.note(memberId, []);
      deps.onChange();
      return changed;
    },
    /** What both wrote until now stays, and is noted while it can be told apart. */
    async stopCopies(deviceId) {
      if (movingIn.isDue()) return notAllHere;
      const may = mayStop(deviceId, { self: keyring.keybag.deviceId, copied: deps.copied() });
      if (!may.ok) return may;
      const knew = await exposures.knowsSecrets(memberOf(deviceId));
      const wrote = await writtenByCopies(deps.library.books, deviceId);
      const noted = await run('team.noteCopies', { deviceId, wrote });
      if (!noted.ok) return noted;
      // Of both: what either has written until now counts.
      const heads = await deps.lastHeads([deviceId]);
      const changed = await change({ removeDevices: [deviceId], copied: deviceId, heads });
      if (changed.ok && knew) await exposures.note(undefined, [deviceId]);
      deps.onChange();
      return changed;
    },
    async leave() {
      const { deviceId, memberId } = keyring.keybag;
      const others = keyring.roster.record.devices.filter(({ id }) => id !== deviceId);
      if (!others.some(({ id }) => keyring.roster.isOwners(id))) return lastOwner;
      const isLast = others.every((device) => device.memberId !== memberId);
      const what: TeamChange = isLast ? { removeMember: memberId } : { removeDevices: [deviceId] };
      return change({ ...what, heads: await deps.lastHeads([deviceId]) });
    },
  };
}

const lastOwner = problem(
  'team.last-owner',
  'This is the last device of an owner: without it nobody could change the team. Nothing was changed.',
  'Hand the business over first, add another device, or close the business.',
);

/** A device that stays has an end of its work from the moment on that it loses a right. */
const notAllHere = problem(
  'team.not-all-here',
  'This device does not have all the work of the team yet. Nothing was changed.',
  'Wait until everything has arrived, then try again.',
);
