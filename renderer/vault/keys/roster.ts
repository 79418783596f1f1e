import { z } from 'zod';
import { createVerifier, type Verifier } from '#shared/crypto/signing.ts';
import type { WebCrypto } from '#shared/crypto/web-crypto.ts';
import { fromBase64Url } from '#shared/lib/bytes.ts';
import type { Result } from '#shared/lib/result.ts';
import { ok, problem } from '#shared/lib/result.ts';
import {
  type Link,
  membershipSchema,
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
  /** The signing key of a device that may write into this room, or wrote there before it was taken out. */
  writer(deviceId: string, room: string): Promise<{ verify: Verifier; former: boolean } | undefined>;
  /** The signing key of a device for its own book, which is nobody else's business. */
  ownWriter(deviceId: string): Promise<{ verify: Verifier; former: boolean } | undefined>;
  access(memberId: string, tag: string): 'read' | 'write' | undefined;
  /** The former devices that are not among the settled ones: see `Keybag.settledDevices`. */
  unsettled(settled: string[] | undefined): string[];
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

  return {
    record,
    signed,
    hash,
    isOwners: (deviceId) => members.get(devices.get(deviceId)?.memberId ?? '')?.role === ownerRole,
    access,
    unsettled: (settled = []) => [...former.keys()].filter((id) => !settled.includes(id)),
    async ownWriter(deviceId) {
      const device = devices.get(deviceId) ?? former.get(deviceId);
      return device && { verify: await verifierOf(deviceId, device.signKey), former: false };
    },
    async writer(deviceId, room) {
      const device = devices.get(deviceId);
      if (device !== undefined && access(device.memberId, roomTag(room)) === 'write') {
        return { verify: await verifierOf(deviceId, device.signKey), former: false };
      }
      const gone = former.get(deviceId);
      if (gone === undefined) return undefined;
      return { verify: await verifierOf(deviceId, gone.signKey), former: true };
    },
  };
}
