import type { Networks } from '#shared/sync/membership.ts';
import type { SeenDevices } from '#shared/sync/sessions.ts';
import type { NomineeEntered, NomineeView, NomineeWait } from './nominee/api.ts';
import type { NetworksWish } from './networks.ts';
import type { WebCrypto } from '#shared/crypto/web-crypto.ts';
import type { OwnersGuard } from '../guard.ts';
import { keysOfWords } from '../keys/recovery-words.ts';
import type { StopReason } from './closure.ts';
import { withOtherWords } from './reset.ts';
import type { OwnersTeam } from './team.ts';
import type { CollectionName } from '#shared/domain/collections.ts';
import type { Access, Role } from '#shared/domain/roles.ts';
import type { Copies, InvitationEnd } from '#shared/domain/team.ts';
import type { Result } from '#shared/lib/result.ts';

export type { JoinState } from './joiner-pairing.ts';
export type { StopReason };

export interface TeamDevice {
  id: string;
  name: string;
  addedAt: number;
  /** Counts the devices; decides the letters of its number series. */
  place?: number | undefined;
  /** The one that this window runs on. */
  self: boolean;
  /** Two write by its name. */
  copied: boolean;
}

/** A device that was stopped because two wrote by its name. */
export interface StoppedDevice {
  id: string;
  name: string;
  memberId: string;
  /** Since when, and what the two did beside each other; not where that was noted by nobody. */
  copies?: Copies | undefined;
}

/** A device that may not write in some books any more, and what it has written there since that an owner has not decided on. */
export interface LateDevice {
  id: string;
  name?: string;
  member?: string;
  /** Its member is in the team still. */
  isMember: boolean;
  /** `fixed`: written once, as a payment is, and only to be made anew by hand. `removed`: it has been taken away there. */
  records: { key: string; collection: CollectionName; name?: string; is: 'written' | 'removed' | 'fixed' }[];
}

export interface TeamMember {
  id: string;
  name: string;
  role: Role;
  access: Access;
  self: boolean;
  devices: TeamDevice[];
}

export interface TeamInvitation {
  id: string;
  name: string;
  role: Role;
  /** Set where it is for another device of somebody who is in the team already. */
  memberId?: string;
  expiresAt: number;
  /**
   * `arriving`: a device has used the link and will show a code; `asked`: it shows one, and waits for it to be typed
   * here; `confirmed`: it was right, and the device is being let in.
   */
  state: 'waiting' | 'arriving' | 'asked' | 'confirmed' | InvitationEnd;
  /** From 1; from the second on, the code before was wrong. */
  attempt?: number;
  /** When it was used, withdrawn, or found to be over. */
  endedAt?: number;
  deviceName?: string | undefined;
}

export interface Team {
  members: TeamMember[];
  invitations: TeamInvitation[];
  /** The newest first. */
  stopped?: StoppedDevice[];
  /** This device was stopped: nothing can be written on it. */
  stoppedBy?: StopReason | undefined;
  /** Only the owner's devices can change the team. */
  canManage: boolean;
  /** Why the team cannot be changed now, such as no connection to the relay. */
  problem?: string | undefined;
  /** The last time that the recovery words were used or replaced: everybody should know of it. */
  reset?: { at: number; why: 'recovered' | 'new-words' } | undefined;
  handover?: HandoverView | undefined;
  /** From where members may connect; left out: from everywhere. */
  networks?: Networks | undefined;
  passedOn?: PassedOn | undefined;
  /** For owners only. */
  nominee?: NomineeView | undefined;
  /** Who has come in by a nominee's kit: everybody should know of it. The newest last. */
  entered?: NomineeEntered[];
  /**
   * Since when (epoch milliseconds) a relay has shown another history of the team, of which nothing counts, and what
   * can settle it: an owner's device, or the recovery words. Until these have, what is written here stays here.
   */
  otherHistory?: { at: number; settledBy: 'owner' | 'words' } | undefined;
}

/** A business that is to pass to another member, as its owner proposes. */
export interface HandoverView {
  id: string;
  at: number;
  /** By their names. */
  from: string;
  to: string;
  /** As what the owner stays; they leave where it is missing. */
  stays?: Role | undefined;
  /** Whether it is this member who proposes it, or to whom. */
  side: 'from' | 'to' | 'other';
  /** `outdated`: the team has changed since they agreed, so that they have to be asked again. */
  answer: 'open' | 'agreed' | 'outdated' | 'refused';
}

/** Since when the business is another one's, by the names of both. */
export interface PassedOn {
  at: number;
  from: string;
  to: string;
  /** It is this member. */
  isOwn: boolean;
}

export interface NewInvitation {
  /** For a new member. */
  name: string;
  role: Role;
  /** Where the preset of the role does not fit. */
  access?: Access;
  /** For another device of this member instead. */
  memberId?: string;
}

/** The owner's side. All of it needs the relay; an error says so and nothing is changed. */
export interface TeamApi {
  team(): Promise<Team>;
  /** The link carries its secret behind the `#`, which no server gets to see. */
  invite(invitation: NewInvitation): Promise<Result<{ id: string; link: string; expiresAt: number }>>;
  withdrawInvitation(id: string): Promise<Result<void>>;
  /** With the code that the new device shows, as it was typed. Resolves when the device is in the team. */
  admit(invitationId: string, code: string): Promise<Result<void>>;
  /** Takes a device out and changes all keys. What it has read already, it keeps. */
  removeDevice(deviceId: string): Promise<Result<void>>;
  /** Stops both devices that write by one name. What both wrote until then stays. */
  stopCopies(deviceId: string): Promise<Result<void>>;
  /** What came too late, in the books that are open; for owners only. */
  lateWork(): Promise<Result<LateDevice[]>>;
  /** Takes some of it over as this owner's own work, or leaves it where it is for good. */
  settleLateWork(wish: { deviceId: string; keys: string[]; takesOver: boolean }): Promise<Result<void>>;
  removeMember(memberId: string): Promise<Result<void>>;
  setAccess(memberId: string, access: Access): Promise<Result<void>>;
  /** When the team's devices were last connected, and from where: as the relay says, and for owners only. */
  seenDevices(): Promise<Result<SeenDevices>>;
  /** Another relay answers at the known address, and the owner says that it is the same provider's. */
  trustRelay(): Promise<Result<void>>;
  /** The team meets nowhere from now on. */
  leaveRelay(): Promise<Result<void>>;
  /** From which networks members may connect; the relay goes by it. */
  setNetworks(wish: NetworksWish): Promise<Result<void>>;
  /** From which address this device connects, as the relay sees it. */
  addressHere(): Promise<Result<string>>;
  /** Other recovery words take the place of the present ones, which have to be shown for it. */
  renewWords(words: { old: string[]; new: string[] }): Promise<Result<void>>;
  /** Proposes that the business passes to another member. Nothing changes before both have agreed. */
  proposeHandover(proposal: { to: string; stays?: Role | undefined }): Promise<Result<void>>;
  withdrawHandover(): Promise<Result<void>>;
  /** The successor agrees, with words that they have written down. They count once the owner has handed over. */
  agreeToHandover(words: string[]): Promise<Result<void>>;
  refuseHandover(): Promise<Result<void>>;
  /** The owner's last act: with the present words, which count no more afterwards. */
  handOver(words: string[]): Promise<Result<void>>;
}

/** The new device's side, while there is no workspace on it. */
export interface JoinApi {
  /** Uses the link once. What this device is to show from then on comes as events of the type `joining`. */
  join(request: { link: string; deviceName: string }): Promise<Result<{ businessName: string }>>;
  /** Waits until the owner has let this device in, then locks it with a passphrase and opens it. */
  finishJoin(passphrase: string): Promise<Result<void>>;
  cancelJoin(): Promise<void>;
  /** Opens the workspace on a new device with nothing but the words and the relay's address. */
  recover(request: {
    relayUrl: string;
    recoveryWords: string[];
    passphrase: string;
    deviceName: string;
  }): Promise<Result<void>>;
  /**
   * Asks the relay for its half of a nominee's kit, or hears how far that is. Nothing is kept here meanwhile. `isLook`:
   * to hear it only.
   */
  askAsNominee(request: {
    relayUrl: string;
    words: string[];
    isLook?: boolean;
  }): Promise<Result<NomineeWait>>;
  /** Once the relay has released its half: opens the business here, as one more owner. */
  enterAsNominee(request: {
    relayUrl: string;
    words: string[];
    passphrase: string;
    /** Under which the team knows them from then on. */
    name: string;
    deviceName: string;
  }): Promise<Result<void>>;
}

export function createTeamApi(
  { open, unlocked, writing, acting }: OwnersGuard<{ team: OwnersTeam }>,
  deps: {
    crypto: WebCrypto;
    now(): number;
    /** Has the lock of this device open with these words, and with those of before no more. */
    keepWords(words: string[]): Promise<Result<void>>;
  },
): TeamApi {
  return {
    proposeHandover: ({ to, stays }) => writing(({ team }) => team.handovers.propose(to, stays)),
    withdrawHandover: () => writing(({ team }) => team.handovers.withdraw()),
    agreeToHandover: (words) =>
      writing(async ({ team }) => {
        const agreed = await team.handovers.agree(words);
        return agreed.ok ? deps.keepWords(words) : agreed;
      }),
    refuseHandover: () => writing(({ team }) => team.handovers.refuse()),
    handOver: (words) => writing(({ team }) => team.handovers.handOver(words)),
    team: async () => open()?.team.team() ?? { members: [], invitations: [], canManage: false },
    invite: (invitation) => writing(({ team }) => team.invite(invitation)),
    withdrawInvitation: (id) => acting(({ team }) => team.withdrawInvitation(id)),
    admit: (id, code) => writing(({ team }) => team.admit(id, code)),
    removeDevice: (id) => writing(({ team }) => team.removeDevice(id)),
    stopCopies: (id) => writing(({ team }) => team.stopCopies(id)),
    lateWork: () => unlocked(({ team }) => team.lateWork()),
    settleLateWork: (wish) => writing(({ team }) => team.settleLateWork(wish)),
    removeMember: (id) => writing(({ team }) => team.removeMember(id)),
    seenDevices: () => unlocked(({ team }) => team.seenDevices()),
    trustRelay: () => acting(({ team }) => team.trustRelay()),
    leaveRelay: () => acting(({ team }) => team.leaveRelay()),
    setAccess: (id, access) => writing(({ team }) => team.setAccess(id, access)),
    setNetworks: (wish) => writing(({ team }) => team.networks.set(wish)),
    addressHere: () => unlocked(({ team }) => team.networks.address()),
    renewWords: (words) =>
      writing(async ({ team }) => {
        const [before, after] = [
          await keysOfWords(deps.crypto, words.old),
          await keysOfWords(deps.crypto, words.new),
        ];
        if (!before.ok) return before;
        if (!after.ok) return after;
        const keys = { old: before.value, new: after.value };
        const renewed = await team.make((each) => withOtherWords(deps.crypto, each, keys, deps.now()));
        return renewed.ok ? deps.keepWords(words.new) : renewed;
      }),
  };
}
