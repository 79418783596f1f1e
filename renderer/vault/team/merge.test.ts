import { expect, test } from 'vitest';
import { webCrypto } from '#shared/crypto/web-crypto.ts';
import { type Access, presets, type Role } from '#shared/domain/roles.ts';
import { expectOk } from '#shared/lib/result.ts';
import { type Chain, extend, headOf, partAt, settle, withBranch } from '#shared/sync/chain.ts';
import type { Membership } from '#shared/sync/membership.ts';
import { epochKeys } from '../keys/branch-keys.ts';
import { newDeviceKeys } from '../keys/keybag.ts';
import { chainOf, recordsOf } from '../keys/memberships.ts';
import { keysOfWords, newRecoveryWords } from '../keys/recovery-words.ts';
import { readRoster } from '../keys/roster.ts';
import { foundWorkspace } from '../testing/found-workspace.ts';
import { adopt, type DeviceKeys, takeOver, type Team } from './adopt.ts';
import { nextMembership, type TeamChange } from './change.ts';
import { mergeOf } from './merge.ts';
import { withOtherWords } from './reset.ts';

const crypto = webCrypto(globalThis.crypto);

const words = newRecoveryWords();

async function begun(): Promise<Team> {
  const keybag = await foundWorkspace(crypto, words);
  return { keybag, roster: expectOk(await readRoster(crypto, keybag.membership, keybag.workspace)) };
}

const changed = async ({ keybag, roster }: Team, change: TeamChange): Promise<Team> =>
  expectOk(await nextMembership(crypto, keybag, roster, change));

const lettingIn = (device: DeviceKeys, memberId: string): TeamChange => ({
  addDevice: {
    id: device.deviceId,
    memberId,
    signKey: device.signing.publicKey,
    boxKey: device.box.publicKey,
  },
});
const newMember = (id: string, role: Role = 'manager'): TeamChange => ({
  addMember: { id, role, access: presets[role] },
});

/** Lets in the devices of some members; all of them, and the owner's, know the same afterwards. */
async function teamOf(...memberIds: string[]): Promise<Team[]> {
  let first = await begun();
  const devices: DeviceKeys[] = [];
  for (const id of memberIds) {
    const device = await newDeviceKeys(crypto);
    const isOwners = id === 'owner';
    const own = lettingIn(device, isOwners ? first.keybag.memberId : id);
    first = await changed(first, isOwners ? own : { ...own, ...newMember(id) });
    devices.push(device);
  }
  const { workspace } = first.keybag;
  const records = recordsOf(first.keybag);
  const enrolled = devices.map(async (device): Promise<Team> => {
    const keybag = expectOk(await takeOver({ crypto, workspace, device, records }, first.roster.hash));
    return { keybag, roster: expectOk(await readRoster(crypto, keybag.membership, workspace)) };
  });
  return [first, ...(await Promise.all(enrolled))];
}

/** What a device makes of a chain that another one shows it: what `TeamFollower` does, without a relay. */
async function meet(own: Team, other: Team): Promise<Team> {
  const known = chainOf(own.keybag);
  const shown = expectOk(await extend(crypto, known, recordsOf(other.keybag)));
  if (shown.what === 'chain')
    return shown.chain === known ? own : expectOk(await adopt(crypto, own.keybag, shown.chain));
  const { common, branch } = shown;
  const { before, mine } = partAt(known, common)!;
  const verdict = settle(mine, branch);
  const theirChain = withBranch(before, branch);
  if (verdict === 'theirs') return expectOk(await adopt(crypto, own.keybag, theirChain));
  if (verdict !== 'merge' || common === undefined) return own;
  const merged = await mergeOf(crypto, own, { common, mine, theirs: branch, theirChain });
  return merged ?? own;
}

const contentOf = ({ roster: { record } }: Team): Partial<Membership> => {
  const { signer: _signer, grants: _grants, inbox: _inbox, ...rest } = record;
  return rest;
};
const idsOf = (entries: readonly { id: string }[] = []): string[] => entries.map(({ id }) => id).toSorted();
const keysFor = ({ keybag }: Team, epoch: number): string[] => epochKeys(keybag, 'people', epoch);

test('two owners who changed the team apart keep what both added, and nobody whom either took out', async () => {
  const [laptop, desktop, manager] = await teamOf('owner', 'manager1');
  const [added, helper] = [await newDeviceKeys(crypto), await newDeviceKeys(crypto)];
  const mine = await changed(laptop!, {
    ...lettingIn(added, 'worker01'),
    ...newMember('worker01', 'technician'),
  });
  const theirs = await changed(
    await changed(desktop!, { ...lettingIn(helper, 'worker02'), ...newMember('worker02') }),
    { removeMember: 'manager1' },
  );
  const merged = await meet(mine, theirs);
  const { record } = merged.roster;
  expect(idsOf(record.members)).toEqual([laptop!.keybag.memberId, 'worker01', 'worker02'].toSorted());
  expect(idsOf(record.formerDevices)).toEqual([manager!.keybag.deviceId]);
  expect(record.devices).toHaveLength(4);
  // No number series is given twice, although both owners gave the next one.
  expect(new Set(record.devices.map(({ place }) => place)).size).toBe(4);
  expect(record.epoch).toBe(3);
  // Everybody takes it over, whichever branch they knew; who is out does not.
  expect((await meet(theirs, merged)).roster.hash).toBe(merged.roster.hash);
  expect((await meet(desktop!, merged)).roster.hash).toBe(merged.roster.hash);
  const told = expectOk(await extend(crypto, chainOf(manager!.keybag), recordsOf(merged.keybag)));
  expect(told.what === 'chain' && (await adopt(crypto, manager!.keybag, told.chain))).toMatchObject({
    error: { code: 'team.removed' },
  });
});

test('of two rights the lesser one counts, book by book', async () => {
  const [laptop, desktop] = await teamOf('owner', 'manager1');
  const access = { ...presets.manager } as Access;
  const { money: _money, ...withoutMoney } = access;
  const mine = await changed(laptop!, { setAccess: { memberId: 'manager1', access: withoutMoney } });
  const theirs = await changed(desktop!, {
    setAccess: { memberId: 'manager1', access: { ...access, people: 'read' } },
  });
  const merged = await meet(mine, theirs);
  const fewest = await changed(laptop!, {
    setAccess: { memberId: 'manager1', access: { ...withoutMoney, people: 'read' } },
  });
  const accessOf = (team: Team) => team.roster.record.members.find(({ id }) => id === 'manager1')?.access;
  expect(accessOf(merged)).toEqual(accessOf(fewest));
});

test('what was sealed under either branch’s keys opens for all who stay, and what comes next is under new ones', async () => {
  const [laptop, desktop, manager] = await teamOf('owner', 'manager1');
  const mine = await changed(laptop!, { newKeys: true });
  const theirs = await changed(desktop!, { newKeys: true });
  const managers = await meet(manager!, theirs);
  const both = [...keysFor(mine, 2), ...keysFor(theirs, 2)];
  expect(new Set(both).size).toBe(2);
  const merged = await meet(mine, theirs);
  for (const one of [merged, await meet(theirs, merged), await meet(managers, merged)]) {
    expect(keysFor(one, 2).toSorted()).toEqual(both.toSorted());
    expect(keysFor(one, 3)).toEqual(keysFor(merged, 3));
    expect(keysFor(one, 3)).toHaveLength(1);
  }
  const inboxes = merged.keybag.formerInboxes?.map(({ publicKey }) => publicKey);
  expect(inboxes).toEqual(
    expect.arrayContaining([mine, theirs].map(({ keybag }) => keybag.inbox!.publicKey)),
  );
});

test('who worked under a branch that does not count keeps its keys beside those of the one that does', async () => {
  const [laptop, desktop, manager] = await teamOf('owner', 'manager1');
  const mine = await changed(laptop!, { newKeys: true });
  const theirs = await changed(desktop!, { removeDevices: [laptop!.keybag.deviceId] });
  const worked = await meet(manager!, mine);
  const moved = await meet(worked, theirs);
  expect(moved.roster.hash).toBe(theirs.roster.hash);
  expect(keysFor(moved, 2)).toEqual([...keysFor(theirs, 2), ...keysFor(mine, 2)]);
});

test('two merges of the same branches say the same, and one of them counts everywhere', async () => {
  const [laptop, desktop, manager] = await teamOf('owner', 'manager1');
  const mine = await changed(laptop!, { newKeys: true });
  const theirs = await changed(desktop!, { removeMember: 'manager1' });
  const [byLaptop, byDesktop] = [await meet(mine, theirs), await meet(theirs, mine)];
  expect(byLaptop.roster.hash).not.toBe(byDesktop.roster.hash);
  expect(contentOf(byLaptop)).toEqual(contentOf(byDesktop));
  const ends = [await meet(byLaptop, byDesktop), await meet(byDesktop, byLaptop)];
  expect(ends[0]!.roster.hash).toBe(ends[1]!.roster.hash);
  // What was sealed under the other merge's keys stays readable.
  const all = [...keysFor(byLaptop, 3), ...keysFor(byDesktop, 3)].toSorted();
  const moved = ends.find(({ keybag }) => keysFor({ keybag, roster: ends[0]!.roster }, 3).length === 2)!;
  expect(keysFor(moved, 3).toSorted()).toEqual(all);
  // The one that was built on counts, whatever its name.
  for (const [built, other] of [
    [await changed(byLaptop, { newKeys: true }), byDesktop],
    [await changed(byDesktop, { newKeys: true }), byLaptop],
  ] as const)
    expect([(await meet(built, other)).roster.hash, (await meet(other, built)).roster.hash]).toEqual([
      built.roster.hash,
      built.roster.hash,
    ]);
  expect(manager!.roster.hash).toBe(laptop!.roster.hash);
});

test('who was taken out does not come back by naming the removal in a merge', async () => {
  const [laptop, desktop] = await teamOf('owner');
  const removal = await changed(desktop!, { removeDevices: [laptop!.keybag.deviceId] });
  const mine = await changed(laptop!, { newKeys: true });
  // A changed program signs what it likes.
  const bag = { ...mine.keybag };
  const own = await changed({ ...mine, keybag: bag }, { newKeys: true });
  const forged = { ...own.roster.record, merges: [removal.roster.hash] };
  const branch: Chain = [headOf(chainOf(mine.keybag)), { ...headOf(chainOf(own.keybag)), record: forged }];
  expect(settle([headOf(chainOf(removal.keybag))], branch)).toBe('mine');
  expect(settle(branch, [headOf(chainOf(removal.keybag))])).toBe('theirs');
});

/** Repeats itself for a seed. */
function dice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return Math.floor((state / 2 ** 31) * sides);
  };
}

test('three owners’ devices who change the team apart, and meet in any order, end with one team', async () => {
  for (let seed = 1; seed <= 12; seed++) {
    const roll = dice(seed * 7919);
    const teams = await teamOf('owner', 'owner', 'manager1');
    const owners = [0, 1, 2];
    for (let step = 0; step < 8; step++) {
      const at = owners[roll(3)]!;
      const other = (at + 1 + roll(2)) % 3;
      const id = `worker${seed}${step}`.padEnd(8, '0');
      const isThere = teams[at]!.roster.record.members.some((member) => member.id === 'manager1');
      const changes: TeamChange[] = [
        { ...lettingIn(await newDeviceKeys(crypto), id), ...newMember(id) },
        { newKeys: true },
        isThere ? { removeMember: 'manager1' } : { newKeys: true },
      ];
      if (roll(3) > 0) teams[at] = await changed(teams[at]!, changes[roll(3)]!);
      else teams[at] = await meet(teams[at]!, teams[other]!);
      // Both at once, each before it has heard of the other's merge.
      if (roll(4) === 0)
        [teams[at], teams[other]] = await Promise.all([
          meet(teams[at]!, teams[other]!),
          meet(teams[other]!, teams[at]!),
        ]);
    }
    const hashes = (): number => new Set(owners.map((at) => teams[at]!.roster.hash)).size;
    let rounds = 0;
    // All at once, as the worst case: each sees what another one had before the round.
    for (; hashes() > 1 && rounds < 12; rounds++) {
      const shown = [...teams];
      const turn = 1 + (rounds % 2);
      for (const at of owners) teams[at] = await meet(shown[at]!, shown[(at + turn) % 3]!);
    }
    expect([seed, hashes()]).toEqual([seed, 1]);
    const { devices, formerDevices = [] } = teams[0]!.roster.record;
    const all = [...devices, ...formerDevices].map(({ id }) => id);
    expect(new Set(all).size).toBe(all.length);
    expect(new Set(devices.map(({ place }) => place)).size).toBe(devices.length);
  }
});

test('the words settle two histories whose owners’ devices have taken each other out, also for who knew the longer one', async () => {
  const [laptop, desktop, manager] = await teamOf('owner', 'manager1');
  let mine = await changed(laptop!, { removeDevices: [desktop!.keybag.deviceId] });
  for (let more = 0; more < 2; more++) mine = await changed(mine, { newKeys: true });
  const theirs = await changed(desktop!, { removeDevices: [laptop!.keybag.deviceId] });
  const managers = await meet(manager!, mine);
  expect((await meet(managers, theirs)).roster.hash).toBe(managers.roster.hash);
  const records = recordsOf(theirs.keybag).slice(-1);
  const waiting = {
    ...managers,
    keybag: { ...managers.keybag, otherHistory: { records, at: 1, settledBy: 'words' as const } },
  };
  const [old, next] = await Promise.all([words, newRecoveryWords()].map((each) => keysOfWords(crypto, each)));
  const keys = { old: expectOk(old!), new: expectOk(next!) };
  const settled = expectOk(await withOtherWords(crypto, theirs, keys, 1));
  expect(settled.roster.record.sequence).toBeLessThanOrEqual(mine.roster.record.sequence);
  const after = await meet(waiting, settled);
  expect(after.roster.hash).toBe(settled.roster.hash);
  expect(after.keybag.otherHistory).toBeUndefined();
  expect(recordsOf(after.keybag)).toHaveLength(1);
  const { epoch } = settled.keybag;
  expect(keysFor(after, epoch)[0]).toBe(keysFor(settled, epoch)[0]);
});
