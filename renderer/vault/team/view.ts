import type { RecordReader } from '#shared/records/reader.ts';
import type { WebCrypto } from '#shared/crypto/web-crypto.ts';
import type { Keyring } from '../books/keyring.ts';
import type { Team, TeamInvitation, TeamMember } from './api.ts';
import { accessFromTags } from './change.ts';
import { codeOf } from './invitation-link.ts';
import type { JoinRequest } from './mailbox.ts';

/** The team as a screen shows it: rights from the signed membership, names from the records. */
export async function viewTeam(deps: {
  crypto: WebCrypto;
  keyring: Keyring;
  records: RecordReader;
  requests: ReadonlyMap<string, JoinRequest>;
  hasRelay: boolean;
}): Promise<Team> {
  const { keyring, records, requests } = deps;
  const members = await Promise.all(keyring.roster.record.members.map((member) => memberOf(deps, member)));
  const invitations = [...records.all('invitations')].map((invitation): TeamInvitation => {
    const request = requests.get(invitation.id);
    const { id, name, role, memberId, expiresAt, ended } = invitation;
    if (ended !== undefined)
      return { id, name, role, memberId, expiresAt, state: ended.how, endedAt: ended.at };
    if (request === undefined) return { id, name, role, memberId, expiresAt, state: 'waiting' };
    const code = codeOf(invitation.secret, request);
    return { id, name, role, memberId, expiresAt, state: 'asked', code, deviceName: request.deviceName };
  });
  return {
    members,
    invitations,
    canManage: keyring.keybag.owner !== undefined,
    problem: deps.hasRelay ? undefined : 'The team meets at a relay, and none is connected.',
  };
}

async function memberOf(
  { crypto, keyring, records }: { crypto: WebCrypto; keyring: Keyring; records: RecordReader },
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
      };
    }),
  };
}
