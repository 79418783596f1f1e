import { beforeAll, expect, test } from 'vitest';
import { expectOk } from '#shared/lib/result.ts';
import { webCrypto } from '#shared/crypto/web-crypto.ts';
import { type Chain, extend, headOf, partAt, readChain, settle, succeed, withBranch } from './chain.ts';
import { membershipHash, readMembership, rootSigner, type SignedMembership } from './membership.ts';
import { type TestSigner, type TestTeam, testSigner, testTeam } from './testing/team.ts';

const crypto = webCrypto(globalThis.crypto);
let laptop: TestSigner;
let desktop: TestSigner;
let helper: TestSigner;
let outsider: TestSigner;
let team: TestTeam;
/** The root's first record, the helper's coming, and the removal of the laptop by the desktop. */
let joined: SignedMembership;
let removed: SignedMembership;

beforeAll(async () => {
  [laptop, desktop, helper, outsider] = await Promise.all([
    testSigner(crypto, 'laptop-00'),
    testSigner(crypto, 'desktop-00'),
    testSigner(crypto, 'helper-00'),
    testSigner(crypto, 'outsider-00'),
  ]);
  team = await testTeam(crypto, [laptop, desktop]);
  const devices = [team.entry(laptop), team.entry(desktop), team.entry(helper, 'helper-of-all')];
  joined = await team.after(team.first, laptop, { devices });
  removed = await team.without(joined, desktop, [laptop]);
});

const chainOf = async (...records: SignedMembership[]): Promise<Chain> =>
  expectOk(await readChain(crypto, team.workspace, records));

/** What a device or a relay that knows a chain makes of one more record. */
async function outcome(known: Chain, ...records: SignedMembership[]): Promise<string> {
  const shown = await extend(crypto, known, records);
  if (!shown.ok) return shown.error.code;
  if (shown.value.what === 'fork') return 'fork';
  return shown.value.chain === known ? 'nothing new' : 'taken';
}

test('a device takes up what links to its chain record by record, and what it has already changes nothing', async () => {
  const known = await chainOf(team.first);
  const shown = expectOk(await extend(crypto, known, [team.first, joined, removed]));
  expect(shown.what === 'chain' && shown.chain.map(({ hash }) => hash)).toEqual(
    [team.first, joined, removed].map(membershipHash),
  );
  expect(await outcome(known, removed)).toBe('membership.not-next');
  expect(await outcome(await chainOf(team.first, joined), team.first, joined)).toBe('nothing new');
});

// S-2: the removed laptop has everything that an owner's device ever holds.
test('whatever a removed owner’s laptop signs, in whatever place, nobody takes it', async () => {
  const known = await chainOf(team.first, joined, removed);
  const back = { devices: [team.entry(laptop)], formerDevices: [team.entry(desktop)] };
  const attempts: Record<string, SignedMembership> = {
    'the next one, as itself': await team.after(removed, laptop, { epoch: 3 }),
    'the next one, in the desktop’s name': await team.after(removed, { ...laptop, id: desktop.id }),
    'one far ahead': await team.after(removed, laptop, { sequence: 99 }),
    'one behind a state of its own': await team.after(joined, laptop, { sequence: 4, ...back }),
    'a reset, with its own key': await team.reset(removed, { signer: rootSigner }, laptop).then((reset) => ({
      ...reset,
      signature: removed.signature,
    })),
    'a first membership of its own': (await testTeam(crypto, [laptop])).first,
  };
  for (const [what, signed] of Object.entries(attempts)) {
    expect([what, await outcome(known, signed)]).not.toEqual([what, 'taken']);
    expect([what, (await readChain(crypto, team.workspace, [signed])).ok]).toEqual([what, false]);
  }
  // What it could sign once, before its removal, shows as another history, and does not take the team's place.
  const fork = await team.without(joined, laptop, [desktop]);
  expect(await outcome(known, fork)).toBe('fork');
});

test('a helper’s device, an outsider and the relay can make no membership', async () => {
  const known = await chainOf(team.first, joined);
  for (const signer of [helper, outsider, { ...outsider, id: desktop.id }])
    expect(await outcome(known, await team.after(joined, signer))).toBe('membership.bad-signature');
  expect(await outcome(known, { ...removed, signature: joined.signature })).toBe('membership.bad-signature');
  const asRoot = await team.after(joined, { ...outsider, id: rootSigner });
  expect((await extend(crypto, known, [asRoot])).ok).toBe(false);
});

test('a device that left is named for good, and nobody comes back, or becomes somebody else', async () => {
  const known = await chainOf(team.first, joined, removed);
  const { devices, formerDevices } = headOf(known).record;
  for (const change of [
    { devices: devices.slice(1) },
    { formerDevices: [] },
    { devices: [...devices, team.entry(laptop)] },
    { devices: devices.map((one) => ({ ...one, signKey: outsider.key })) },
    { devices: devices.map((one) => ({ ...one, memberId: 'helper-of-all' })) },
    { devices: devices.map((one) => ({ ...one, salt: 'another-salt-than-ours' })) },
    { formerDevices: formerDevices!.map((one) => ({ ...one, memberId: 'helper-of-all' })) },
    { recovery: { sealKey: outsider.key, proofKey: outsider.key } },
    { roots: [{ key: outsider.key }] },
    { epoch: 1 },
    { epoch: 9 },
  ])
    expect(await outcome(known, await team.after(removed, desktop, change))).toBe('membership.not-next');
  expect(await outcome(known, await team.after(removed, desktop, { formerDevices }))).toBe('taken');
});

test('how far the work of a device counts that has left is said once, and then stays', async () => {
  const known = await chainOf(team.first, joined, removed);
  const [former] = headOf(known).record.formerDevices!;
  const named = { 'a-room-of-the-team-01': [{ counter: 3, hash: outsider.key }] };
  const said = await team.after(removed, desktop, { formerDevices: [{ ...former!, heads: named }] });
  expect(await outcome(known, said)).toBe('taken');
  const whole = await chainOf(team.first, joined, removed, said);
  for (const other of [former!, { ...former!, heads: { ...named, 'another-room-of-it-01': [] } }])
    expect(await outcome(whole, await team.after(said, desktop, { formerDevices: [other] }))).toBe(
      'membership.not-next',
    );
  expect(await outcome(whole, await team.after(said, desktop))).toBe('taken');
});

test('a merge takes nothing from how far somebody’s work counts, nor from what they did as an owner', async () => {
  const room = 'a-room-of-the-team-01';
  const [mine, theirs] = [laptop.key, desktop.key].map((hash, index) => ({ counter: 3 + index, hash }));
  const known = await chainOf(team.first, joined, removed);
  const [former] = headOf(known).record.formerDevices!;
  const ended = { ...former!, heads: { [room]: [mine!] }, asOwner: true as const };
  const said = await team.after(removed, desktop, { formerDevices: [ended] });
  const whole = await chainOf(team.first, joined, removed, said);
  const merge = async (device: object): Promise<string> => {
    // As it is written: without what is not there.
    const formerDevices = [JSON.parse(JSON.stringify({ ...ended, ...device })) as typeof ended];
    return outcome(whole, await team.after(said, desktop, { merges: [outsider.key], formerDevices }));
  };
  expect(await merge({ heads: { [room]: [mine!, theirs!] } })).toBe('taken');
  for (const less of [
    { heads: { [room]: [theirs!] } },
    { heads: {} },
    { heads: undefined },
    { asOwner: undefined },
    { asOwner: {} },
  ])
    expect(await merge(less)).toBe('membership.not-next');
});

test('the root’s reset is above every device, also for who has missed what came before it', async () => {
  const entry = team.entry(outsider);
  const reset = await team.reset(removed, { devices: [entry], formerDevices: [] });
  for (const known of [[team.first], [team.first, joined, removed]]) {
    const shown = expectOk(await extend(crypto, await chainOf(...known), [reset]));
    expect(shown.what === 'chain' && shown.chain.map(({ hash }) => hash)).toEqual([membershipHash(reset)]);
  }
  // It is no way back to an older team.
  const older = await team.reset(team.first);
  expect(await outcome(await chainOf(reset), older)).toBe('nothing new');
  expect(await outcome(await chainOf(team.first, joined, removed), older)).toBe('fork');
  // What a device that it has put out signs instead does not follow, as the work of anybody who comes too late.
  const late = await team.after(joined, laptop);
  expect(await outcome(await chainOf(await team.reset(joined)), late)).toBe('membership.not-next');
});

test('a root that was replaced signs nothing more', async () => {
  const other = await testSigner(crypto, rootSigner);
  const replaced = await team.reset(removed, {}, other);
  const known = await chainOf(replaced);
  expect(headOf(known).record.roots).toHaveLength(2);
  const byOld = await team.reset(removed, { sequence: 9 });
  expect(await outcome(known, byOld)).toBe('membership.not-next');
  const twice = await team.reset(removed, { sequence: 9 }, await testSigner(crypto, rootSigner));
  expect(await outcome(known, twice)).toBe('membership.not-next');
  // Nor beside the record that has replaced it, which it could have signed as well.
  const longer = await chainOf(replaced, await team.after(replaced, desktop));
  for (const beside of [
    await team.reset(removed),
    await team.reset(removed, {}, await testSigner(crypto, rootSigner)),
  ])
    for (const chain of [known, longer]) expect(await outcome(chain, beside)).toBe('membership.bad-root');
  const unsigned = await team.reset(removed, { roots: [{ key: team.root.key }, { key: other.key }] }, other);
  expect((await readChain(crypto, team.workspace, [unsigned])).ok).toBe(false);
});

test('other words stand above whatever the words of before have signed, with a number as far ahead as you like', async () => {
  const far = await team.reset(removed, { sequence: 1_000_000 });
  const replaced = await team.reset(removed, {}, await testSigner(crypto, rootSigner));
  const more = await team.after(replaced, desktop);
  for (const known of [await chainOf(far), await chainOf(far, await team.after(far, desktop))]) {
    const shown = expectOk(await extend(crypto, known, [replaced, more]));
    if (shown.what !== 'fork') throw new Error('It is another history');
    const { before, mine } = partAt(known, shown.common)!;
    expect([settle(mine, shown.branch), settle(shown.branch, mine)]).toEqual(['theirs', 'mine']);
    const hashes = withBranch(before, shown.branch).map(({ hash }) => hash);
    expect(hashes).toEqual([replaced, more].map(membershipHash));
  }
  expect(await outcome(await chainOf(replaced, more), far)).toBe('membership.not-next');
});

test('who was away while the words became others twice follows the last ones', async () => {
  const [second, third] = [await testSigner(crypto, rootSigner), await testSigner(crypto, rootSigner)];
  const once = await team.reset(removed, {}, second);
  const roots = await succeed(expectOk(readMembership(once, team.workspace)).record, third.key, second.sign);
  const twice = await team.reset(once, { roots }, third);
  expect(await outcome(await chainOf(team.first, joined), twice)).toBe('taken');
  const unsigned = [...roots.slice(0, 2), { key: third.key, signature: roots[1]!.signature! }];
  const forged = await team.reset(once, { roots: unsigned }, third);
  expect(await outcome(await chainOf(team.first, joined), forged)).toBe('membership.bad-root');
});

test('a root that has begun anew twice beside each other has to tell again; no list of devices decides', async () => {
  const [one, other] = [await team.reset(removed), await team.reset(removed, { epoch: 9 })];
  for (const known of [await chainOf(one), await chainOf(one, await team.after(one, desktop))]) {
    const shown = expectOk(await extend(crypto, known, [other, await team.after(other, desktop)]));
    if (shown.what !== 'fork') throw new Error('Both were taken for one history');
    expect(settle(partAt(known, shown.common)!.mine, shown.branch)).toBe('words');
  }
  const again = await team.reset(one, { sequence: 9 });
  for (const known of [one, other]) expect(await outcome(await chainOf(known), again)).toBe('taken');
});

test('a reset counts also behind what a device has signed in another history, and begins the chain anew', async () => {
  const own = await chainOf(team.first, joined, removed);
  const theirs = await team.after(team.first, desktop, { epoch: 2 });
  const reset = await team.reset(theirs);
  const shown = expectOk(await extend(crypto, own, [theirs, reset]));
  if (shown.what !== 'fork') throw new Error('Two histories were taken for one');
  const { before, mine } = partAt(own, shown.common)!;
  expect(settle(mine, shown.branch)).toBe('theirs');
  expect(withBranch(before, shown.branch).map(({ hash }) => hash)).toEqual([membershipHash(reset)]);
});

test('who shows two histories as one shows none', async () => {
  const other = await team.after(joined, laptop, { epoch: 2 });
  expect(await outcome(await chainOf(team.first), joined, removed, other)).toBe('membership.malformed');
});

test('of two branches that counts which alone takes the other’s signer out; a merge and the words settle the rest', async () => {
  const behind = async (...records: SignedMembership[]): Promise<Chain> => {
    const [, ...rest] = await chainOf(team.first, ...records);
    return rest as unknown as Chain;
  };
  const devices = [...headOf(await chainOf(team.first, joined)).record.devices];
  const plain = await behind(await team.after(team.first, laptop, { devices }));
  const other = await behind(await team.after(team.first, desktop, { epoch: 2 }));
  const removesLaptop = await behind(await team.without(team.first, desktop, [laptop]));
  const removesDesktop = await behind(await team.without(team.first, laptop, [desktop]));
  expect(settle(plain, other)).toBe('merge');
  expect([settle(plain, removesLaptop), settle(removesLaptop, plain)]).toEqual(['theirs', 'mine']);
  expect(settle(removesDesktop, removesLaptop)).toBe('words');
  const reset = await chainOf(await team.reset(team.first));
  expect([settle(removesDesktop, reset), settle(reset, removesDesktop)]).toEqual(['theirs', 'mine']);
  const first = other[0].signed;
  const merges = [headOf(plain).hash];
  const merged = await behind(first, await team.after(first, desktop, { merges, devices }));
  expect([settle(plain, merged), settle(merged, plain)]).toEqual(['theirs', 'mine']);
  // One that forgets whom the other branch has let in takes nothing in.
  const forgets = await behind(first, await team.after(first, desktop, { merges }));
  expect([settle(plain, forgets), settle(forgets, plain)]).toEqual(['merge', 'merge']);
  // And who is taken out does not come back by naming that in a merge.
  const out = [headOf(removesLaptop).hash];
  const own = plain[0].signed;
  const back = await behind(own, await team.after(own, laptop, { merges: out, devices }));
  expect([settle(removesLaptop, back), settle(back, removesLaptop)]).toEqual(['mine', 'theirs']);
});
