import { presets } from '#shared/domain/roles.ts';
import type { Invitation } from '#shared/domain/team.ts';
import { toBase64Url } from '#shared/lib/bytes.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { newId } from '#shared/lib/ids.ts';
import type { Result } from '#shared/lib/result.ts';
import { err, ok, problem } from '#shared/lib/result.ts';
import type { LastHeads } from '#shared/sync/membership.ts';
import type { Opening } from '#shared/sync/pairing.ts';
import { deriveInvitation, invitationSecretBytes, longestInvitation } from '#shared/sync/invitation.ts';
import type { Library } from '../books/library.ts';
import { seenDevicesSchema } from '#shared/sync/sessions.ts';
import { signInRefused } from '../sync/refusals.ts';
import { readBody } from '../sync/relay-http.ts';
import type { RelayClient } from '../sync/relay-client.ts';
import type { TeamApi } from './api.ts';
import type { Team } from './adopt.ts';
import { admit, nextMembership, type TeamChange } from './change.ts';
import { mayStop, writtenByCopies } from './copies.ts';
import { createExposures } from './exposures.ts';
import type { TeamFollower } from './follower.ts';
import { writeLink } from './invitation-link.ts';
import { firstOf, recordsOf } from '../keys/memberships.ts';
import { type Admission, createPairings, noRelay, type PairingsDeps } from './pairings.ts';
import type { Closure } from './closure.ts';
import { hasToTakeOver } from './handover.ts';
import { createHandovers, type Handovers } from './handovers.ts';
import { createLateWorks } from './late-work.ts';
import { createTeamNetworks, type TeamNetworks } from './networks.ts';
import { createNominees, type Nominees } from './nominee/nominees.ts';
import { viewTeam } from './view.ts';

/** What a relay says where it has another successor of the same membership already. */
const overtaken = new Set(['relay.membership.fork', 'relay.membership.not-next']);
const mostTries = 3;

export interface TeamDeps extends Omit<PairingsDeps, 'admitDevice'> {
  /** Takes the changed team over on this device, and seals all books under its keys. */
  useTeam(next: Team): Promise<Result<void>>;
  inStep: InStep;
  movingIn: Pick<TeamFollower, 'movedIn'>;
  /** How far devices have written in each book, as far as this one knows. */
  lastHeads(devices: string[]): Promise<Record<string, LastHeads>>;
  /** The devices by whose names two write. */
  copied(): string[];
  closure: Pick<Closure, 'look' | 'stoppedBy'>;
  library: Pick<Library, 'books'>;
  /** Meets the relay again at once. */
  reconnect(): void;
}

/** Whether all that the relay has is here. */
export interface InStep {
  isNow(): boolean;
  /** How many books are known. */
  books(): number;
  /** Resolves when all that has come is opened, and closed books have had their turn. */
  settled(): Promise<unknown>;
}

/** The owner's side of the team: who is in it, inviting, letting in, taking out, and where it meets. */
export interface OwnersTeam extends Omit<
  TeamApi,
  | 'renewWords'
  | 'setNetworks'
  | 'addressHere'
  | 'proposeHandover'
  | 'withdrawHandover'
  | 'agreeToHandover'
  | 'refuseHandover'
  | 'handOver'
> {
  /** All records are there: goes on with invitations that a device may wait with. */
  resume(): void;
  /** The team meets there from now on. `at`: signed in there already, so that the relay knows the team. */
  useRelay(place: { url: string; id: string }, at: RelayClient): Promise<Result<void>>;
  /** A change that needs more than this device's key: `next` signs it. */
  make(next: (team: Team) => Promise<Result<Team>>): Promise<Result<void>>;
  /** The same, also where the relay does not answer: then it is told later. Gives whether it has been. */
  makeEvenAlone(next: (team: Team) => Promise<Result<Team>>): Promise<Result<boolean>>;
  handovers: Handovers;
  networks: TeamNetworks;
  nominees: Nominees;
  /** This owner's device takes itself out, and signs nothing more. Not where it is the last of an owner's. */
  leave(): Promise<Result<void>>;
  /** All that the relay has is here: a device that has taken the place of others goes on without them. */
  inStep(): void;
}

export function createTeam(deps: TeamDeps): OwnersTeam {
  const { crypto, keyring, records, run } = deps;
  const { workspace } = keyring.keybag;
  const pairings = createPairings({ ...deps, admitDevice });
  const { pathOf } = pairings;
  const handovers = createHandovers({ ...deps, make });
  const networks = createTeamNetworks({ ...deps, change });
  const exposures = createExposures(deps);
  const lateWorks = createLateWorks(deps);
  const nominees = createNominees({ ...deps, make });
  let isMovingIn = false;

  /**
   * First at the relay, where the other devices find it; then here. Where another owner's device was faster, its
   * change is taken over, and this one is made on top of it.
   */
  async function make(
    next: (team: Team) => Promise<Result<Team>>,
    at: RelayClient | undefined = deps.client(),
  ): Promise<Result<void>> {
    if (at === undefined) return keyring.roster.record.relay === undefined ? makeHere(next) : noRelay();
    for (let tries = 0; ; tries++) {
      const before = keyring.roster.hash;
      const made = await next({ keybag: keyring.keybag, roster: keyring.roster });
      if (!made.ok) return made;
      const put = await at.putMemberships(recordsOf(made.value.keybag));
      if (put.ok) return isIn(made.value) ? deps.useTeam(made.value) : out(made.value);
      if (!overtaken.has(put.error.code) || tries === mostTries) return put;
      await at.refreshMembership();
      if (keyring.roster.hash === before) return refused(at, put);
    }
  }

  const isIn = ({ roster }: Team): boolean =>
    roster.record.devices.some(({ id }) => id === keyring.keybag.deviceId);

  /** This device has signed itself out, and sees so as every other one that is out. */
  async function out({ keybag }: Team): Promise<Result<void>> {
    await deps.closure.look(recordsOf(keybag));
    return ok();
  }

  /** Nothing came that this device could build on: it may be out of the team. */
  async function refused(at: RelayClient, put: Result<void>): Promise<Result<void>> {
    at.forgetToken();
    const signedIn = await at.token();
    return signedIn.ok ? put : err(signInRefused(signedIn.error));
  }

  /** Where the team meets nowhere, those who come later are told by this device's word alone, at the next relay. */
  async function makeHere(next: (team: Team) => Promise<Result<Team>>): Promise<Result<void>> {
    const made = await next({ keybag: keyring.keybag, roster: keyring.roster });
    return made.ok ? deps.useTeam(made.value) : made;
  }

  /** What concerns others is made where they are told of it. */
  async function change(what: TeamChange, at = deps.client()): Promise<Result<void>> {
    if (at === undefined) return noRelay();
    return make((team) => nextMembership(crypto, team.keybag, team.roster, what), at);
  }

  /** It has taken the place of devices of which nobody has said how far their work counts. */
  function hasToMoveIn(): boolean {
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
    for (let before = -1; before !== deps.inStep.books();) {
      before = deps.inStep.books();
      await deps.inStep.settled();
      if (deps.work.isOver || !deps.inStep.isNow()) return;
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

  /** Let in before, and cut off before it could be told: what is left to do is done now. */
  async function admitDevice(invitation: Invitation, { device, name }: Opening): Promise<Result<Admission>> {
    const { id, signKey, boxKey } = device;
    const known = keyring.roster.record.devices.find((one) => one.id === id && one.signKey === signKey);
    const memberId = known?.memberId ?? invitation.memberId ?? newId(crypto);
    if (known === undefined) {
      const isNew = invitation.memberId === undefined;
      const newMember = isNew
        ? { id: memberId, role: invitation.role, access: invitation.access }
        : undefined;
      const newDevice = { id, memberId, signKey, boxKey };
      const admitted = await make((team) => admit(crypto, team, newDevice, newMember));
      if (!admitted.ok) return admitted;
    }
    await run('team.noteDevice', { memberId, memberName: invitation.name, deviceId: id, deviceName: name });
    return ok({ memberId, membership: keyring.roster.hash });
  }

  /**
   * How far the work of devices counts that are taken out now. While this one takes the place of others, it has not
   * seen what they wrote and what stands on it: it says so with the others' ends, when all is here.
   */
  async function endsOf(deviceIds: string[]): Promise<TeamChange['heads']> {
    return hasToMoveIn() ? undefined : deps.lastHeads(deviceIds);
  }

  async function takeOut(what: TeamChange, deviceIds: string[]): Promise<Result<void>> {
    const owner = keyring.roster.record.devices.find(({ id }) => id === deviceIds[0])?.memberId;
    const knew = await exposures.knowsSecrets(what.removeMember ?? owner);
    const changed = await change({ ...what, heads: await endsOf(deviceIds) });
    if (changed.ok && knew) await exposures.note(what.removeMember, deviceIds);
    if (changed.ok) await run('team.forgetDevice', { deviceIds, memberId: what.removeMember });
    deps.onChange();
    return changed;
  }

  async function leave(): Promise<Result<void>> {
    const { deviceId, memberId } = keyring.keybag;
    const { devices } = keyring.roster.record;
    const others = devices.filter(({ id }) => id !== deviceId);
    if (!others.some(({ id }) => keyring.roster.isOwners(id))) return lastOwner;
    const isLast = others.every((device) => device.memberId !== memberId);
    const what: TeamChange = isLast ? { removeMember: memberId } : { removeDevices: [deviceId] };
    return change({ ...what, heads: await deps.lastHeads([deviceId]) });
  }

  /** What both wrote until now stays, and is noted while it can be told apart. */
  async function stopCopies(deviceId: string): Promise<Result<void>> {
    if (hasToMoveIn()) return notAllHere();
    const may = mayStop(deviceId, { self: keyring.keybag.deviceId, copied: deps.copied() });
    if (!may.ok) return may;
    const owner = keyring.roster.record.devices.find(({ id }) => id === deviceId)?.memberId;
    const knew = await exposures.knowsSecrets(owner);
    const wrote = await writtenByCopies(deps.library.books, deviceId);
    const noted = await run('team.noteCopies', { deviceId, wrote });
    if (!noted.ok) return noted;
    // Of both: what either has written until now counts.
    const heads = await deps.lastHeads([deviceId]);
    const changed = await change({ removeDevices: [deviceId], copied: deviceId, heads });
    if (changed.ok && knew) await exposures.note(undefined, [deviceId]);
    deps.onChange();
    return changed;
  }

  return {
    resume: pairings.lookLater,
    async team() {
      const { stages } = pairings;
      const [copied, stoppedBy] = [deps.copied(), deps.closure.stoppedBy()];
      const hasRelay = deps.client() !== undefined;
      return viewTeam({ crypto, keyring, records, stages, copied, stoppedBy, hasRelay, handovers, nominees });
    },
    async invite({ name, role, access = presets[role], memberId }) {
      const client = deps.client();
      const { relay } = keyring.roster.record;
      if (client === undefined || relay === undefined) return noRelay();
      const { url: relayUrl, id: relayId } = relay;
      const secret = crypto.getRandomValues(new Uint8Array(invitationSecretBytes));
      const { id, secretHash } = deriveInvitation(secret, workspace);
      // A little less than the longest, so that clocks need not agree to the second.
      const expiresAt = deps.now() + longestInvitation - 60_000;
      const put = await client.signed({ method: 'PUT', path: pathOf(id), body: { expiresAt, secretHash } });
      if (!put.ok) return put;
      const invitation = { id, secret: toBase64Url(secret), name, role, access, memberId, expiresAt };
      const noted = await run('team.noteInvitation', invitation);
      if (!noted.ok) return noted;
      pairings.lookLater();
      deps.onChange();
      const businessName = records.get('business', 'business')?.name ?? '';
      return ok({
        id,
        expiresAt,
        link: writeLink({
          version: 1,
          relayUrl,
          relayId,
          workspace,
          secret: invitation.secret,
          businessName,
        }),
      });
    },
    withdrawInvitation: (id) => pairings.withdraw(id),
    admit: (id, code) => pairings.admit(id, code),
    removeDevice: (deviceId) => takeOut({ removeDevices: [deviceId] }, [deviceId]),
    stopCopies,
    lateWork: async () => ok(await lateWorks.view()),
    settleLateWork: lateWorks.settle,
    async removeMember(memberId) {
      if (memberId === keyring.keybag.memberId)
        return problem('team.self', 'The owner cannot be taken out of the team.');
      const devices = keyring.roster.record.devices.filter((device) => device.memberId === memberId);
      return takeOut(
        { removeMember: memberId },
        devices.map(({ id }) => id),
      );
    },
    async setAccess(memberId, access) {
      if (hasToMoveIn()) return notAllHere();
      const loses = access.secrets === undefined && (await exposures.knowsSecrets(memberId));
      const devices = keyring.roster.record.devices.filter((device) => device.memberId === memberId);
      const heads = await deps.lastHeads(devices.map(({ id }) => id));
      const changed = await change({ setAccess: { memberId, access }, heads });
      if (changed.ok && loses) await exposures.note(memberId, []);
      deps.onChange();
      return changed;
    },
    async seenDevices() {
      const client = deps.client();
      if (client === undefined) return noRelay();
      const path = `/v1/workspaces/${workspace}/sessions`;
      return readBody(await client.signed({ method: 'GET', path }), seenDevicesSchema);
    },
    async trustRelay() {
      const client = deps.client();
      const url = keyring.roster.record.relay?.url;
      if (client === undefined || url === undefined) return noRelay();
      const relay = await client.identify();
      if (!relay.ok) return relay;
      const changed = await change({ useRelay: { url, id: relay.value } });
      if (changed.ok) deps.reconnect();
      return changed;
    },
    async useRelay(place, at) {
      const before = deps.client();
      const next = (team: Team) => nextMembership(crypto, team.keybag, team.roster, { useRelay: place });
      if (before === undefined) return make(next, at);
      // Whoever still meets at the relay of before reads there where the team has gone.
      const moved = await make(next, before);
      if (!moved.ok) return isAway(moved.error.code) ? make(next, at) : moved;
      // Where that fails, the next sign-in does it.
      await at.putMemberships(recordsOf(keyring.keybag));
      return moved;
    },
    async leaveRelay() {
      const left = await change({ useRelay: null });
      if (left.ok || !isAway(left.error.code)) return left;
      // Nobody answers there.
      return makeHere((team) => nextMembership(crypto, team.keybag, team.roster, { useRelay: null }));
    },
    make,
    async makeEvenAlone(next) {
      const made = await make(next);
      if (made.ok) return ok(keyring.roster.record.relay !== undefined);
      if (!isUnanswered(made.error.code)) return made;
      const here = await makeHere(next);
      return here.ok ? ok(false) : here;
    },
    handovers,
    networks,
    nominees,
    leave,
    inStep() {
      if (isMovingIn || !hasToMoveIn()) return;
      isMovingIn = true;
      ignore(moveIn().finally(() => (isMovingIn = false)));
    },
  };
}

const lastOwner = problem(
  'team.last-owner',
  'This is the last device of an owner: without it nobody could change the team. Nothing was changed.',
  'Hand the business over first, add another device, or close the business.',
);

/** A device that stays has an end of its work from the moment on that it loses a right. */
function notAllHere(): Result<never> {
  return problem(
    'team.not-all-here',
    'This device does not have all the work of the team yet. Nothing was changed.',
    'Wait until everything has arrived, then try again.',
  );
}

/** The relay does not answer, which need not stop an owner from leaving it. */
function isAway(code: string): boolean {
  return !code.startsWith('team.') && !overtaken.has(code);
}

/** Nobody has said no. */
function isUnanswered(code: string): boolean {
  return code === 'relay.unreachable' || code === 'team.no-relay';
}
