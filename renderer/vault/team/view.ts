import type { Membership } from '#shared/sync/membership.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import type { WebCrypto } from '#shared/crypto/web-crypto.ts';
import type { Keyring } from '../books/keyring.ts';
import type { Team, TeamInvitation, TeamMember } from './api.ts';
import { accessFromTags } from './signed-record.ts';
import type { StopReason } from './closure.ts';
import type { Nominees } from './nominee/nominees.ts';
import type { Handovers } from './handovers.ts';
import { copiedWhy } from './copies.ts';
import { firstOf } from '../keys/memberships.ts';
import type { OwnerStage } from './owner-pairing.ts';

/** The team as a screen shows it: rights from the signed membership, names from the records. */
export async function viewTeam(deps: {
  crypto: WebCrypto;
  keyring: Keyring;
  records: RecordReader;
  stages: ReadonlyMap<string, OwnerStage>;
  /** See `TeamDeps`. */
  copied: string[];
  stoppedBy: StopReason | undefined;
  hasRelay: boolean;
  handovers: Pick<Handovers, 'view' | 'passedOn'>;
  nominees: Pick<Nominees, 'view' | 'entered'>;
}): Promise<Team> {
  const { keyring, records, stages, handovers, nominees } = deps;
  const members = await Promise.all(keyring.roster.record.members.map((member) => memberOf(deps, member)));
  const invitations = [...records.all('invitations')].map((invitation): TeamInvitation => {
    const { id, name, role, memberId, expiresAt, ended, pairing } = invitation;
    const known = { id, name, role, memberId, expiresAt };
    if (ended !== undefined) return { ...known, state: ended.how, endedAt: ended.at };
    const stage = stages.get(id) ?? { at: 'waiting' };
    const attempt = (pairing?.wrong ?? 0) + 1;
    if (stage.at === 'waiting' || stage.at === 'arriving') return { ...known, state: stage.at, attempt };
    const deviceName = 'opening' in stage ? stage.opening.name : undefined;
    return { ...known, state: stage.at === 'asked' ? 'asked' : 'confirmed', attempt, deviceName };
  });
  const stopped = (keyring.roster.record.formerDevices ?? [])
    .filter(({ why }) => why === copiedWhy)
    .map(({ id, memberId }) => {
      const { name = '', copies } = records.get('devices', id) ?? {};
      return { id, name, memberId, copies };
    });
  const other = keyring.keybag.otherHistory;
  return {
    members,
    stopped: stopped.toReversed(),
    stoppedBy: deps.stoppedBy,
    invitations,
    canManage: keyring.roster.isOwners(keyring.keybag.deviceId),
    problem: deps.hasRelay ? undefined : 'The team meets at a relay, and none is connected.',
    reset: resetOf(firstOf(keyring.keybag).record),
    handover: await handovers.view(),
    passedOn: handovers.passedOn(),
    networks: keyring.roster.record.networks,
    nominee: await nominees.view(),
    entered: nominees.entered(),
    otherHistory: other && { at: other.at, settledBy: other.settledBy },
  };
}

/** That words were used or replaced: how the business has passed on is told by its names. */
function resetOf({ reset }: Membership): Team['reset'] {
  return reset === undefined || reset.why === 'handed-over' ? undefined : { at: reset.at, why: reset.why };
}

async function memberOf(
  {
    crypto,
    keyring,
    records,
    copied,
  }: { crypto: WebCrypto; keyring: Keyring; records: RecordReader; copied: string[] },
  member: Keyring['roster']['record']['members'][number],
): Promise<TeamMember> {
  const devices = keyring.roster.record.devices.filter((device) => device.memberId === member.id);
  return {
    id: member.id,
    name: records.get('members', member.id)?.name ?? '',
    role: member.role,
    access: await accessFromTags(crypto, keyring.keybag, member.access),
    self: member.id === keyring.keybag.memberId,
    devices: devices.map(({ id, place }) => {
      const known = records.get('devices', id);
      return {
        id,
        name: known?.name ?? '',
        addedAt: known?.createdAt ?? 0,
        place,
        self: id === keyring.keybag.deviceId,
        copied: copied.includes(id),
      };
    }),
  };
}
