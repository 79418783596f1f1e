import { z } from 'zod';
import { createVerifier, type Verifier } from '#shared/crypto/signing.ts';
import type { WebCrypto } from '#shared/crypto/web-crypto.ts';
import { fromBase64Url } from '#shared/lib/bytes.ts';
import type { Result } from '#shared/lib/result.ts';
import { ok, problem } from '#shared/lib/result.ts';
import {
  type LastHeads,
  type Link,
  membershipSchema,
  type NamedHead,
  ownerRole,
  readMembership,
  roomTag,
  type SignedMembership,
} from '#shared/sync/membership.ts';

const accessSchema = z.enum(['read', 'write']);

/** Counts the devices that were ever let in: each has its own number series by it, without asking another. */
const placeSchema = z.int().positive().optional();

/** What this version reads of the signed membership, beyond what the relay needs. */
const rosterRecordSchema = membershipSchema.extend({
  members: z.array(
    z.looseObject({
      id: z.string(),
      role: z.enum(['owner', 'manager', 'technician']),
      /** By the tag that the rooms of a compartment share. */
      access: z.record(z.string(), accessSchema),
    }),
  ),
  devices: z.array(membershipSchema.shape.devices.element.extend({ place: placeSchema })).max(5000),
  /** Devices that were taken out: what they had written before stays readable. */
  formerDevices: z
    .array(membershipSchema.shape.formerDevices.unwrap().element.extend({ place: placeSchema }))
    .max(20_000)
    .optional(),
});
export type RosterRecord = z.infer<typeof rosterRecordSchema>;

/** Who may do what, as an owner's device signed it. */
export interface Roster {
  record: RosterRecord;
  signed: SignedMembership;
  /** Names this state of the team: see `membershipHash`. */
  hash: string;
  /** Whether this device may change the team. */
  isOwners(deviceId: string): boolean;
  /** Checks signatures of a device that the team knows, or knew. */
  verifier(deviceId: string): Promise<Verifier> | undefined;
  /**
   * How far what a device has written in a room counts, where it may not write there any more: see `LastHeads`.
   * `undefined` where all of it counts.
   */
  lastHeads(deviceId: string, room: string): readonly NamedHead[] | undefined;
  /** How far what a device has written in a room counts as an owner's: a statement above these does not. */
  asOwner(deviceId: string, room: string): readonly NamedHead[] | 'all';
  /** Whether a device has, or ever had, an owner's rights. */
  wasOwners(deviceId: string): boolean;
  /** Devices that were taken out without anybody having said how far their work counts. */
  openEnded(): string[];
  access(memberId: string, tag: string): 'read' | 'write' | undefined;
}

/** Checks workspace and shape. Whether it counts is for the chain to say: see `extend`. */
export async function readRoster(
  crypto: WebCrypto,
  signed: SignedMembership,
  workspace: string,
): Promise<Result<Roster>> {
  const read = readMembership(signed, workspace);
  if (!read.ok) return read;
  const parsed = rosterRecordSchema.safeParse(read.value.record);
  if (!parsed.success) {
    return problem(
      'team.newer-version',
      'The team was changed by a newer version of Plumbline.',
      'Update Plumbline on this device.',
    );
  }
  return ok(rosterOf(crypto, read.value, parsed.data));
}

function rosterOf(crypto: WebCrypto, { signed, hash }: Link, record: RosterRecord): Roster {
  const members = new Map(record.members.map((member) => [member.id, member]));
  const devices = new Map(record.devices.map((device) => [device.id, device]));
  const former = new Map((record.formerDevices ?? []).map((device) => [device.id, device]));
  const verifiers = new Map<string, Promise<Verifier>>();
  const access: Roster['access'] = (memberId, tag) => members.get(memberId)?.access[tag];

  function verifierOf(deviceId: string, signKey: string): Promise<Verifier> {
    const known = verifiers.get(deviceId) ?? createVerifier(crypto, fromBase64Url(signKey));
    verifiers.set(deviceId, known);
    return known;
  }

  const isOwners = (deviceId: string): boolean =>
    members.get(devices.get(deviceId)?.memberId ?? '')?.role === ownerRole;

  return {
    record,
    signed,
    hash,
    isOwners,
    access,
    verifier(deviceId) {
      const device = devices.get(deviceId) ?? former.get(deviceId);
      return device && verifierOf(deviceId, device.signKey);
    },
    lastHeads(deviceId, room) {
      const device = devices.get(deviceId);
      if (device === undefined) return nothingLater(former.get(deviceId)?.heads, room);
      return access(device.memberId, roomTag(room)) === 'write'
        ? undefined
        : nothingLater(device.heads ?? {}, room);
    },
    asOwner(deviceId, room) {
      const device = devices.get(deviceId) ?? former.get(deviceId);
      if (isOwners(deviceId)) return 'all';
      return device?.asOwner === true ? 'all' : (device?.asOwner?.[room] ?? []);
    },
    wasOwners: (deviceId) =>
      isOwners(deviceId) || (devices.get(deviceId) ?? former.get(deviceId))?.asOwner !== undefined,
    openEnded: () => [...former.values()].filter(({ heads }) => heads === undefined).map(({ id }) => id),
  };
}

function nothingLater(heads: LastHeads | undefined, room: string): readonly NamedHead[] | undefined {
  return heads && (heads[room] ?? []);
}
