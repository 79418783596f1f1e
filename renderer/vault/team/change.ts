import { createSigner } from '#shared/crypto/signing.ts';
import type { WebCrypto } from '#shared/crypto/web-crypto.ts';
import { sharedCompartments, type Access, type Role } from '#shared/domain/roles.ts';
import { fromBase64Url } from '#shared/lib/bytes.ts';
import type { Result } from '#shared/lib/result.ts';
import { ok, problem } from '#shared/lib/result.ts';
import { membershipHash, signMembership } from '#shared/sync/membership.ts';
import { accessByTag, type Keybag, newInboxKeys, withNextEpoch } from '../keys/keybag.ts';
import { sealGrant } from './grants.ts';
import { readRoster, type Roster, type RosterRecord } from '../keys/roster.ts';

/** How many generations of a webhook key are kept for deliveries that were not taken in before a change. */
const keptInboxes = 20;

export interface NewDevice {
  id: string;
  memberId: string;
  signKey: string;
  boxKey: string;
}

/** One change of the team, before it is signed. */
export interface TeamChange {
  addMember?: { id: string; role: Role; access: Access } | undefined;
  addDevice?: NewDevice;
  removeDevices?: string[];
  removeMember?: string;
  setAccess?: { memberId: string; access: Access };
  /** The identity of the relay that counts from now on. */
  trustRelay?: string;
}

/**
 * The next membership, signed by the owner. Whoever loses something also loses the keys: all compartments get
 * new ones, sealed for each device that stays. A gain needs a grant only.
 */
export async function nextMembership(
  crypto: WebCrypto,
  keybag: Keybag,
  roster: Roster,
  change: TeamChange,
): Promise<Result<{ keybag: Keybag; roster: Roster }>> {
  if (keybag.owner === undefined) {
    return problem(
      'team.not-owner',
      'Only an owner’s device can change the team.',
      'Do this on the owner’s computer.',
    );
  }
  if (change.addDevice !== undefined && isKnown(roster, change.addDevice)) return notADevice();
  const loses =
    change.removeDevices !== undefined || change.removeMember !== undefined || change.setAccess !== undefined;
  const keys = loses ? await rotated(crypto, keybag) : keybag;
  const record = await changedRecord(crypto, keys, roster, change);
  const grants = await grantsFor(crypto, keys, record, loses ? undefined : roster.record.grants, change);
  if (change.addDevice !== undefined && grants[change.addDevice.id] === undefined) return notADevice();
  const signed = await signMembership(
    { ...record, grants },
    await createSigner(crypto, fromBase64Url(keybag.owner.privateKey)),
  );
  const next = await readRoster(crypto, signed, keybag.workspace);
  return next.ok ? ok({ keybag: { ...keys, membership: signed }, roster: next.value }) : next;
}

/** A new device that takes the name of another would be taken for it: what that one wrote would no longer open. */
function isKnown({ record }: Roster, { id }: NewDevice): boolean {
  return [...record.devices, ...(record.formerDevices ?? [])].some((device) => device.id === id);
}

function notADevice(): Result<never> {
  return problem(
    'team.bad-device',
    'What this device says about itself cannot be true. It was not let in, and nothing was changed.',
    'Make a new invitation for it.',
  );
}

/** New keys for everything that a device which leaves could read: books, and deliveries that wait at the relay. */
async function rotated(crypto: WebCrypto, keybag: Keybag): Promise<Keybag> {
  const epoch = keybag.epoch + 1;
  const shared = sharedCompartments.map((name) => [
    name,
    withNextEpoch(crypto, keybag.compartments[name]!, epoch),
  ]);
  const { inbox, formerInboxes = [] } = keybag;
  return {
    ...keybag,
    epoch,
    inbox: await newInboxKeys(crypto),
    formerInboxes: [...(inbox === undefined ? [] : [inbox]), ...formerInboxes].slice(0, keptInboxes),
    compartments: { ...keybag.compartments, ...Object.fromEntries(shared) },
  };
}

async function changedRecord(
  crypto: WebCrypto,
  keybag: Keybag,
  { record, signed }: Roster,
  change: TeamChange,
): Promise<RosterRecord> {
  const tags = (access: Access): ReturnType<typeof accessByTag> => accessByTag(crypto, keybag, access);
  const { addMember, addDevice, setAccess } = change;
  const gone = (device: { id: string; memberId: string }): boolean =>
    device.memberId === change.removeMember || (change.removeDevices ?? []).includes(device.id);
  const members = record.members.filter(({ id }) => id !== change.removeMember);
  if (addMember !== undefined)
    members.push({ id: addMember.id, role: addMember.role, access: await tags(addMember.access) });
  const adjusted = setAccess && (await tags(setAccess.access));
  return {
    ...record,
    sequence: record.sequence + 1,
    epoch: keybag.epoch,
    previous: membershipHash(signed),
    ...(change.trustRelay === undefined ? {} : { relayId: change.trustRelay }),
    members: members.map((member) =>
      adjusted && member.id === setAccess?.memberId ? { ...member, access: adjusted } : member,
    ),
    devices: [
      ...record.devices.filter((device) => !gone(device)),
      ...(addDevice ? [{ ...addDevice, place: nextPlace(record) }] : []),
    ],
    formerDevices: [...(record.formerDevices ?? []), ...record.devices.filter(gone)],
  };
}

/** No place is given twice, also not that of a device that has left: its numbers are in the books. */
function nextPlace({ devices, formerDevices = [] }: RosterRecord): number {
  return Math.max(...[...devices, ...formerDevices].map(({ place }, index) => place ?? index + 1)) + 1;
}

/** After a change of keys every device needs them; otherwise the new device and whoever gained something. */
async function grantsFor(
  crypto: WebCrypto,
  keybag: Keybag,
  record: RosterRecord,
  kept: Record<string, string> | undefined,
  change: TeamChange,
): Promise<Record<string, string>> {
  const grants: Record<string, string> = { ...kept };
  for (const device of record.devices) {
    if (kept !== undefined && device.id !== change.addDevice?.id) continue;
    const member = record.members.find(({ id }) => id === device.memberId);
    if (member === undefined) continue;
    const access = await accessFromTags(crypto, keybag, member.access);
    const grant = await sealGrant(crypto, keybag, device, access, member.role === 'owner');
    if (grant !== undefined) grants[device.id] = grant;
  }
  return grants;
}

/** The owner's view of a member's access: tags back to compartments. */
export async function accessFromTags(
  crypto: WebCrypto,
  keybag: Keybag,
  byTag: Record<string, 'read' | 'write'>,
): Promise<Access> {
  const access: Access = {};
  for (const name of sharedCompartments) {
    if (keybag.compartments[name] === undefined) continue;
    const [tag] = Object.keys(await accessByTag(crypto, keybag, { [name]: 'read' }));
    const right = byTag[tag!];
    if (right !== undefined) access[name] = right;
  }
  return access;
}
