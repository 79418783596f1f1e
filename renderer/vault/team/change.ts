import { createSigner } from '#shared/crypto/signing.ts';
import type { WebCrypto } from '#shared/crypto/web-crypto.ts';
import type { Access, Role } from '#shared/domain/roles.ts';
import { fromBase64Url } from '#shared/lib/bytes.ts';
import { given } from '#shared/lib/given.ts';
import { problem, type Result } from '#shared/lib/result.ts';
import {
  type LastHeads,
  membershipHash,
  nomineeGrant,
  ownerRole,
  recoveryGrant,
  roomTag,
} from '#shared/sync/membership.ts';
import { isNamedByOwner } from '#shared/sync/nominee.ts';
import { accessByTag, type Keybag, newSalt } from '../keys/keybag.ts';
import { grown } from '../keys/memberships.ts';
import type { Roster, RosterRecord } from '../keys/roster.ts';
import type { Team } from './adopt.ts';
import { copiedWhy } from './copies.ts';
import { inboxOf, rotated, sealFor, signed, withGrants } from './signed-record.ts';

export interface NewDevice {
  id: string;
  memberId: string;
  signKey: string;
  boxKey: string;
  /** Where it was given one before; else it is drawn. */
  salt?: string | undefined;
}

/** One change of the team, before it is signed. */
export interface TeamChange {
  addMember?: { id: string; role: Role; access: Access } | undefined;
  addDevice?: NewDevice;
  removeDevices?: string[];
  /** One that is removed because two go by its name. */
  copied?: string;
  removeMember?: string;
  /** `role`: as before where it is left out. */
  setAccess?: { memberId: string; access: Access; role?: Role };
  /** A device of the owner that another one takes the place of: it is out, and knows what its successor knows. */
  retire?: string;
  /** Everybody gets new keys, for whatever reason. */
  newKeys?: true;
  /** How far the work of devices counts that lose a right, by device: see `LastHeads`. */
  heads?: Record<string, LastHeads>;
  /** Where the team meets from now on; `null`: nowhere. */
  useRelay?: { url: string; id: string } | null;
  /** The business is closed; `null`: it is open again. */
  closing?: RosterRecord['closing'] | null;
  /** From where members may connect; `null`: from everywhere. */
  networks?: RosterRecord['networks'] | null;
  /** To whom the business is to pass; `null`: to nobody. */
  handover?: RosterRecord['handover'] | null;
  /** Who may come in when the owner cannot act; `null`: nobody. */
  nominee?: RosterRecord['nominee'] | null;
}

/**
 * The next membership, signed by this device, which has to be an owner's. Whoever loses something also loses the
 * keys: all compartments get new ones, sealed for each device that stays and for the recovery words. A gain needs a
 * grant only.
 */
export async function nextMembership(
  crypto: WebCrypto,
  keybag: Keybag,
  roster: Roster,
  change: TeamChange,
): Promise<Result<Team>> {
  if (!roster.isOwners(keybag.deviceId)) return notAnOwner();
  if (change.addDevice !== undefined && isKnown(roster, change.addDevice)) return notADevice();
  const loses =
    change.removeDevices !== undefined ||
    change.removeMember !== undefined ||
    change.setAccess !== undefined ||
    change.newKeys !== undefined;
  const keys = loses ? await rotated(crypto, keybag) : keybag;
  const record = {
    ...(await changedRecord(crypto, keys, roster, change)),
    signer: keybag.deviceId,
    previous: membershipHash(roster.signed),
  };
  const sealed = await sealFor(crypto, keys, record, loses ? undefined : gainedBy(change));
  if (change.addDevice !== undefined && sealed[change.addDevice.id] === undefined) return notADevice();
  const before = loses ? undefined : roster;
  return signed(crypto, keys, withGrants(record, sealed, before), {
    sign: await createSigner(crypto, fromBase64Url(keybag.signing.privateKey)),
    seals: { ...before?.signed.seals, ...sealed },
    chain: (next) => grown(keybag, next),
  });
}

/** Who is given keys that they did not have. */
function gainedBy({ addDevice, nominee }: TeamChange): string[] {
  return [...(addDevice === undefined ? [] : [addDevice.id]), ...(nominee ? [nomineeGrant] : [])];
}

/** Lets a new device in, with a new member where it is nobody's of before: what follows the comparing of codes. */
export function admit(
  crypto: WebCrypto,
  { keybag, roster }: Team,
  addDevice: NewDevice,
  addMember?: TeamChange['addMember'],
): Promise<Result<Team>> {
  return nextMembership(crypto, keybag, roster, { addDevice, addMember });
}

/** A new device that takes the name of another would be taken for it: what that one wrote would no longer open. */
function isKnown({ record }: Roster, { id }: NewDevice): boolean {
  const names = [...record.devices, ...(record.formerDevices ?? [])].map((device) => device.id);
  return id === recoveryGrant || id === nomineeGrant || names.includes(id);
}

function notAnOwner(): Result<never> {
  return problem(
    'team.not-owner',
    'Only an owner’s device can change the team.',
    'Do this on the owner’s computer.',
  );
}

function notADevice(): Result<never> {
  return problem(
    'team.bad-device',
    'What this device says about itself cannot be true. It was not let in, and nothing was changed.',
    'Make a new invitation for it.',
  );
}

async function changedRecord(
  crypto: WebCrypto,
  keybag: Keybag,
  { record }: Roster,
  change: TeamChange,
): Promise<RosterRecord> {
  const tags = (access: Access): ReturnType<typeof accessByTag> => accessByTag(crypto, keybag, access);
  const { addMember, addDevice, setAccess } = change;
  const out = new Set([...(change.removeDevices ?? []), change.retire]);
  const gone = (device: { id: string; memberId: string }): boolean =>
    device.memberId === change.removeMember || out.has(device.id);
  const owners = new Set(record.members.flatMap(({ id, role }) => (role === ownerRole ? [id] : [])));
  const members = record.members.filter(({ id }) => id !== change.removeMember);
  if (addMember !== undefined)
    members.push({ id: addMember.id, role: addMember.role, access: await tags(addMember.access) });
  const adjusted = setAccess && (await tags(setAccess.access));
  const { reset: _told, merges: _taken, relay, closing, handover, networks, nominee, ...rest } = record;
  const next = {
    ...rest,
    ...given({
      relay: after(relay, change.useRelay),
      closing: after(closing, change.closing),
      networks: after(networks, change.networks),
    }),
    ...handoverOf(after(handover, change.handover), members),
    sequence: record.sequence + 1,
    epoch: keybag.epoch,
    inbox: inboxOf(keybag) ?? record.inbox,
    members: members.map((member) =>
      adjusted && member.id === setAccess?.memberId
        ? { ...member, access: adjusted, role: setAccess.role ?? member.role }
        : member,
    ),
    devices: [
      ...record.devices
        .filter((device) => !gone(device))
        .map((device) =>
          adjusted && device.memberId === setAccess?.memberId
            ? withHeads(demoted(device, owners, change), adjusted, change.heads)
            : device,
        ),
      ...(addDevice ? [{ salt: newSalt(crypto), ...addDevice, place: nextPlace(record) }] : []),
    ],
    formerDevices: [
      ...(record.formerDevices ?? []),
      ...record.devices
        .filter(gone)
        .map((device) => leaving(device, owners))
        .map((device) => (device.id === change.copied ? { ...device, why: copiedWhy } : device)),
    ].map((device) => ended(device, change.heads)),
  };
  return { ...next, ...nomineeOf(after(nominee, change.nominee), next, change) };
}

/** What holds from now on: as before, another one, or by `null` none. */
function after<Value>(before: Value | undefined, change: Value | null | undefined): Value | undefined {
  return change === undefined ? before : (change ?? undefined);
}

type Device = RosterRecord['devices'][number];

/** As it stands among those that were taken out. What an owner's has written stays an owner's word. */
export function leaving(device: Device, owners: ReadonlySet<string>): Device {
  return owners.has(device.memberId) ? { ...device, asOwner: true } : device;
}

/** What it wrote as an owner's until now stays so, and nothing later. */
function demoted(device: Device, owners: ReadonlySet<string>, { setAccess, heads }: TeamChange): Device {
  const isOwnerStill = (setAccess?.role ?? ownerRole) === ownerRole;
  return isOwnerStill || !owners.has(device.memberId)
    ? device
    : { ...device, asOwner: heads?.[device.id] ?? {} };
}

/** Said once: with a right to less than all, a device that is taken out later has an end in some rooms already. */
function ended<Device extends { id: string; heads?: LastHeads | undefined }>(
  device: Device,
  heads: TeamChange['heads'] = {},
): Device {
  const named = heads[device.id];
  return named === undefined ? device : { ...device, heads: { ...named, ...device.heads } };
}

/** Only of rooms in which the device may not write from now on. */
function withHeads(
  device: Device,
  access: Record<string, 'read' | 'write'>,
  named: TeamChange['heads'],
): Device {
  const { heads = {}, ...rest } = ended(device, named);
  const closed = Object.entries(heads).filter(([room]) => access[roomTag(room)] !== 'write');
  return closed.length === 0 ? rest : { ...rest, heads: Object.fromEntries(closed) };
}

function handoverOf(
  handover: RosterRecord['handover'],
  members: RosterRecord['members'],
): Pick<RosterRecord, 'handover'> {
  const isIn = (id: string | undefined): boolean => members.some((member) => member.id === id);
  return handover && isIn(handover.from) && isIn(handover.to) ? { handover } : {};
}

/** It ends with the device that has named them, and where the team meets elsewhere: the half lies at the relay. */
function nomineeOf(
  nominee: RosterRecord['nominee'],
  team: Pick<RosterRecord, 'devices' | 'members'>,
  { retire, addDevice, useRelay }: TeamChange,
): Pick<RosterRecord, 'nominee'> {
  if (!nominee || useRelay !== undefined) return {};
  const kept = nominee.by === retire && addDevice !== undefined ? { ...nominee, by: addDevice.id } : nominee;
  return isNamedByOwner(kept, team) ? { nominee: kept } : {};
}

/** No place is given twice, also not that of a device that has left: its numbers are in the books. */
export function nextPlace({
  devices,
  formerDevices = [],
}: Pick<RosterRecord, 'devices' | 'formerDevices'>): number {
  return Math.max(...[...devices, ...formerDevices].map(({ place }, index) => place ?? index + 1)) + 1;
}
