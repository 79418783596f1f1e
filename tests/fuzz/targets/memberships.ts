import fc from 'fast-check';
import { chainOf } from '#renderer/vault/keys/memberships.ts';
import { readRoster } from '#renderer/vault/keys/roster.ts';
import { fromUtf8, readBase64Url, toBase64Url, utf8 } from '#shared/lib/bytes.ts';
import type { Json } from '#shared/lib/json.ts';
import { expectOk } from '#shared/lib/result.ts';
import { extend } from '#shared/sync/chain.ts';
import {
  type Membership,
  rootSigner,
  type SignedMembership,
  signMembership,
  signedMembershipSchema,
} from '#shared/sync/membership.ts';
import { testSigner, testTeam } from '#shared/sync/testing/team.ts';
import { createMemberships } from '#sync-server/auth/memberships.ts';
import { openSqliteStorage } from '#sync-server/storage/sqlite.ts';
import { defineTarget, must, type Target } from '../engine.ts';
import { jsonText, mutatedJson, mutatedText } from '../mutations.ts';
import type { FuzzWorld } from '../world.ts';

const textOf = ({ payload }: SignedMembership): string => fromUtf8(readBase64Url(payload)!);

/** A device that is shown memberships by its relay: only what follows its own, by who may sign it. */
export async function membershipTarget(world: FuzzWorld): Promise<Target> {
  const { crypto, keybag, record, sign, self } = world;
  const known = chainOf(keybag);
  const change = (more: Partial<Membership>): Promise<SignedMembership> =>
    sign({ ...record, sequence: 8, previous: known[0].hash, signer: self.id, ...more });
  const next = await change({ epoch: 3 });
  const skipping = await change({ sequence: 12 });
  const older = await change({ sequence: 6 });
  const unlinked = await change({ previous: 'A'.repeat(43) });
  const rootless = await change({ roots: [{ key: record.recovery.proofKey }] });
  const foreign = await foreignMembership(world);
  const genuine = [next, skipping, older, unlinked, rootless];
  const shape = fc.oneof(
    { weight: 3, arbitrary: mutatedJson([...genuine, foreign]) },
    {
      weight: 3,
      arbitrary: fc.record({
        payload: mutatedJson([record as unknown as Json]).map((each) => toBase64Url(utf8(jsonText(each)))),
        signature: fc.constantFrom(...genuine.map(({ signature }) => signature)),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        payload: mutatedText(genuine.map(({ payload }) => payload)),
        signature: mutatedText(genuine.map(({ signature }) => signature)),
      }),
    },
  );
  const isTaken = async (signed: SignedMembership): Promise<boolean> => {
    const shown = await extend(crypto, known, [signed]);
    return shown.ok && shown.value.what === 'chain' && shown.value.chain !== known;
  };

  return defineTarget({
    name: 'memberships',
    share: 7000,
    inputs: shape,
    async attempt(input) {
      const parsed = signedMembershipSchema.safeParse(input);
      if (!parsed.success) return;
      must(
        !(await isTaken(parsed.data)) || textOf(parsed.data) === textOf(next),
        'a membership was taken over against the rules',
      );
    },
    async control() {
      must(await isTaken(next), 'the next one is taken');
      expectOk(await readRoster(crypto, next, record.workspace));
      for (const each of [skipping, older, unlinked, rootless, foreign])
        must(!(await isTaken(each)), 'the chain rules hold');
    },
  });
}

/** The relay gets genuine records in any order, with forks and damage between them: its list only goes forward. */
export async function membershipChainTarget(world: FuzzWorld): Promise<Target> {
  const { crypto } = world;
  const storage = await openSqliteStorage(':memory:');
  const changes: Membership[] = [];
  const admission = { admit: async () => ({ ok: true as const, value: undefined }) };
  const memberships = createMemberships({
    storage,
    crypto,
    admission: admission as never,
    tombstones: { find: async () => undefined },
    isHeldBack: async () => false,
    changed: (record) => changes.push(record),
  });

  return defineTarget({
    name: 'membership-chains',
    share: 400,
    inputs: fc.array(fc.record({ pick: fc.nat(7), spoil: fc.option(fc.nat(400), { freq: 4 }) }), {
      minLength: 2,
      maxLength: 8,
    }),
    async attempt(steps) {
      const { workspace, records } = await newChain(crypto);
      let sequence = 0;
      for (const { pick, spoil } of steps) {
        const signed = records[pick % records.length]!;
        const sent = spoil === null ? signed : { ...signed, payload: spoilt(signed.payload, spoil) };
        const put = await memberships.put(workspace, [sent], undefined);
        const known = await memberships.find(workspace);
        must(!put.ok || textOf(sent) === textOf(signed), 'the relay took a forged membership');
        if (known === undefined) continue;
        must(known.record.sequence >= sequence, 'the relay went back to an older membership');
        must(
          records.some((each) => textOf(each) === textOf(known.signed)),
          'the relay holds a forged membership',
        );
        sequence = known.record.sequence;
      }
    },
    async control() {
      const { workspace, records } = await newChain(crypto);
      const [first, second, third, , fork] = records;
      for (const each of [first!, second!]) expectOk(await memberships.put(workspace, [each], undefined));
      expectOk(await memberships.put(workspace, [first!], undefined));
      expectOk(await memberships.put(workspace, [third!], undefined));
      must((await memberships.find(workspace))!.record.sequence === 3, 'an older one changes nothing');
      must(!(await memberships.put(workspace, [fork!], undefined)).ok, 'a fork is refused');
      must(changes.length >= 2, 'each new record is told');
    },
  });
}

/** Records 1 to 4 of a new workspace, and another third one. */
async function newChain(crypto: FuzzWorld['crypto']) {
  const device = await testSigner(crypto, 'device-01');
  const team = await testTeam(crypto, [device]);
  const records = [team.first];
  for (let sequence = 2; sequence <= 4; sequence++)
    records.push(await team.after(records.at(-1)!, device, { fromTest: sequence }));
  records.push(await team.after(records[1]!, device, { fromTest: 'fork' }));
  return { workspace: team.workspace, records };
}

/** A genuine record of somebody else's root, which names this workspace. */
async function foreignMembership({ crypto, record }: FuzzWorld): Promise<SignedMembership> {
  const root = await testSigner(crypto, rootSigner);
  return signMembership({ ...record, sequence: 20, roots: [{ key: root.key }] }, root.sign);
}

function spoilt(payload: string, where: number): string {
  const at = where % payload.length;
  return payload.slice(0, at) + (payload[at] === 'A' ? 'B' : 'A') + payload.slice(at + 1);
}
