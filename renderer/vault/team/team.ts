import { presets } from '#shared/domain/roles.ts';
import type { Invitation } from '#shared/domain/team.ts';
import { toBase64Url } from '#shared/lib/bytes.ts';
import { newId } from '#shared/lib/ids.ts';
import { ok, type Result } from '#shared/lib/result.ts';
import { deriveInvitation, invitationSecretBytes, longestInvitation } from '#shared/sync/invitation.ts';
import type { Opening } from '#shared/sync/pairing.ts';
import { seenDevicesSchema } from '#shared/sync/sessions.ts';
import { readBody } from '../sync/relay-http.ts';
import type { TeamApi } from './api.ts';
import { admit } from './change.ts';
import type { Closure } from './closure.ts';
import { createExposures } from './exposures.ts';
import type { TeamFollower } from './follower.ts';
import { createHandovers, type Handovers } from './handovers.ts';
import { writeLink } from './invitation-link.ts';
import { createLateWorks } from './late-work.ts';
import { createMaking, type Making, type MakingDeps, type NextTeam } from './making.ts';
import { createMeetingPlace, type MeetingPlace } from './meeting-place.ts';
import { createMovingIn, type InStep, type MovingIn } from './moving-in.ts';
import { createTeamNetworks, type TeamNetworks } from './networks.ts';
import { createNominees, type Nominees } from './nominee/nominees.ts';
import { type Admission, createPairings, noRelay, type PairingsDeps } from './pairings.ts';
import { createTakingOut, type TakingOut, type TakingOutDeps } from './taking-out.ts';
import { viewTeam } from './view.ts';

export interface TeamDeps
  extends
    Omit<PairingsDeps, 'admitDevice'>,
    Pick<MakingDeps, 'useTeam'>,
    Pick<TakingOutDeps, 'lastHeads' | 'copied' | 'library'> {
  inStep: InStep;
  movingIn: Pick<TeamFollower, 'movedIn'>;
  closure: Pick<Closure, 'look' | 'stoppedBy'>;
  /** Meets the relay again at once. */
  reconnect(): void;
}

/** The owner's side of the team: who is in it, inviting, letting in, taking out, and where it meets. */
export interface OwnersTeam
  extends
    Omit<
      TeamApi,
      | 'renewWords'
      | 'setNetworks'
      | 'addressHere'
      | 'proposeHandover'
      | 'withdrawHandover'
      | 'agreeToHandover'
      | 'refuseHandover'
      | 'handOver'
    >,
    MeetingPlace,
    Pick<TakingOut, 'leave'>,
    Pick<MovingIn, 'inStep'> {
  /** All records are there: goes on with invitations that a device may wait with. */
  resume(): void;
  /** A change that needs more than this device's key: `next` signs it. */
  make(next: NextTeam): Promise<Result<void>>;
  makeEvenAlone: Making['makeEvenAlone'];
  handovers: Handovers;
  networks: TeamNetworks;
  nominees: Nominees;
}

export function createTeam(deps: TeamDeps): OwnersTeam {
  const { crypto, keyring, records, run } = deps;
  const { workspace } = keyring.keybag;
  const making = createMaking(deps);
  const { make, change, makeEvenAlone } = making;
  const pairings = createPairings({ ...deps, admitDevice });
  const { pathOf } = pairings;
  const handovers = createHandovers({ ...deps, make });
  const networks = createTeamNetworks({ ...deps, change });
  const exposures = createExposures(deps);
  const lateWorks = createLateWorks(deps);
  const nominees = createNominees({ ...deps, make });
  const movingIn = createMovingIn({ ...deps, change, exposures, nominees });
  const takingOut = createTakingOut({ ...deps, change, exposures, movingIn });

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
    lateWork: async () => ok(await lateWorks.view()),
    settleLateWork: lateWorks.settle,
    async seenDevices() {
      const client = deps.client();
      if (client === undefined) return noRelay();
      const path = `/v1/workspaces/${workspace}/sessions`;
      return readBody(await client.signed({ method: 'GET', path }), seenDevicesSchema);
    },
    ...createMeetingPlace({ ...deps, making }),
    ...takingOut,
    make,
    makeEvenAlone,
    handovers,
    networks,
    nominees,
    inStep: movingIn.inStep,
  };
}
