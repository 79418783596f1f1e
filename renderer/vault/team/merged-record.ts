import { canonicalJson, type Json } from '#shared/lib/json.ts';
import { type Chain, changesOf, headOf } from '#shared/sync/chain.ts';
import { type LastHeads, type Link, ownerRole } from '#shared/sync/membership.ts';
import { isNamedByOwner } from '#shared/sync/nominee.ts';
import type { RosterRecord } from '../keys/roster.ts';
import { leaving, nextPlace } from './change.ts';

type Member = RosterRecord['members'][number];
type Device = RosterRecord['devices'][number];
type FormerDevice = NonNullable<RosterRecord['formerDevices']>[number];

/** One of two branches, and its last record. */
export interface Head {
  record: RosterRecord;
  branch: Chain;
}

/** From none to all. */
const roles: Member['role'][] = ['technician', 'manager', 'owner'];

/**
 * Which of two heads the merge follows: the longer one, or else the one with the smaller name. So it is longer than
 * both, and whoever makes it makes the same.
 */
export function followedFirst(one: Head, other: Head): [follows: Head, takesIn: Head] {
  const ahead = one.record.sequence - other.record.sequence;
  const [mine, theirs] = [one, other].map(({ branch }) => headOf(branch).hash);
  const isFirst = ahead === 0 ? mine! < theirs! : ahead > 0;
  return isFirst ? [one, other] : [other, one];
}

/**
 * The team of two branches that go on from `common`: who was added in either is in it, who was removed in either is
 * not, and of two rights of a member the lesser one counts. It says the same whoever signs it, but for the keys.
 */
export function mergedRecord(
  common: RosterRecord,
  [follows, takesIn]: readonly [Head, Head],
  signer: string,
): RosterRecord {
  const [a, b] = [follows.record, takesIn.record];
  // What one of them proposed was agreed to, or not, without the other one's changes.
  const {
    grants: _grants,
    reset: _reset,
    relay: _relay,
    closing: _closing,
    networks: _networks,
    handover: _proposed,
    nominee: _nominee,
    ...rest
  } = a;
  const members = membersOf(common, a, b);
  const known = changesOf(follows.branch);
  const { devices, formerDevices } = devicesOf(a, b, members);
  return {
    ...rest,
    ...relayOf(common, a, b),
    ...closingOf(common, a, b),
    ...networksOf(common, a, b),
    signer,
    sequence: a.sequence + 1,
    epoch: Math.max(a.epoch, b.epoch) + 1,
    previous: headOf(follows.branch).hash,
    merges: [...changesOf(takesIn.branch)].filter((hash) => !known.has(hash)),
    members,
    devices,
    formerDevices,
    ...nomineeOf(common, [a, b], { devices, members }),
  };
}

function membersOf(common: RosterRecord, a: RosterRecord, b: RosterRecord): Member[] {
  const known = new Set(common.members.map(({ id }) => id));
  const theirs = new Map(b.members.map((member) => [member.id, member]));
  const ofA = a.members.flatMap((member) => {
    const other = theirs.get(member.id);
    if (other !== undefined) return [{ ...member, ...lesser(member, other) }];
    return known.has(member.id) ? [] : [member];
  });
  const inA = new Set(a.members.map(({ id }) => id));
  return [...ofA, ...b.members.filter(({ id }) => !inA.has(id) && !known.has(id))];
}

function lesser(one: Member, other: Member): Pick<Member, 'role' | 'access'> {
  const role = roles.indexOf(one.role) < roles.indexOf(other.role) ? one.role : other.role;
  const access = Object.entries(one.access).flatMap(([tag, right]) => {
    const also = other.access[tag];
    return also === undefined ? [] : [[tag, also === 'read' ? also : right] as const];
  });
  return { role, access: Object.fromEntries(access) };
}

/** Every device of either is named: as one that is in the team, or that was. */
function devicesOf(
  a: RosterRecord,
  b: RosterRecord,
  members: Member[],
): { devices: Device[]; formerDevices: FormerDevice[] } {
  const named = new Map<string, Device>();
  const former = new Map<string, FormerDevice>();
  for (const device of [...b.devices, ...a.devices])
    named.set(device.id, withHeads(device, named.get(device.id)));
  for (const { formerDevices = [] } of [a, b])
    for (const device of formerDevices) former.set(device.id, withHeads(device, former.get(device.id)));
  const all = [...named.values()].filter(({ id }) => !former.has(id));
  const stay = new Set(members.map(({ id }) => id));
  const owners = new Set([a, b].flatMap(ownersIn));
  const isIn = ({ memberId }: Device): boolean => stay.has(memberId);
  const out = all.filter((device) => !isIn(device)).map((device) => leaving(device, owners));
  const formerDevices = [...former.values(), ...out];
  return { devices: withPlaces(all.filter(isIn), formerDevices), formerDevices };
}

const ownersIn = ({ members }: RosterRecord): string[] =>
  members.flatMap(({ id, role }) => (role === ownerRole ? [id] : []));

interface Ends {
  heads?: LastHeads | undefined;
  asOwner?: LastHeads | true | undefined;
}

/**
 * How far it had written as either owner has seen it: of what came to any of them nothing is lost. Who has not said
 * how far says nothing against it.
 */
function withHeads<Named extends Ends>(device: Named, other: Named | undefined): Named {
  const heads = both(device.heads, other?.heads);
  const asOwner = bothAsOwner(device.asOwner, other?.asOwner);
  return {
    ...device,
    ...(heads === undefined ? {} : { heads }),
    ...(asOwner === undefined ? {} : { asOwner }),
  };
}

function bothAsOwner(one: Ends['asOwner'], other: Ends['asOwner']): Ends['asOwner'] {
  return one === true || other === true ? true : both(one, other);
}

function both(one: LastHeads | undefined, other: LastHeads | undefined): LastHeads | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  const rooms = Object.entries(other).map(([room, theirs]): [string, LastHeads[string]] => {
    const all = [...(one[room] ?? []), ...theirs];
    return [room, [...new Map(all.map((head) => [head.hash, head])).values()]];
  });
  return { ...one, ...Object.fromEntries(rooms) };
}

/** No place is given twice: of two devices that were let in apart, the one of the branch that is taken in moves on. */
function withPlaces(devices: Device[], formerDevices: FormerDevice[]): Device[] {
  const taken = new Set<number>();
  let next = nextPlace({ devices, formerDevices });
  return devices.map((device) => {
    const { place } = device;
    if (place === undefined || !taken.has(place)) {
      if (place !== undefined) taken.add(place);
      return device;
    }
    return { ...device, place: next++ };
  });
}

/** What one branch alone has changed counts; where both have, that of the followed one. */
function relayOf(
  common: RosterRecord,
  a: RosterRecord,
  b: RosterRecord,
): Pick<RosterRecord, 'relay'> | Record<string, never> {
  const text = ({ relay }: RosterRecord): string => canonicalJson((relay ?? null) as Json);
  const { relay } = text(a) === text(common) ? b : a;
  return relay === undefined ? {} : { relay };
}

/** The same. */
function closingOf(common: RosterRecord, a: RosterRecord, b: RosterRecord): Pick<RosterRecord, 'closing'> {
  const text = ({ closing }: RosterRecord): string => canonicalJson((closing ?? null) as Json);
  const { closing } = text(a) === text(common) ? b : a;
  return closing === undefined ? {} : { closing };
}

/** The same. */
function networksOf(common: RosterRecord, a: RosterRecord, b: RosterRecord): Pick<RosterRecord, 'networks'> {
  const text = ({ networks }: RosterRecord): string => canonicalJson((networks ?? null) as Json);
  const { networks } = text(a) === text(common) ? b : a;
  return networks === undefined ? {} : { networks };
}

/** What one branch alone has said counts; where both have said something else, nobody is named. */
function nomineeOf(
  common: RosterRecord,
  [a, b]: [RosterRecord, RosterRecord],
  team: Pick<RosterRecord, 'devices' | 'members'>,
): Pick<RosterRecord, 'nominee'> {
  const text = ({ nominee }: RosterRecord): string => canonicalJson((nominee ?? null) as Json);
  const changed = [a, b].filter((head) => text(head) !== text(common));
  const isAgreed = changed.every((head) => text(head) === text(changed[0]!));
  const { nominee } = changed[0] ?? common;
  return isAgreed && nominee !== undefined && isNamedByOwner(nominee, team) ? { nominee } : {};
}

/** Whether two branches go on from the same record, and from nothing else. */
export function areBranchesOf(common: Link, ...branches: Chain[]): boolean {
  return branches.every(([first]) => first.record.previous === common.hash);
}
