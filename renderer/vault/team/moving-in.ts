import { ignore } from '#shared/lib/ignore.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import type { Keyring } from '../books/keyring.ts';
import { firstOf } from '../keys/memberships.ts';
import type { Exposures } from './exposures.ts';
import type { TeamFollower } from './follower.ts';
import { hasToTakeOver } from './handover.ts';
import type { Making } from './making.ts';
import type { Nominees } from './nominee/nominees.ts';
import type { PairingsDeps } from './pairings.ts';
import type { TakingOutDeps } from './taking-out.ts';

/** Whether all that the relay has is here. */
export interface InStep {
  isNow(): boolean;
  /** How many books are known. */
  books(): number;
  /** Resolves when all that has come is opened, and closed books have had their turn. */
  settled(): Promise<unknown>;
}

/** A device that has taken the place of others, as after a restore, says how far their work counts once all is here. */
export interface MovingIn {
  /** Nobody has said that yet. */
  isDue(): boolean;
  /** All that the relay has is here: it goes on without the others. */
  inStep(): void;
}

export function createMovingIn(deps: {
  keyring: Keyring;
  records: RecordReader;
  run: PairingsDeps['run'];
  work: PairingsDeps['work'];
  inStep: InStep;
  movingIn: Pick<TeamFollower, 'movedIn'>;
  lastHeads: TakingOutDeps['lastHeads'];
  change: Making['change'];
  exposures: Exposures;
  nominees: Pick<Nominees, 'hasJustComeIn'>;
}): MovingIn {
  const { keyring, records, run, inStep, change, exposures, nominees } = deps;
  let isMovingIn = false;

  function isDue(): boolean {
    const { deviceId, restoredFrom } = keyring.keybag;
    const isOpen =
      restoredFrom !== undefined ||
      keyring.roster.openEnded().length > 0 ||
      hasToTakeOver(keyring) ||
      nominees.hasJustComeIn();
    return isOpen && keyring.roster.isOwners(deviceId);
  }

  /** What arrives may name further books, and closed ones have their turn after the others. */
  async function moveIn(): Promise<void> {
    for (let before = -1; before !== inStep.books();) {
      before = inStep.books();
      await inStep.settled();
      if (deps.work.isOver || !inStep.isNow()) return;
    }
    const isRestored = keyring.keybag.restoredFrom !== undefined;
    if (hasToTakeOver(keyring)) await takeOver();
    const heads = await deps.lastHeads(keyring.roster.openEnded());
    // With new keys all is sealed anew, and everybody hears of it.
    const isNominee = nominees.hasJustComeIn();
    const renewed = await change({ heads, newKeys: true, ...(isNominee && { nominee: null }) });
    if (renewed.ok && isNominee) await run('nominee.forget', {});
    const former = (keyring.roster.record.formerDevices ?? []).map(({ id }) => id);
    if (isRestored && renewed.ok && former.length > 0) await exposures.note(undefined, former);
    if (renewed.ok) await deps.movingIn.movedIn();
  }

  /** The business has passed to this member: what its owner of before knew of the outside is to be renewed. */
  async function takeOver(): Promise<void> {
    const { reset } = firstOf(keyring.keybag).record;
    const { record } = keyring.roster;
    await exposures.note(reset?.from, []);
    const note = [...records.all('handovers')].find(({ agreement }) => agreement?.at === reset?.at);
    if (note !== undefined) await run('handover.finish', { id: note.id });
    const left = (record.formerDevices ?? []).filter(({ memberId }) => memberId === reset?.from);
    if (left.length > 0 && record.members.every(({ id }) => id !== reset?.from))
      await run('team.forgetDevice', { deviceIds: left.map(({ id }) => id), memberId: reset?.from });
  }

  return {
    isDue,
    inStep() {
      if (isMovingIn || !isDue()) return;
      isMovingIn = true;
      ignore(moveIn().finally(() => (isMovingIn = false)));
    },
  };
}
